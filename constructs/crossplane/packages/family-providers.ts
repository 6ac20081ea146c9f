import { Construct } from 'constructs';
import { groupOf } from '../../../lib/core';
import { packageOf, type Cloud } from '../../../lib/crossplane/providers';
import { onComposition } from '../derived/compositions';
import { PackageError } from './errors';
import type { RuntimePackageProps } from './package-props';
import { Provider } from './provider';

/** What the providers of a family have in common. */
export interface FamilyProvidersProps extends Omit<RuntimePackageProps, 'metadata' | 'package'> {
  /** The tag of all of them, which should be one: `v2.6.0`. */
  readonly version: string;
  /** Where the images are. Default: `xpkg.upbound.io/upbound`. */
  readonly registry?: string;
  /**
   * Services beyond what is composed, whose managed resources are declared as objects: `['iam']`.
   * Default: none.
   */
  readonly services?: readonly string[];
}

/**
 * The packages of a provider family that a program needs: the family's own, which brings the provider
 * configurations, and one for each service that a composition of the app composes, whether it is made
 * before or after. Each is a {@link Provider}, named as its image: `provider-aws-rds`.
 *
 * @see https://docs.upbound.io/manuals/packages/providers/provider-families/
 */
export abstract class FamilyProviders extends Construct {
  readonly #props: FamilyProvidersProps;

  /** @throws {PackageError} `PACKAGE_REFERENCE_INVALID` */
  protected constructor(scope: Construct, id: string, cloud: Cloud, props: FamilyProvidersProps) {
    super(scope, id);
    this.#props = props;
    this.provider(`provider-family-${cloud}`);
    for (const service of props.services ?? []) {
      if (!/^[a-z0-9]+$/.test(service)) {
        throw new PackageError(
          'PACKAGE_REFERENCE_INVALID',
          `${this.constructor.name} '${id}' has the service '${service}'`,
          `write the first part of the API group: 'sql' of sql.${cloud}.m.upbound.io`,
        );
      }
      this.provider(`provider-${cloud}-${service}`);
    }
    onComposition(this, ({ kinds }) => {
      for (const { apiVersion } of kinds) {
        const found = packageOf(groupOf(apiVersion));
        if (found?.cloud === cloud) this.provider(found.name);
      }
    });
  }

  /** The one of that name, made if it is not there: `provider-aws-rds`. */
  provider(name: string): Provider {
    const known = this.node.tryFindChild(name);
    if (known) return known as Provider;
    const { version, registry = 'xpkg.upbound.io/upbound', services: _, ...rest } = this.#props;
    return new Provider(this, name, { ...rest, package: `${registry}/${name}:${version}` });
  }
}
