import type {
  ApplicationOperationInfo,
  ApplicationOperationRetry,
  ApplicationSpec as UpstreamSpec,
  ApplicationSpecSyncPolicy,
  ApplicationSpecSyncPolicyManagedNamespaceMetadata,
} from '../../imports/argo-cd';
import type { Source, SourceHydrator } from './source-types';
import type { SWITCHES } from './sync-options';

/**
 * One entry of `syncPolicy.syncOptions`.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
 */
export type SyncOption =
  | `${(typeof SWITCHES)[number]}=${boolean}`
  | `PrunePropagationPolicy=${'foreground' | 'background' | 'orphan'}`
  | `Prune=${'false' | 'confirm'}`
  | `Delete=${'false' | 'confirm'}`;

export interface SyncPolicy extends Omit<ApplicationSpecSyncPolicy, 'syncOptions'> {
  /** Default none; `RespectIgnoreDifferences=true` is added where the content needs rules. */
  readonly syncOptions?: readonly SyncOption[];
  /** Of the namespace that `CreateNamespace=true` creates; without that option nothing reads it. */
  readonly managedNamespaceMetadata?: ApplicationSpecSyncPolicyManagedNamespaceMetadata;
  /** Of failed syncs. Default, by Argo CD: 5 times where sync is automated, else never. */
  readonly retry?: Retry;
}

export interface Retry extends ApplicationOperationRetry {
  /** How often; -1 is for ever. */
  readonly limit?: number;
  /** Whether a retry takes the newest revision instead of the failed one; default false. Argo CD 3.2. */
  readonly refresh?: boolean;
}

/** A cluster by URL or by name, never both: Argo CD refuses that. */
export type Destination = { readonly namespace?: string } & (
  | { readonly server: string; readonly name?: undefined }
  | { readonly name: string; readonly server?: undefined }
);

/**
 * The spec of an Application in upstream's shape, with what the CRD leaves open typed. What Argo CD
 * refuses or ignores beside something else (`source` and `sources`, `helm` and `kustomize`) does not
 * compile where it is written, by `PossibleSpec`.
 */
export interface ApplicationSpec extends Omit<
  UpstreamSpec,
  'destination' | 'syncPolicy' | 'source' | 'sources' | 'sourceHydrator' | 'info'
> {
  /** Exactly one of `source`, `sources` and `sourceHydrator`. */
  readonly source?: Source;
  /** Several, whose objects are one Application. */
  readonly sources?: readonly Source[];
  readonly sourceHydrator?: SourceHydrator;
  readonly destination: Destination;
  readonly syncPolicy?: SyncPolicy;
  /** Shown to people; a value that is a URL is a link. */
  readonly info?: readonly ApplicationOperationInfo[];
  /** How many syncs can be rolled back to; default 10, by Argo CD. */
  readonly revisionHistoryLimit?: number;
}
