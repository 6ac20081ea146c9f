import type { PlacedSecretKey, ReconciliationPolicy, SecretKey } from './secrets';

interface WebIdentity<S> {
  readonly roleARN: string;
  readonly roleSessionName?: string;
  /** Default: the file that `AWS_WEB_IDENTITY_TOKEN_FILE` of the provider's pod names. */
  readonly tokenConfig?:
    | { readonly source: 'Secret'; readonly secretRef: S }
    | { readonly source: 'Filesystem'; readonly fs: { readonly path: string } };
}

/** Who the provider is to AWS. @see https://github.com/crossplane-contrib/provider-upjet-aws/blob/main/AUTHENTICATION.md */
export type AwsCredentials<S = PlacedSecretKey> =
  /**
   * The role that the annotation of the provider's ServiceAccount names:
   * {@link DeploymentRuntimeConfigProps.roleArn}.
   */
  | { readonly source: 'IRSA' }
  /** The role of the EKS association with the provider's ServiceAccount. */
  | { readonly source: 'PodIdentity' }
  /** A role taken with a token of another identity provider. */
  | { readonly source: 'WebIdentity'; readonly webIdentity: WebIdentity<S> }
  /** Keys that do not expire, as an AWS credentials file with the profile `default`. */
  | { readonly source: 'Secret'; readonly secretRef: S }
  /** A role taken with the token of a managed control plane. */
  | { readonly source: 'Upbound'; readonly upbound: { readonly webIdentity: WebIdentity<S> } };

/** Of a namespaced configuration, whose Secrets are read in the namespace of who uses it. */
export type LocalAwsCredentials = AwsCredentials<SecretKey>;

/** A role to take with the credentials before it. */
export interface AwsRole {
  readonly roleARN: string;
  /** What the trust policy of another account's role asks for. Default: none. */
  readonly externalID?: string;
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
  readonly transitiveTagKeys?: readonly string[];
}

/** Where the API is, if it is not at AWS: LocalStack, a VPC endpoint, a partition of its own. */
export interface AwsEndpoint {
  readonly url:
    | { readonly type: 'Static'; readonly static: string }
    | {
        readonly type: 'Dynamic';
        readonly dynamic: { readonly protocol: 'http' | 'https'; readonly host: string };
      }
    /** As AWS has it; needs `partitionId`. */
    | { readonly type: 'Auto' };
  /** `aws`, `aws-cn`, `aws-us-gov` … */
  readonly partitionId?: string;
  /** Services that it holds for: `s3`, `iam`, `sts`. Default: none of Terraform's own calls. */
  readonly services?: readonly string[];
  readonly hostnameImmutable?: boolean;
  readonly signingMethod?: string;
  readonly signingName?: string;
  readonly signingRegion?: string;
  readonly source?: 'ServiceMetadata' | 'Custom';
}

/** What both kinds of provider configuration have, spelt as upstream spells it. */
export interface AwsSettings {
  /** Roles taken one after the other, each with the one before it. Default: none. */
  readonly assumeRoleChain?: readonly AwsRole[];
  readonly endpoint?: AwsEndpoint;
  /** Default: the provider's. */
  readonly reconciliationPolicy?: ReconciliationPolicy;
  /** Upstream spells these five with underscores. Each defaults to false. */
  readonly s3_use_path_style?: boolean;
  readonly skip_credentials_validation?: boolean;
  readonly skip_metadata_api_check?: boolean;
  readonly skip_region_validation?: boolean;
  readonly skip_requesting_account_id?: boolean;
}
