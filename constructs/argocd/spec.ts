import type {
  ApplicationSpec as UpstreamSpec,
  ApplicationSpecSyncPolicy,
} from '../../imports/argo-cd';

/** Options of Argo CD's sync that are `true` or `false`. */
type Switch =
  | 'ApplyOutOfSyncOnly'
  | 'ClientSideApplyMigration'
  | 'CreateNamespace'
  | 'FailOnSharedResource'
  | 'PruneLast'
  | 'Replace'
  | 'RespectIgnoreDifferences'
  | 'ServerSideApply'
  | 'SkipDryRunOnMissingResource'
  | 'Validate';

/**
 * One entry of `syncPolicy.syncOptions`.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
 */
export type SyncOption =
  | `${Switch}=${boolean}`
  | `PrunePropagationPolicy=${'foreground' | 'background' | 'orphan'}`
  | `Prune=${'false' | 'confirm'}`
  | `Delete=${'false' | 'confirm'}`;

export interface SyncPolicy extends Omit<ApplicationSpecSyncPolicy, 'syncOptions'> {
  /** Default none; `RespectIgnoreDifferences=true` is added where the content needs rules. */
  readonly syncOptions?: readonly SyncOption[];
}

/** A cluster by URL or by name, never both: Argo CD refuses that. */
export type Destination = { readonly namespace?: string } & (
  | { readonly server: string; readonly name?: undefined }
  | { readonly name: string; readonly server?: undefined }
);

/** The spec of an Application in upstream's shape, with what the CRD leaves open typed. */
export interface ApplicationSpec extends Omit<UpstreamSpec, 'destination' | 'syncPolicy'> {
  readonly destination: Destination;
  readonly syncPolicy?: SyncPolicy;
}
