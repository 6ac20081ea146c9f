import { groupOf, nearest, type Pointer } from '../../core';
import type { Fact } from '../fact';
import type { CompositionWorld } from './world';

/** What is to be said of a kind whose schema is not known: a version or a name that is wrong, or nothing. */
export function unknownKind(
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  at: Pointer,
  world: CompositionWorld,
): Fact {
  const rule = 'composed-kind-unknown';
  const group = groupOf(apiVersion);
  const [best, ...others] = world.versionsOf(group, kind);
  if (best !== undefined) {
    const served = [best, ...others].join(', ');
    return {
      rule,
      pointer: `${at}/apiVersion`,
      message: `is ${apiVersion}, which has no ${kind}; it is served as ${served}`,
      hint: `write ${group === '' ? best : `${group}/${best}`}`,
    };
  }
  const meant = nearest(kind, world.kindsOf(group));
  if (meant !== undefined) {
    const message = `is ${kind}, which ${group || 'the core group'} does not have`;
    return { rule, pointer: `${at}/kind`, message, hint: `did you mean ${meant}? write that` };
  }
  return {
    rule,
    pointer: `${at}/kind`,
    message: `is ${kind} of ${apiVersion}, whose schema is unknown: its fields are not checked`,
    hint: 'install its provider, and pass the folder of its CRD with --crds',
    severity: 'warning',
  };
}
