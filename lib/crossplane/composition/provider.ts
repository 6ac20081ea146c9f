import type { Manifest } from '../../core';
import type { Fact } from '../fact';
import { objectIn, textIn } from '../xrd/definition';

const FAMILY = /^(?:([a-z0-9-]+)\.)?(aws|azure|gcp)(?:\.m)?\.upbound\.io$/;

/**
 * The package that brings a group of a provider family: `rds.aws.m.upbound.io` is of
 * `provider-aws-rds`. `undefined` for groups of others, of which we do not know.
 *
 * @see https://github.com/crossplane-contrib/provider-upjet-aws/tree/main/cmd/provider
 */
export function packageOf(
  group: string,
): { readonly cloud: string; readonly service?: string; readonly name: string } | undefined {
  const [, service, cloud] = FAMILY.exec(group) ?? [];
  if (cloud === undefined) return undefined;
  return service === undefined
    ? { cloud, name: `provider-family-${cloud}` }
    : { cloud, service, name: `provider-${cloud}-${service}` };
}

/** Tells of a group that none of the providers in view serves, as far as their names say. */
export function checkProvider(
  group: string,
  providers: readonly Manifest[],
): Omit<Fact, 'pointer'> | undefined {
  const found = packageOf(group);
  if (!found || providers.length === 0) return undefined;
  const { cloud, service, name: wanted } = found;
  const names = providers.map((provider) => {
    const image = textIn(objectIn(provider, 'spec'), 'package').replace(/@.*$/, '');
    return image.slice(image.lastIndexOf('/') + 1).replace(/:.*$/, '');
  });
  const serving = [wanted, `provider-${cloud}`, `provider-upjet-${cloud}`];
  const any = service === undefined && names.some((name) => name.startsWith(`provider-${cloud}-`));
  if (any || names.some((name) => serving.includes(name))) return undefined;
  return {
    rule: 'composed-kind-unknown',
    message: `is of ${group}, which none of the installed providers serves`,
    hint: `install ${wanted}`,
    severity: 'warning',
  };
}
