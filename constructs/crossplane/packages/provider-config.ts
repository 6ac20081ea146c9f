import { Chart, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ProviderConfig as ConfigObject,
  type ClusterProviderConfigSpec,
} from '../../../imports/aws/provider';
import type { AwsSettings, LocalAwsCredentials } from './aws-settings';
import { checkAwsSettings } from './check-aws-settings';
import { excludeUsages } from './exclusions';
import { ARRIVES_LATER, inWave } from './metadata';

export interface ProviderConfigProps extends AwsSettings {
  /** Default of `name`: the id; of `namespace`: the chart's. */
  readonly metadata?: ApiObjectMetadata;
  /** Secrets are read in the namespace of the configuration, so they name none. */
  readonly credentials: LocalAwsCredentials;
}

/**
 * How provider-aws reaches AWS for the managed resources of one namespace, which must name it:
 * without `providerConfigRef` they use the ClusterProviderConfig `default`.
 *
 * @see https://docs.crossplane.io/latest/packages/providers/#configure-a-provider
 */
export class ProviderConfig extends ConfigObject {
  /** For managed resources: `providerConfigRef: config.ref`. */
  readonly ref: { readonly kind: 'ProviderConfig'; readonly name: string };

  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: ProviderConfigProps) {
    const { metadata: given, ...spec } = props;
    const metadata = inWave('config', id, given, ARRIVES_LATER);
    checkAwsSettings(spec, `ProviderConfig '${metadata.name}'`);
    const namespace = metadata.namespace ?? Chart.of(scope).namespace ?? '';
    super(scope, id, { metadata, spec: placed(spec, namespace) as ClusterProviderConfigSpec });
    this.ref = { kind: 'ProviderConfig', name: metadata.name };
    excludeUsages(this);
  }
}

/** The CRD requires a namespace, which the provider replaces by that of the managed resource. */
function placed(value: unknown, namespace: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      key === 'secretRef' ? { ...(field as object), namespace } : placed(field, namespace),
    ]),
  );
}
