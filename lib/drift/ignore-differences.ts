import type { ManifestSet, ObjectKey, Pointer, IgnoreDifference } from '../core';
import { claimsOf } from './claims';
import type { Claim, DriftFacts, Strategy } from './writer';

/**
 * The rules that an Application delivering `set` needs, so that Argo CD leaves to the controllers
 * what is theirs. It also needs the sync option `RespectIgnoreDifferences=true`: without it a rule
 * hides the difference, and the next sync overwrites the field all the same.
 *
 * @param strategy How the Application compares. Default: as Argo CD does, three ways.
 * @returns One rule an object, sorted by group, kind, namespace and name; `[]` where nothing fights.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/
 */
export function ignoreDifferencesFor(
  set: ManifestSet,
  facts?: DriftFacts,
  strategy: Strategy = 'clientSide',
): IgnoreDifference[] {
  return rulesOf(claimsOf(set, facts), strategy);
}

/** The rules that `claims` need where an Application compares by `strategy`. */
export function rulesOf(claims: Iterable<Claim>, strategy: Strategy): IgnoreDifference[] {
  const rules = new Map<string, Fields>();
  for (const { target, pointer, jq, repair, under, maybe } of claims) {
    // A rule that is not needed would keep what Git says from the cluster.
    if (maybe || (repair.do !== 'ignore' && repair.do !== 'omit-and-ignore')) continue;
    if (under && !under.includes(strategy)) continue;
    const key = sortKey(target);
    const rule = rules.get(key) ?? { target, pointers: new Set(), paths: new Set() };
    rules.set(key, rule);
    if (jq === undefined) rule.pointers.add(pointer);
    else rule.paths.add(jq);
  }
  return [...rules]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { target, pointers, paths }]) => ({
      group: target.group,
      kind: target.kind,
      name: target.name,
      ...(target.namespace === undefined ? {} : { namespace: target.namespace }),
      ...(pointers.size > 0 && { jsonPointers: [...pointers].sort() }),
      ...(paths.size > 0 && { jqPathExpressions: [...paths].sort() }),
    }));
}

interface Fields {
  readonly target: ObjectKey;
  readonly pointers: Set<Pointer>;
  readonly paths: Set<string>;
}

function sortKey({ group, kind, namespace = '', name }: ObjectKey): string {
  return [group, kind, namespace, name].join('\0');
}
