import type { Construct } from 'constructs';
import { FamilyProviders, type FamilyProvidersProps } from './family-providers';

export type AzureProvidersProps = FamilyProvidersProps;

/**
 * The packages of the Azure provider family that this program needs; see {@link FamilyProviders}.
 *
 * @see https://github.com/crossplane-contrib/provider-upjet-azure
 */
export class AzureProviders extends FamilyProviders {
  /** @throws {PackageError} `PACKAGE_REFERENCE_INVALID` */
  constructor(scope: Construct, id: string, props: AzureProvidersProps) {
    super(scope, id, 'azure', props);
  }
}
