import type { Construct } from 'constructs';
import { Provider as ProviderObject } from '../../../imports/crossplane';
import { registerPackage } from '../derived/installed';
import { inWave } from './metadata';
import { packageSpec, type RuntimePackageProps } from './package-props';
import type { PackageReference } from './reference';

export type ProviderProps = RuntimePackageProps;

/**
 * A provider to install: the kinds of managed resources, and the controller behind them.
 *
 * @see https://docs.crossplane.io/latest/packages/providers/
 */
export class Provider extends ProviderObject {
  /** The image, split; `undefined` for a package of this program. */
  readonly reference: PackageReference | undefined;

  /**
   * @throws {PackageError} `PACKAGE_REFERENCE_INVALID`
   * @throws {TargetError} `TARGET_TOO_OLD` for a field that the declared Crossplane does not have.
   */
  constructor(scope: Construct, id: string, props: ProviderProps) {
    const metadata = inWave('package', id, props.metadata);
    const { spec, reference } = packageSpec(scope, props, `Provider '${metadata.name}'`);
    super(scope, id, { metadata, spec });
    this.reference = reference;
    registerPackage(this, 'Provider', { name: metadata.name, image: reference });
  }
}
