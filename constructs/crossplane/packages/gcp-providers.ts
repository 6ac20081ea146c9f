import type { Construct } from 'constructs';
import { FamilyProviders, type FamilyProvidersProps } from './family-providers';

export type GcpProvidersProps = FamilyProvidersProps;

/**
 * The packages of the Google Cloud provider family that this program needs; see {@link FamilyProviders}.
 *
 * @see https://github.com/crossplane-contrib/provider-upjet-gcp
 */
export class GcpProviders extends FamilyProviders {
  /** @throws {PackageError} `PACKAGE_REFERENCE_INVALID` */
  constructor(scope: Construct, id: string, props: GcpProvidersProps) {
    super(scope, id, 'gcp', props);
  }
}
