import { keyOf, type Manifest } from '../core';
import { mismatchOf } from '../drift';
import type { ApplicationSpec, IgnoreRule } from './applications';
import { applicationSpecs } from './applications';
import { perRun, type Context } from './context';
import { ownersOf } from './owners';

/** However many objects a rule is open for, more of them than this tell nothing new. */
const MOST = 1_000;

/**
 * The objects of the set that a rule is for, as far as the Application that holds it deploys them:
 * the first of very many. A rule whose group or kind is a pattern is looked up among all kinds.
 */
export function* ruleTargets(
  rule: IgnoreRule,
  holder: Manifest,
  context: Context,
): Generator<Manifest> {
  const owner = specOf(context).get(holder);
  if (!owner) return;
  let seen = 0;
  for (const at of candidates(rule, context)) {
    if (++seen > MOST) return;
    const { namespace = owner.namespace, ...key } = keyOf(at);
    const open = namespace === undefined || rule.namespace?.includes('{{');
    const asked = open ? { ...rule, namespace: '' } : rule;
    if (mismatchOf(asked, { ...key, namespace }) !== undefined) continue;
    if (ownersOf(at, context).includes(owner)) yield at;
  }
}

function candidates({ group = '', kind, name }: IgnoreRule, { set }: Context): Iterable<Manifest> {
  if (!/^[\w.-]*$/.test(group + kind)) return set;
  return name ? set.named(group, kind, name) : set.ofKind(group, kind);
}

const specOf = perRun(
  (context) =>
    new Map<Manifest, ApplicationSpec>(applicationSpecs(context).map((spec) => [spec.at, spec])),
);
