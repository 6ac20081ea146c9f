import type { Manifest } from '../../core';
import type { Fact } from '../fact';
import { packageOf, serves } from '../providers';
import { objectIn, textIn } from '../xrd/definition';

/** Tells of a group that none of the providers in view serves, as far as their names say. */
export function checkProvider(
  group: string,
  providers: readonly Manifest[],
): Omit<Fact, 'pointer'> | undefined {
  const found = packageOf(group);
  if (!found || providers.length === 0) return undefined;
  if (providers.some((provider) => serves(imageOf(provider), group))) return undefined;
  return {
    rule: 'composed-kind-unknown',
    message: `is of ${group}, which none of the installed providers serves`,
    hint: `install ${found.name}`,
    severity: 'warning',
  };
}

/** Last part of the image that a package object installs, without tag and digest. */
export function imageOf(pkg: Manifest): string {
  const image = textIn(objectIn(pkg, 'spec'), 'package').replace(/@.*$/, '');
  return image.slice(image.lastIndexOf('/') + 1).replace(/:.*$/, '');
}
