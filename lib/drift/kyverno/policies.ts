import type { Manifest, ManifestSet } from '../../core';
import { celMutationsOf, isUnread } from './mutating-policy';
import type { Mutation, Unread } from './mutation';
import { mutationsOf } from './rules';

/** A field that a policy of the set overwrites. */
export interface PolicyMutation extends Mutation {
  readonly by: Manifest;
}

/** What the mutating policies of a set overwrite in its objects: each field once a policy. */
export function* policyMutations(set: ManifestSet): Generator<PolicyMutation> {
  for (const kind of ['ClusterPolicy', 'Policy']) {
    for (const by of set.ofKind('kyverno.io', kind)) yield* once(by, mutationsOf(by, set));
  }
  for (const by of celPolicies(set)) {
    const all = [...celMutationsOf(by, set)];
    yield* once(
      by,
      all.filter((one): one is Mutation => !isUnread(one)),
    );
  }
}

/** Patches of policies of which nobody here can tell what they write. */
export function* unreadMutations(set: ManifestSet): Generator<Unread> {
  for (const by of celPolicies(set)) {
    for (const one of celMutationsOf(by, set)) if (isUnread(one)) yield one;
  }
}

function celPolicies(set: ManifestSet): readonly Manifest[] {
  return ['MutatingPolicy', 'NamespacedMutatingPolicy'].flatMap((kind) =>
    set.ofKind('policies.kyverno.io', kind),
  );
}

/** What is certain counts for more than what may be, and the background for more than a webhook. */
function once(by: Manifest, mutations: Iterable<Mutation>): Iterable<PolicyMutation> {
  const fields = new Map<Manifest, Map<string, PolicyMutation>>();
  for (const one of mutations) {
    const own = fields.get(one.at) ?? new Map<string, PolicyMutation>();
    fields.set(one.at, own);
    const known = own.get(one.pointer);
    if (!known || weight(one) > weight(known)) own.set(one.pointer, { ...one, by });
  }
  return [...fields.values()].flatMap((own) => [...own.values()]);
}

function weight({ maybe, inBackground }: Mutation): number {
  return (maybe ? 0 : 2) + (inBackground ? 1 : 0);
}
