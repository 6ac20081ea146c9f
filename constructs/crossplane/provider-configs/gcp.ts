import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkSettings, COMMON, SECRET, type SettingsFacts } from './check';
import { ClusterConfig, LegacyConfig, NamespacedConfig, type Family } from './object';
import type {
  CommonCredentials,
  PlacedSecretKey,
  ReconciliationPolicy,
  SecretKey,
} from './secrets';

/** Who the provider is to Google Cloud. */
export type GcpCredentials<S = PlacedSecretKey> =
  /** The key of a service account as JSON. */
  | CommonCredentials<S>
  /** A token that somebody else renews. */
  | { readonly source: 'AccessToken'; readonly secretRef: S }
  /** Workload identity: what the pod's environment gives. */
  | { readonly source: 'InjectedIdentity' }
  /** The same, in the place of another service account. */
  | {
      readonly source: 'ImpersonateServiceAccount';
      /** `name` is an e-mail address. */
      readonly impersonateServiceAccount: { readonly name: string };
    }
  /** With the token of a managed control plane. */
  | {
      readonly source: 'Upbound';
      readonly upbound: {
        readonly federation: {
          /** `projects/<number>/locations/global/workloadIdentityPools/<pool>/providers/<provider>` */
          readonly providerID: string;
          /** An e-mail address. */
          readonly serviceAccount: string;
        };
      };
    };

/** What all kinds of Google Cloud's provider configuration have. */
export interface GcpSettings {
  /** The project's ID, not its number. */
  readonly projectID: string;
  /** Project that requests are billed to, with `userProjectOverride`. Default: the resource's. */
  readonly billingProject?: string;
  /** Default: false. */
  readonly userProjectOverride?: boolean;
  /** Default: the provider's. */
  readonly reconciliationPolicy?: ReconciliationPolicy;
}

/** What provider-gcp reads. @see https://github.com/crossplane-contrib/provider-upjet-gcp/blob/main/internal/clients/gcp.go */
const FACTS: SettingsFacts = {
  settings: {
    'billingProject?': true,
    projectID: true,
    'reconciliationPolicy?': true,
    'userProjectOverride?': true,
  },
  sources: {
    ...COMMON,
    AccessToken: { credentials: { secretRef: SECRET } },
    ImpersonateServiceAccount: { credentials: { impersonateServiceAccount: { name: true } } },
    InjectedIdentity: { credentials: {} },
    Upbound: {
      credentials: { upbound: { federation: { providerID: true, serviceAccount: true } } },
    },
  },
};

const gcp: Family = {
  group: ['gcp', 'upbound.io'],
  version: 'v1beta1',
  secrets: 'beside',
  check(spec, fail) {
    checkSettings(spec, FACTS, fail);
    if (spec['billingProject'] === undefined || spec['userProjectOverride']) return;
    throw fail('has billingProject without userProjectOverride', 'write userProjectOverride: true');
  },
};

export interface GcpClusterProviderConfigProps extends GcpSettings {
  /** Default of `name`: the id. Managed resources that name none use `default`. */
  readonly metadata?: ApiObjectMetadata;
  readonly credentials: GcpCredentials;
}

export interface GcpProviderConfigProps extends GcpSettings {
  /** Default of `name`: the id; of `namespace`: the chart's. */
  readonly metadata?: ApiObjectMetadata;
  /** Secrets are read in the namespace of the configuration, so they name none. */
  readonly credentials: GcpCredentials<SecretKey>;
}

export type LegacyGcpProviderConfigProps = GcpClusterProviderConfigProps;

/** As {@link ClusterProviderConfig}, for `gcp.m.upbound.io`. */
export class GcpClusterProviderConfig extends ClusterConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: GcpClusterProviderConfigProps) {
    super(scope, id, gcp, props);
  }
}

/** As {@link ProviderConfig}, for `gcp.m.upbound.io`. */
export class GcpProviderConfig extends NamespacedConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: GcpProviderConfigProps) {
    super(scope, id, gcp, props);
  }
}

/** As {@link LegacyProviderConfig}, for `gcp.upbound.io`. */
export class LegacyGcpProviderConfig extends LegacyConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: LegacyGcpProviderConfigProps) {
    super(scope, id, gcp, props);
  }
}
