import type { ApiObjectMetadata } from 'cdk8s';
import type { Referable } from './references';
import type { SecretReference } from './verify';

/** Events of a webhook of GitHub that tell of something Flux may fetch; without `events`, all are taken. */
export const GITHUB_EVENTS = [
  ...['branch_protection_rule', 'check_run', 'check_suite', 'create', 'delete', 'deployment'],
  ...['deployment_status', 'fork', 'issue_comment', 'issues', 'merge_group', 'package', 'ping'],
  ...['public', 'pull_request', 'pull_request_review', 'push', 'registry_package', 'release'],
  ...[
    'repository',
    'repository_dispatch',
    'status',
    'workflow_dispatch',
    'workflow_job',
    'workflow_run',
  ],
] as const;

/** The header `X-Gitlab-Event`. */
export const GITLAB_EVENTS = [
  ...['Push Hook', 'Tag Push Hook', 'Merge Request Hook', 'Issue Hook', 'Note Hook', 'Job Hook'],
  ...['Pipeline Hook', 'Release Hook', 'Deployment Hook', 'Wiki Page Hook', 'System Hook'],
  ...[
    'Confidential Issue Hook',
    'Confidential Note Hook',
    'Feature Flag Hook',
    'Emoji Hook',
    'Subgroup Hook',
    'Member Hook',
  ],
] as const;

/** The header `X-Event-Key` of Bitbucket Server and Data Center. */
export const BITBUCKET_EVENTS = [
  ...[
    'repo:refs_changed',
    'repo:modified',
    'repo:forked',
    'repo:comment:added',
    'diagnostics:ping',
  ],
  ...['pr:opened', 'pr:modified', 'pr:merged', 'pr:declined', 'pr:deleted', 'pr:from_ref_updated'],
  ...[
    'pr:reviewer:updated',
    'pr:reviewer:approved',
    'pr:comment:added',
    'mirror:repo_synchronized',
  ],
] as const;

/** Kinds that a webhook may wake. */
export type WokenKind =
  | 'Bucket'
  | 'GitRepository'
  | 'HelmChart'
  | 'HelmRelease'
  | 'HelmRepository'
  | 'ImagePolicy'
  | 'ImageRepository'
  | 'ImageUpdateAutomation'
  | 'Kustomization'
  | 'OCIRepository'
  | 'ArtifactGenerator'
  | 'ExternalArtifact';

/** One object, or with `name: '*'` all of a kind that have the labels. */
export type Woken =
  | Referable<WokenKind>
  | {
      readonly kind: WokenKind;
      readonly name: '*';
      readonly matchLabels: Readonly<Record<string, string>>;
      readonly apiVersion?: string;
      readonly namespace?: string;
    };

export interface OidcProvider {
  /** The claim `iss`. */
  readonly issuerURL: string;
  /** The claim `aud`; default `notification-controller`. */
  readonly audience?: string;
  readonly variables?: readonly { readonly name: string; readonly expression: string }[];
  /** CEL over `claims` and `vars`, all of which must be true: who calls. */
  readonly validations: readonly [Validation, ...Validation[]];
}

interface Validation {
  readonly expression: string;
  readonly message: string;
}

/** Who sends, and how it proves that. Events count for four types; the others send what they send. */
type Sender =
  | {
      readonly type: 'github';
      readonly events?: readonly (typeof GITHUB_EVENTS)[number][];
      readonly secretRef: SecretReference;
      readonly oidcProviders?: undefined;
    }
  | {
      readonly type: 'gitlab';
      readonly events?: readonly (typeof GITLAB_EVENTS)[number][];
      readonly secretRef: SecretReference;
      readonly oidcProviders?: undefined;
    }
  | {
      readonly type: 'bitbucket';
      readonly events?: readonly (typeof BITBUCKET_EVENTS)[number][];
      readonly secretRef: SecretReference;
      readonly oidcProviders?: undefined;
    }
  | {
      readonly type: 'cdevents';
      readonly events?: readonly `dev.cdevents.${string}`[];
      readonly secretRef: SecretReference;
      readonly oidcProviders?: undefined;
    }
  | {
      /** `gcr` also asks for `email` and `audience` in the Secret. */
      readonly type:
        'generic' | 'generic-hmac' | 'harbor' | 'dockerhub' | 'quay' | 'gcr' | 'nexus' | 'acr';
      readonly secretRef: SecretReference;
      readonly events?: undefined;
      readonly oidcProviders?: undefined;
    }
  | {
      /** A token of an issuer such as GitHub Actions, and no shared secret. Flux 2.9. */
      readonly type: 'generic-oidc';
      readonly oidcProviders: readonly [OidcProvider, ...OidcProvider[]];
      readonly secretRef?: undefined;
      readonly events?: undefined;
    };

/** Upstream's spec, beside the object's name and metadata. */
export type ReceiverProps = Sender & {
  /** Name of the object. Default: the construct's id. It is part of the webhook's path. */
  readonly name?: string;
  /** Labels, annotations, namespace. Default none; the namespace is the chart's. */
  readonly metadata?: Omit<ApiObjectMetadata, 'name'>;
  /** What is reconciled when the webhook is called. */
  readonly resources: readonly [Woken, ...Woken[]];
  /** CEL over `req` and `res`: which of them. Default all. Flux 2.5. */
  readonly resourceFilter?: string;
  /** How often the Secret is read; default, by Flux, 10m. */
  readonly interval?: string;
  /** Default false. */
  readonly suspend?: boolean;
};
