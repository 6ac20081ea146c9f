import type { Manifest } from '../../core';
import type { Fact } from '../fact';
import { objectIn, textIn } from '../xrd/definition';

/** `rds.aws.m.upbound.io` is of provider-aws-rds, or of the monolithic provider-aws. */
const FAMILY = /^(?:([a-z0-9-]+)\.)?(aws|azure|gcp)(?:\.m)?\.upbound\.io$/;

/** Tells of a group that none of the providers in view serves, as far as their names say. */
export function checkProvider(
  group: string,
  providers: readonly Manifest[],
): Omit<Fact, 'pointer'> | undefined {
  const [, service, cloud] = FAMILY.exec(group) ?? [];
  if (cloud === undefined || providers.length === 0) return undefined;
  const names = providers.map((provider) => {
    const image = textIn(objectIn(provider, 'spec'), 'package').replace(/@.*$/, '');
    return image.slice(image.lastIndexOf('/') + 1).replace(/:.*$/, '');
  });
  const family = `provider-family-${cloud}`;
  const wanted = service === undefined ? family : `provider-${cloud}-${service}`;
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
