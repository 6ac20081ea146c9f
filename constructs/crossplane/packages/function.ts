import type { Construct } from 'constructs';
import { PkgFunction } from '../../../imports/crossplane';
import { registerPackage } from '../derived/installed';
import { inWave } from './metadata';
import { packageSpec, type RuntimePackageProps } from './package-props';
import type { PackageReference } from './reference';
import { requireCrossplane } from './since';

export type FunctionProps = RuntimePackageProps;

/**
 * A composition function to install. Compositions name it in `functionRef`.
 *
 * @see https://docs.crossplane.io/latest/packages/functions/
 */
export class Function extends PkgFunction {
  /** The image, split; `undefined` for a package of this program. */
  readonly reference: PackageReference | undefined;

  /**
   * @throws {PackageError} `PACKAGE_REFERENCE_INVALID`
   * @throws {TargetError} `TARGET_TOO_OLD` for what the declared Crossplane does not have.
   */
  constructor(scope: Construct, id: string, props: FunctionProps) {
    const metadata = inWave('package', id, props.metadata);
    const place = `Function '${metadata.name}'`;
    requireCrossplane(scope, 'Function', place);
    const { spec, reference } = packageSpec(scope, props, place);
    super(scope, id, { metadata, spec });
    this.reference = reference;
    registerPackage(this, 'Function', { name: metadata.name, image: reference });
  }
}
