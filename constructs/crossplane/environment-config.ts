import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { EnvironmentConfig as ConfigObject } from '../../imports/crossplane';
import { inWave } from './packages/metadata';
import { requireCrossplane } from './packages/since';

export interface EnvironmentConfigProps {
  /** Default of `name`: the id. Functions select by name, or by these labels. */
  readonly metadata?: ApiObjectMetadata;
  /** Anything; compositions read it as `xr`-independent values. Default: nothing. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/**
 * Values of an environment, which function-environment-configs hands to compositions.
 *
 * @see https://docs.crossplane.io/latest/composition/environment-configs/
 */
export class EnvironmentConfig extends ConfigObject {
  /** @throws {TargetError} `TARGET_TOO_OLD` for a Crossplane before 1.18. */
  constructor(
    scope: Construct,
    id: string,
    { metadata: given, data }: EnvironmentConfigProps = {},
  ) {
    const metadata = inWave('config', id, given);
    requireCrossplane(scope, 'EnvironmentConfig', `EnvironmentConfig '${metadata.name}'`);
    super(scope, id, { metadata, ...(data && { data }) });
  }
}
