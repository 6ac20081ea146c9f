import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkClusterAccess, type ClusterAccess, type LocalClusterAccess } from './cluster-access';
import { ClusterConfig, LegacyConfig, NamespacedConfig, type Family } from './object';

const kubernetes: Family = {
  group: ['kubernetes', 'crossplane.io'],
  version: 'v1alpha1',
  secrets: 'anywhere',
  check: checkClusterAccess,
};

interface Named {
  /** Default of `name`: the id, and of a namespaced one's `namespace`: the chart's. */
  readonly metadata?: ApiObjectMetadata;
}

export type KubernetesClusterProviderConfigProps = Named & ClusterAccess;
export type KubernetesProviderConfigProps = Named & LocalClusterAccess;
export type LegacyKubernetesProviderConfigProps = KubernetesClusterProviderConfigProps;

/**
 * As {@link ClusterProviderConfig}, for `kubernetes.m.crossplane.io`: the cluster that an `Object` is
 * applied to. With `InjectedIdentity` that is the provider's own, where its ServiceAccount needs the
 * rights.
 */
export class KubernetesClusterProviderConfig extends ClusterConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: KubernetesClusterProviderConfigProps) {
    super(scope, id, kubernetes, props);
  }
}

/** As {@link ProviderConfig}, for `kubernetes.m.crossplane.io`. */
export class KubernetesProviderConfig extends NamespacedConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: KubernetesProviderConfigProps) {
    super(scope, id, kubernetes, props);
  }
}

/** As {@link LegacyProviderConfig}, for `kubernetes.crossplane.io`. */
export class LegacyKubernetesProviderConfig extends LegacyConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: LegacyKubernetesProviderConfigProps) {
    super(scope, id, kubernetes, props);
  }
}
