import type { Construct } from 'constructs';
import { Configuration as ConfigurationObject } from '../../../imports/crossplane';
import { registerPackage } from '../derived/installed';
import { inWave } from './metadata';
import { packageSpec, type PackageProps } from './package-props';
import type { PackageReference } from './reference';

export type ConfigurationProps = PackageProps;

/**
 * A configuration to install: XRDs and compositions from a package, with what they depend on.
 *
 * @see https://docs.crossplane.io/latest/packages/configurations/
 */
export class Configuration extends ConfigurationObject {
  /** The image, split; `undefined` for a package of this program. */
  readonly reference: PackageReference | undefined;

  /**
   * @throws {PackageError} `PACKAGE_REFERENCE_INVALID`
   * @throws {TargetError} `TARGET_TOO_OLD` for a field that the declared Crossplane does not have.
   */
  constructor(scope: Construct, id: string, props: ConfigurationProps) {
    const metadata = inWave('package', id, props.metadata);
    const { spec, reference } = packageSpec(scope, props, `Configuration '${metadata.name}'`);
    super(scope, id, { metadata, spec });
    this.reference = reference;
    registerPackage(this, 'Configuration', { name: metadata.name, image: reference });
  }
}
