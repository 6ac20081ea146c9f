import type {
  AppProjectSpec,
  AppProjectSpecClusterResourceBlacklist,
  AppProjectSpecDestinationServiceAccounts,
  AppProjectSpecRoles,
  AppProjectSpecSourceIntegrityGitPoliciesRepos,
  AppProjectSpecSyncWindows,
} from '../../imports/argo-cd';
import type { Policy } from './policies';

/** Clusters by URL or by name, and namespaces; each a glob, or all but a glob behind `!`. */
export type ProjectDestination = {
  /** `*` for any. */
  readonly namespace: string;
} & (
  | { readonly server: string; readonly name?: string }
  | { readonly name: string; readonly server?: undefined }
);

/** Kinds that cluster-scoped objects may be of, or not; globs, `*` for any. */
export interface ClusterResource extends AppProjectSpecClusterResourceBlacklist {
  /** Glob of names; default any. Argo CD 3.3. */
  readonly name?: string;
}

/** Who may do what in the project, as `argocd` and in the UI. */
export interface ProjectRole extends Omit<AppProjectSpecRoles, 'policies'> {
  /** Letters, digits, dashes and underscores. */
  readonly name: string;
  /** Groups of the identity provider; one with a comma stands in double quotes. Default none. */
  readonly groups?: readonly string[];
  /** `{ action: 'sync' }`, or lines as upstream has them. Default none. */
  readonly policies?: readonly (Policy | string)[];
}

/** When Applications may be synced, or not: those that one of the three lists names. */
export type SyncWindow = Omit<
  AppProjectSpecSyncWindows,
  'kind' | 'schedule' | 'duration' | 'applications' | 'namespaces' | 'clusters'
> & {
  /** With an `allow`, nothing is synced outside of it; a `deny` wins over it. */
  readonly kind: 'allow' | 'deny';
  /** Five fields of cron, when it opens: `0 22 * * 1-5`. */
  readonly schedule: string;
  /** How long it is open, of Go: `1h30m`. */
  readonly duration: string;
  /** Name of a time zone, `Europe/Berlin`; default `UTC`. */
  readonly timeZone?: string;
  /** Whether syncs by hand go through all the same; default false. */
  readonly manualSync?: boolean;
  /** Whether an Application must be in all of the lists, not in one of them; default false. */
  readonly andOperator?: boolean;
  /** At most 255 characters. Argo CD 3.1. */
  readonly description?: string;
  /** Whether a sync that runs when the window closes goes on; default false. Argo CD 3.5. */
  readonly syncOverrun?: boolean;
} & Selected;

/** Globs of names; at least one list. */
type Selected =
  | (Partial<Lists> & Pick<Lists, 'applications'>)
  | (Partial<Lists> & Pick<Lists, 'namespaces'>)
  | (Partial<Lists> & Pick<Lists, 'clusters'>);

interface Lists {
  readonly applications: readonly string[];
  readonly namespaces: readonly string[];
  readonly clusters: readonly string[];
}

/** Which signatures commits of git repositories need. Argo CD 3.5. */
export interface SourceIntegrity {
  readonly git: {
    readonly policies: readonly {
      /** URLs, or globs of them. */
      readonly repos: readonly AppProjectSpecSourceIntegrityGitPoliciesRepos[];
      readonly gpg: {
        /** Nothing, the revision that is synced, or it and all before it. */
        readonly mode: 'none' | 'head' | 'strict';
        /** Long ids of the keys that may sign. */
        readonly keys: readonly string[];
      };
    }[];
  };
}

/** The account that syncs to such a destination act as, where impersonation is on. */
export interface DestinationServiceAccount extends AppProjectSpecDestinationServiceAccounts {
  /** Glob of URLs. */
  readonly server: string;
  /** Glob; default the empty namespace. */
  readonly namespace?: string;
  /** `deployer`, or `namespace:deployer`. */
  readonly defaultServiceAccount: string;
}

/** The spec of an AppProject in upstream's shape. Nothing is allowed by default. */
export interface ProjectSpec extends Omit<
  AppProjectSpec,
  | 'clusterResourceBlacklist'
  | 'clusterResourceWhitelist'
  | 'destinations'
  | 'destinationServiceAccounts'
  | 'roles'
  | 'signatureKeys'
  | 'sourceIntegrity'
  | 'syncWindows'
> {
  /** URLs or globs of repositories; behind `!` refused whatever else is allowed. Default none. */
  readonly sourceRepos?: readonly string[];
  /** Default none. */
  readonly destinations?: readonly ProjectDestination[];
  /** Default none: no cluster-scoped object. */
  readonly clusterResourceWhitelist?: readonly ClusterResource[];
  /** Wins over the white list. Default none. */
  readonly clusterResourceBlacklist?: readonly ClusterResource[];
  readonly destinationServiceAccounts?: readonly DestinationServiceAccount[];
  readonly roles?: readonly ProjectRole[];
  readonly sourceIntegrity?: SourceIntegrity;
  /** Namespaces beside Argo CD's own whose Applications may name the project. Default none. */
  readonly sourceNamespaces?: readonly string[];
  readonly syncWindows?: readonly SyncWindow[];
}
