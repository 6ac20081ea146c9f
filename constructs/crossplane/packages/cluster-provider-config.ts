import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ClusterProviderConfig as ConfigObject,
  type ClusterProviderConfigSpec,
} from '../../../imports/aws/provider';
import type { AwsCredentials, AwsSettings } from './aws-settings';
import { checkAwsSettings } from './check-aws-settings';
import { excludeUsages } from './exclusions';
import { ARRIVES_LATER, inWave } from './metadata';

export interface ClusterProviderConfigProps extends AwsSettings {
  /** Default of `name`: the id. Managed resources that name none use `default`. */
  readonly metadata?: ApiObjectMetadata;
  readonly credentials: AwsCredentials;
}

/**
 * How provider-aws reaches AWS for namespaced managed resources of every namespace.
 *
 * @see https://docs.crossplane.io/latest/packages/providers/#configure-a-provider
 */
export class ClusterProviderConfig extends ConfigObject {
  /** For managed resources: `providerConfigRef: config.ref`. */
  readonly ref: { readonly kind: 'ClusterProviderConfig'; readonly name: string };

  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: ClusterProviderConfigProps) {
    const { metadata: given, ...spec } = props;
    const metadata = inWave('config', id, given, ARRIVES_LATER);
    checkAwsSettings(spec, `ClusterProviderConfig '${metadata.name}'`);
    super(scope, id, { metadata, spec: spec as ClusterProviderConfigSpec });
    this.ref = { kind: 'ClusterProviderConfig', name: metadata.name };
    excludeUsages(this);
  }
}
