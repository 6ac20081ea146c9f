import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkClusterAccess, type ClusterAccess, type LocalClusterAccess } from './cluster-access';
import { ClusterConfig, LegacyConfig, NamespacedConfig, type Family } from './object';

const helm: Family = {
  group: ['helm', 'crossplane.io'],
  version: 'v1beta1',
  secrets: 'anywhere',
  check: checkClusterAccess,
};

interface Named {
  /** Default of `name`: the id, and of a namespaced one's `namespace`: the chart's. */
  readonly metadata?: ApiObjectMetadata;
}

export type HelmClusterProviderConfigProps = Named & ClusterAccess;
export type HelmProviderConfigProps = Named & LocalClusterAccess;
export type LegacyHelmProviderConfigProps = HelmClusterProviderConfigProps;

/**
 * As {@link ClusterProviderConfig}, for `helm.m.crossplane.io`: the cluster that a `Release` is
 * installed in. With `InjectedIdentity` that is the provider's own, where its ServiceAccount needs the
 * rights.
 */
export class HelmClusterProviderConfig extends ClusterConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: HelmClusterProviderConfigProps) {
    super(scope, id, helm, props);
  }
}

/** As {@link ProviderConfig}, for `helm.m.crossplane.io`. */
export class HelmProviderConfig extends NamespacedConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: HelmProviderConfigProps) {
    super(scope, id, helm, props);
  }
}

/** As {@link LegacyProviderConfig}, for `helm.crossplane.io`. */
export class LegacyHelmProviderConfig extends LegacyConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: LegacyHelmProviderConfigProps) {
    super(scope, id, helm, props);
  }
}
