import { valueAt, type Fix } from '../../core';
import { ownerOf, removalOf } from '../../drift';
import { show } from '../../schema';
import {
  endsByFluxRule,
  exposed,
  faultIn,
  fightOf,
  goesOn,
  ruleFixes,
  type Exposed,
} from '../exposure';
import { rule } from '../rule';

/** Repairs of fields that a controller writes for a reason, and that a rule keeps for it. */
const TAKES_OVER = new Set(['omit-and-ignore', 'ignore']);

export const fieldHasTwoWriters = rule({
  id: 'field-has-two-writers',
  category: 'drift',
  number: 'DRIFT001',
  severity: 'error',
  summary: 'No manifest sets a field that a controller writes at run time.',
  hint: 'leave the field out; where it is applied already, ignore and respect it first, since dropping replicas alone scales to 1',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/best_practices/',

  *check(_set, context) {
    for (const one of exposed(context)) {
      const { claim, at } = one;
      const { pointer, repair } = claim;
      const value = valueAt(at, pointer);
      if (!TAKES_OVER.has(repair.do)) continue;
      // What Git leaves out is fought over only where an Application replaces what it stands in.
      if (value === undefined && one.owners.length === 0) continue;
      const what = value === undefined ? 'is not in Git' : `is ${show(value)}`;
      const verb = claim.maybe ? 'may write' : 'writes';
      const how = value === undefined ? 'it inside what a sync replaces as a whole' : 'it too';
      yield {
        at,
        pointer,
        message: `${what}, but ${ownerOf(claim)} ${verb} ${how}${faultIn(one)}`,
        severity: goesOn(one) && !claim.maybe ? 'error' : 'warning',
        ...((repair.do === 'ignore' || isByFlux(one)) && {
          hint: hintOf(one, value === undefined),
        }),
        fight: fightOf(one),
        ...(!claim.maybe && { fixes: fixesOf(one) }),
      };
    }
  },
});

const IGNORE =
  'ignore the field, with its group, name and narrowest path, and add RespectIgnoreDifferences=true';

const IN_KUSTOMIZATION =
  'add the path to spec.ignore of the Kustomization, with kind and name of the object; keep the field, since Flux takes back what it applied and no longer finds';

const OUT_OF_KUSTOMIZATION =
  'leave the field out; what Flux applied it then takes away, so a scale falls to 1 until its autoscaler acts. Flux from 2.9 on can keep it: spec.ignore of the Kustomization';

/** No annotation keeps one field; this one keeps all of the object. */
const BESIDE_FLUX =
  'spec.ignore of a Kustomization keeps it from Flux 2.9 on, but no item of a list: else leave it out of Git, or let another than Flux apply the object; with the annotation kustomize.toolkit.fluxcd.io/ssa: IfNotPresent, Git would no longer change any of it';

function hintOf(one: Exposed, isUnwritten: boolean): string {
  const { claim } = one;
  if (claim.maybe) return DECIDE;
  if (endsByFluxRule(one)) return IN_KUSTOMIZATION;
  if (isByFlux(one)) return claim.repair.do === 'ignore' ? BESIDE_FLUX : OUT_OF_KUSTOMIZATION;
  return isUnwritten ? `${IGNORE} and ApplyOutOfSyncOnly=true` : IGNORE;
}

function isByFlux({ owners }: Exposed): boolean {
  return owners.length > 0 && owners.every(({ owner }) => owner.tool === 'flux');
}

/** Nothing is repaired on a guess: a rule that is not needed keeps Git's value from the cluster. */
const DECIDE =
  'find out whether the policy applies here: its conditions depend on more than the object; if it does, ignore the field and respect it';

function fixesOf(one: Exposed): Fix[] {
  const { claim, at } = one;
  const rules = ruleFixes(one);
  // Flux would scale to 1 what it applied and no longer finds in Git.
  if (claim.repair.do === 'ignore' || endsByFluxRule(one)) return rules;
  return [{ at, edits: [{ do: 'remove', pointer: removalOf(at, claim.pointer) }] }, ...rules];
}
