import type { Construct } from 'constructs';
import { Provider as ProviderObject } from '../../../imports/crossplane';
import { registerPackage } from '../derived/installed';
import { PackageError } from './errors';
import { inWave } from './metadata';
import { packageSpec, type RuntimePackageProps } from './package-props';
import type { PackageReference } from './reference';

export interface ProviderProps extends RuntimePackageProps {
  /**
   * API groups of its kinds, which decide who installs what is composed, what is activated, and what
   * Crossplane has the rights to: `dns.acme.io`, or `*.cloud.acme.io` for all below. Default: as the
   * name of the image tells, for the families of AWS, Azure and Google Cloud and the providers for
   * Kubernetes, Helm and SQL.
   */
  readonly groups?: readonly string[];
}

/**
 * A provider to install: the kinds of managed resources, and the controller behind them.
 *
 * @see https://docs.crossplane.io/latest/packages/providers/
 */
export class Provider extends ProviderObject {
  /** The image, split; `undefined` for a package of this program. */
  readonly reference: PackageReference | undefined;

  /**
   * @throws {PackageError} `PACKAGE_REFERENCE_INVALID`, `PROVIDER_GROUP_INVALID`
   * @throws {TargetError} `TARGET_TOO_OLD` for a field that the declared Crossplane does not have.
   */
  constructor(scope: Construct, id: string, props: ProviderProps) {
    const metadata = inWave('package', id, props.metadata);
    const { groups, ...given } = props;
    const place = `Provider '${metadata.name}'`;
    checkGroups(groups, place);
    const { spec, reference } = packageSpec(scope, given, place);
    super(scope, id, { metadata, spec });
    this.reference = reference;
    registerPackage(this, 'Provider', {
      name: metadata.name,
      image: reference,
      ...(groups && { groups }),
    });
  }
}

const GROUP = /^(?:\*\.)?[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)+$/;

function checkGroups(groups: readonly string[] | undefined, place: string): void {
  const wrong = groups?.find((group) => !GROUP.test(group));
  if (wrong === undefined && groups?.length !== 0) return;
  throw new PackageError(
    'PROVIDER_GROUP_INVALID',
    wrong === undefined
      ? `${place} has no groups, as it says`
      : `${place} has the group '${wrong}', which is no API group`,
    "write what stands before the slash of apiVersion, 'dns.acme.io', or '*.acme.io' for all below; or leave groups out",
  );
}
