import type { ApiObjectMetadata } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { ConfigurationSpec } from '../../../imports/crossplane';
import type { DeploymentRuntimeConfig } from './deployment-runtime-config';
import { parsePackage, type PackageReference } from './reference';
import { requireCrossplane } from './since';

/** What all packages have; fields that are left out are left to Crossplane. */
export interface PackageProps extends Omit<
  ConfigurationSpec,
  'packagePullPolicy' | 'revisionActivationPolicy'
> {
  /** Default of `name`: the id. */
  readonly metadata?: ApiObjectMetadata;
  /** The whole image with tag or digest: `xpkg.upbound.io/upbound/provider-aws-s3:v2.6.0`. */
  readonly package: string;
  /** Default: `IfNotPresent`. */
  readonly packagePullPolicy?: 'IfNotPresent' | 'Always' | 'Never';
  /** Whether a new revision replaces the old one by itself. Default: `Automatic`. */
  readonly revisionActivationPolicy?: 'Automatic' | 'Manual';
}

/** What packages have that run as a Deployment. */
export interface RuntimePackageProps extends PackageProps {
  /** Default: the runtime configuration `default`, which Crossplane makes itself. */
  readonly runtimeConfigRef?: DeploymentRuntimeConfig | { readonly name: string };
}

/**
 * The spec as written, checked, with a runtime configuration as the reference to it.
 *
 * @throws {PackageError} `PACKAGE_REFERENCE_INVALID`
 * @throws {TargetError} `TARGET_TOO_OLD`
 */
export function packageSpec(
  scope: IConstruct,
  { metadata: _, runtimeConfigRef, ...spec }: RuntimePackageProps,
  place: string,
): { readonly spec: ConfigurationSpec; readonly reference: PackageReference | undefined } {
  if (spec.commonAnnotations) requireCrossplane(scope, 'package.commonAnnotations', place);
  const reference = isDeferred(spec.package) ? undefined : parsePackage(spec.package, place);
  return {
    spec: {
      ...spec,
      ...(runtimeConfigRef && {
        runtimeConfigRef: {
          apiVersion: 'pkg.crossplane.io/v1beta1',
          kind: 'DeploymentRuntimeConfig',
          name: runtimeConfigRef.name,
        },
      }),
    },
    reference,
  };
}

/** A package of this program is known when it is synthesized. */
function isDeferred(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'resolve' in value;
}
