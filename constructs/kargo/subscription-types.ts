import type { IConstruct } from 'constructs';

interface Tags {
  /** Only tags that one of these Go patterns matches. */
  readonly allowTagsRegexes?: readonly string[];
  readonly ignoreTagsRegexes?: readonly string[];
  /** How many are looked at, 100 at most; default, by Kargo, 20. */
  readonly discoveryLimit?: number;
  readonly insecureSkipTLSVerify?: boolean;
}

/** An artifact, as `of` has it; platform and NewestBuild would find none. */
export type ArtifactSubscription = Tags & {
  /** The Artifact. */
  readonly of: IConstruct & { readonly repository: string };
} & (
    | {
        /** Default SemVer: by the versions that `publish --tag` gives. */
        readonly imageSelectionStrategy?: 'SemVer';
        /** A range of versions; default any. */
        readonly constraint?: string;
        /** Whether tags need all of major, minor and patch; default true. */
        readonly strictSemvers?: boolean;
      }
    | {
        readonly imageSelectionStrategy: 'Digest';
        /** The one tag whose digest is followed. */
        readonly constraint: string;
        readonly strictSemvers?: undefined;
      }
    | {
        readonly imageSelectionStrategy: 'Lexical';
        readonly constraint?: undefined;
        readonly strictSemvers?: undefined;
      }
  );

export interface ImageSubscription extends Tags {
  /** Without scheme and tag. */
  readonly repoURL: string;
  /** Default SemVer. */
  readonly imageSelectionStrategy?: 'SemVer' | 'Digest' | 'Lexical' | 'NewestBuild';
  /** A range for SemVer, a tag for Digest. */
  readonly constraint?: string;
  readonly strictSemvers?: boolean;
  readonly platform?: `${string}/${string}`;
  readonly cacheByTag?: boolean;
}

export interface ChartSubscription {
  /** `oci://…` of one chart, or `https://…` of an index. */
  readonly repoURL: string;
  /** Of an index alone. */
  readonly name?: string;
  readonly semverConstraint?: string;
  readonly discoveryLimit?: number;
  readonly insecureSkipTLSVerify?: boolean;
}

export interface GitSubscription {
  readonly repoURL: string;
  /** Default NewestFromBranch. */
  readonly commitSelectionStrategy?: 'Lexical' | 'NewestFromBranch' | 'NewestTag' | 'SemVer';
  readonly branch?: string;
  readonly semverConstraint?: string;
  readonly strictSemvers?: boolean;
  readonly allowTagsRegexes?: readonly string[];
  readonly ignoreTagsRegexes?: readonly string[];
  readonly includePaths?: readonly string[];
  readonly excludePaths?: readonly string[];
  readonly expressionFilter?: string;
  readonly blobless?: boolean;
  readonly discoveryLimit?: number;
  readonly insecureSkipTLSVerify?: boolean;
}

/** Exactly one kind each. */
export type Subscription =
  | { readonly artifact: ArtifactSubscription }
  | { readonly image: ImageSubscription }
  | { readonly chart: ChartSubscription }
  | { readonly git: GitSubscription };
