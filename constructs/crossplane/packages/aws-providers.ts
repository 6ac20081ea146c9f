import type { Construct } from 'constructs';
import { FamilyProviders, type FamilyProvidersProps } from './family-providers';

export type AwsProvidersProps = FamilyProvidersProps;

/**
 * The packages of the AWS provider family that this program needs; see {@link FamilyProviders}.
 *
 * @see https://github.com/crossplane-contrib/provider-upjet-aws
 */
export class AwsProviders extends FamilyProviders {
  /** @throws {PackageError} `PACKAGE_REFERENCE_INVALID` */
  constructor(scope: Construct, id: string, props: AwsProvidersProps) {
    super(scope, id, 'aws', props);
  }
}
