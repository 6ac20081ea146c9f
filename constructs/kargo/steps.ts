interface Common {
  /** Under which later steps read its outputs. */
  readonly as?: string;
  /** An expression: whether it is done at all. */
  readonly if?: string;
  readonly continueOnError?: boolean;
  readonly retry?: { readonly timeout?: string; readonly errorThreshold?: number };
  readonly vars?: readonly { readonly name: string; readonly value: string }[];
}

/** What Kargo's own steps are told; a text may hold expressions: `${{ vars.branch }}`. */
export interface StepConfigs {
  readonly 'argocd-update': { readonly apps: readonly ArgoCdUpdate[] };
  readonly 'argocd-wait': {
    readonly apps: readonly (AppReference & {
      readonly waitFor?: readonly ('health' | 'sync' | 'operation' | 'suspended' | 'degraded')[];
    })[];
  };
  readonly fail: { readonly message?: string };
  readonly 'file-write': {
    readonly path: string;
    readonly contents: string;
    readonly overwrite?: boolean;
    readonly permissions?: string;
  };
  readonly 'git-clone': {
    readonly repoURL: string;
    readonly checkout: readonly {
      readonly path: string;
      readonly branch?: string;
      readonly commit?: string;
      readonly tag?: string;
      readonly create?: boolean;
    }[];
    readonly author?: { readonly name: string; readonly email: string };
  };
  readonly 'git-commit': { readonly path: string; readonly message: string };
  readonly 'git-push': {
    readonly path: string;
    readonly targetBranch?: string;
    readonly generateTargetBranch?: boolean;
    readonly maxAttempts?: number;
  };
  readonly 'git-open-pr': {
    readonly repoURL: string;
    readonly sourceBranch: string;
    readonly targetBranch: string;
    readonly title?: string;
    readonly description?: string;
    readonly labels?: readonly string[];
    readonly provider?: GitProvider;
  };
  readonly 'git-wait-for-pr': {
    readonly repoURL: string;
    readonly prNumber: number | `\${{${string}}}`;
    readonly provider?: GitProvider;
  };
  readonly 'yaml-merge': {
    readonly inFiles: readonly string[];
    readonly outFile: string;
    readonly ignoreMissingFiles?: boolean;
  };
  readonly 'yaml-parse': {
    readonly path: string;
    readonly outputs: readonly { readonly name: string; readonly fromExpression: string }[];
  };
  /** Sets scalars that exist, each to the end of its line: a pin on one line is destroyed by it. */
  readonly 'yaml-update': {
    readonly path: string;
    readonly updates: readonly { readonly key: string; readonly value: unknown }[];
  };
}

export type GitProvider = 'azure' | 'bitbucket' | 'gitea' | 'github' | 'gitlab';

type AppReference =
  | { readonly name: string; readonly namespace?: string; readonly selector?: undefined }
  | {
      readonly selector: { readonly matchLabels?: Readonly<Record<string, string>> };
      readonly namespace?: string;
      readonly name?: undefined;
    };

type ArgoCdUpdate = AppReference & {
  readonly sources?: readonly {
    readonly repoURL: string;
    readonly chart?: string;
    readonly desiredRevision?: string;
    readonly updateTargetRevision?: boolean;
  }[];
};

/** One of the steps that are typed here. */
export type KnownStep = {
  [K in keyof StepConfigs]: Common & {
    readonly uses: K;
    readonly config: StepConfigs[K];
    readonly task?: undefined;
  };
}[keyof StepConfigs];

/** A task of the project, or of all projects. */
export interface TaskStep extends Pick<Common, 'as' | 'vars'> {
  readonly task: {
    readonly name: string;
    readonly kind?: 'PromotionTask' | 'ClusterPromotionTask';
  };
  readonly uses?: undefined;
}

/** A step that is not typed here, by {@link otherStep}. */
export interface OtherStep extends Common {
  readonly uses: string & { readonly [OTHER]?: true };
  readonly config?: Readonly<Record<string, unknown>>;
  readonly task?: undefined;
  readonly [OTHER]: true;
}

declare const OTHER: unique symbol;

export type Step = KnownStep | OtherStep | TaskStep;

/** A step of Kargo, or of a plugin, that is not typed here. */
export function otherStep(
  uses: string,
  config?: Readonly<Record<string, unknown>>,
  more: Common = {},
): OtherStep {
  return { ...more, uses, ...(config && { config }) } as OtherStep;
}
