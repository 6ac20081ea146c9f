import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { AwsCredentials, AwsSettings, LocalAwsCredentials } from './aws-settings';
import { checkAws } from './check-aws';
import { ClusterConfig, LegacyConfig, NamespacedConfig, type Family } from './object';

const aws: Family = {
  group: ['aws', 'upbound.io'],
  version: 'v1beta1',
  secrets: 'beside',
  check: checkAws,
};

export interface ClusterProviderConfigProps extends AwsSettings {
  /** Default of `name`: the id. Managed resources that name none use `default`. */
  readonly metadata?: ApiObjectMetadata;
  readonly credentials: AwsCredentials;
}

export interface ProviderConfigProps extends AwsSettings {
  /** Default of `name`: the id; of `namespace`: the chart's. */
  readonly metadata?: ApiObjectMetadata;
  /** Secrets are read in the namespace of the configuration, so they name none. */
  readonly credentials: LocalAwsCredentials;
}

export type LegacyProviderConfigProps = ClusterProviderConfigProps;

/**
 * How provider-aws reaches AWS for namespaced managed resources of every namespace.
 *
 * @see https://docs.crossplane.io/latest/packages/providers/#configure-a-provider
 */
export class ClusterProviderConfig extends ClusterConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: ClusterProviderConfigProps) {
    super(scope, id, aws, props);
  }
}

/**
 * How provider-aws reaches AWS for the managed resources of one namespace, which must name it:
 * without `providerConfigRef` they use the ClusterProviderConfig `default`.
 *
 * @see https://docs.crossplane.io/latest/packages/providers/#configure-a-provider
 */
export class ProviderConfig extends NamespacedConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: ProviderConfigProps) {
    super(scope, id, aws, props);
  }
}

/**
 * How provider-aws reaches AWS for cluster-scoped managed resources (`aws.upbound.io`), as Crossplane 1
 * has them; those that name none use `default`.
 *
 * @see https://docs.crossplane.io/v1.20/concepts/providers/#configure-a-provider
 */
export class LegacyProviderConfig extends LegacyConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: LegacyProviderConfigProps) {
    super(scope, id, aws, props);
  }
}
