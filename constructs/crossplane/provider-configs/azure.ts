import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkSettings, COMMON, type SettingsFacts } from './check';
import { ClusterConfig, LegacyConfig, NamespacedConfig, type Family } from './object';
import type { PlacedSecretKey, ReconciliationPolicy, SecretKey } from './secrets';

/** Who is asked: IDs as UUIDs. */
interface Ids {
  readonly subscriptionID: string;
  readonly tenantID: string;
  readonly clientID: string;
}

type No<Fields extends string> = { readonly [F in Fields]?: undefined };

/** Who the provider is to Azure, with the settings that its source reads. */
export type AzureIdentity<S = PlacedSecretKey> =
  /**
   * A service principal as JSON with `clientId`, `clientSecret`, `subscriptionId` and `tenantId`, or a
   * list of them to take turns; IDs beside it win.
   */
  | ({
      readonly credentials:
        | { readonly source: 'Secret'; readonly secretRef: S }
        | { readonly source: 'Filesystem'; readonly fs: { readonly path: string } };
    } & Partial<Ids> &
      No<'msiEndpoint' | 'oidcTokenFilePath'>)
  /** Of the node. */
  | ({
      readonly credentials: { readonly source: 'SystemAssignedManagedIdentity' };
      /** Default: that of the node. */
      readonly msiEndpoint?: string;
    } & Omit<Ids, 'clientID'> &
      No<'clientID' | 'oidcTokenFilePath'>)
  /** That of `clientID`. */
  | ({
      readonly credentials: { readonly source: 'UserAssignedManagedIdentity' };
      /** Default: that of the node. */
      readonly msiEndpoint?: string;
    } & Ids &
      No<'oidcTokenFilePath'>)
  /** Workload identity. */
  | ({
      readonly credentials: { readonly source: 'OIDCTokenFile' };
      /** Default: `AZURE_FEDERATED_TOKEN_FILE` of the provider's pod, which Azure's webhook sets. */
      readonly oidcTokenFilePath?: string;
    } & Ids &
      No<'msiEndpoint'>)
  /** With the token of a managed control plane. */
  | ({ readonly credentials: { readonly source: 'Upbound' } } & Ids &
      No<'msiEndpoint' | 'oidcTokenFilePath'>);

/** What all kinds of Azure's provider configuration have. */
export interface AzureSettings {
  /** Default: `public`. */
  readonly environment?: 'public' | 'usgovernment' | 'german' | 'china';
  readonly features?: {
    readonly postgreSQLFlexibleServer?: {
      readonly restartServerOnConfigurationValueChange?: boolean;
    };
  };
  /** Default: the provider's. */
  readonly reconciliationPolicy?: ReconciliationPolicy;
  /** Azure AD in place of the account's key, for blobs and queues. Default: false. */
  readonly storageUseAzureAD?: boolean;
}

const IDS = ['subscriptionID', 'tenantID', 'clientID'];

/** What provider-azure reads. @see https://github.com/crossplane-contrib/provider-upjet-azure/blob/main/internal/clients/azure.go */
const FACTS: SettingsFacts = {
  settings: {
    'environment?': true,
    'features?': {
      'postgreSQLFlexibleServer?': { 'restartServerOnConfigurationValueChange?': true },
    },
    'reconciliationPolicy?': true,
    'storageUseAzureAD?': true,
  },
  sources: {
    Filesystem: { ...COMMON.Filesystem, takes: IDS },
    OIDCTokenFile: { credentials: {}, needs: IDS, takes: ['oidcTokenFilePath'] },
    Secret: { ...COMMON.Secret, takes: IDS },
    SystemAssignedManagedIdentity: {
      credentials: {},
      needs: ['subscriptionID', 'tenantID'],
      takes: ['msiEndpoint'],
    },
    Upbound: { credentials: {}, needs: IDS },
    // Without clientID it is the node's, as with SystemAssignedManagedIdentity.
    UserAssignedManagedIdentity: { credentials: {}, needs: IDS, takes: ['msiEndpoint'] },
  },
};

const azure: Family = {
  group: ['azure', 'upbound.io'],
  version: 'v1beta1',
  secrets: 'beside',
  check: (spec, fail) => checkSettings(spec, FACTS, fail),
};

interface Named {
  /** Default of `name`: the id, and of a namespaced one's `namespace`: the chart's. */
  readonly metadata?: ApiObjectMetadata;
}

export type AzureClusterProviderConfigProps = Named & AzureSettings & AzureIdentity;
/** Secrets are read in the namespace of the configuration, so they name none. */
export type AzureProviderConfigProps = Named & AzureSettings & AzureIdentity<SecretKey>;
export type LegacyAzureProviderConfigProps = AzureClusterProviderConfigProps;

/** As {@link ClusterProviderConfig}, for `azure.m.upbound.io`. */
export class AzureClusterProviderConfig extends ClusterConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: AzureClusterProviderConfigProps) {
    super(scope, id, azure, props);
  }
}

/** As {@link ProviderConfig}, for `azure.m.upbound.io`. */
export class AzureProviderConfig extends NamespacedConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: AzureProviderConfigProps) {
    super(scope, id, azure, props);
  }
}

/** As {@link LegacyProviderConfig}, for `azure.upbound.io`. */
export class LegacyAzureProviderConfig extends LegacyConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: LegacyAzureProviderConfigProps) {
    super(scope, id, azure, props);
  }
}
