import { groupOf, valueAt, versionOf, type Manifest, type ManifestSet } from '../../core';
import { isMap, listIn, mapIn, textIn } from '../values';
import { celConditionsHold } from './cel/conditions';
import { celNames } from './cel/names';
import { isForPodsAlone, onTemplate } from './cel/pod-templates';
import { patchOf, type Patch } from './cel/patch';
import { overwrittenByOperations } from './json-patch';
import { overwrittenBy, type Overwritten } from './merge-patch';
import { CONTROLLERS, type Mutation, type Unread } from './mutation';
import { isMeantBy, operationsOf } from './resource-rules';
import { allOf, anyOf, type Truth } from './unknown';

type Block = Readonly<Record<string, unknown>>;

/**
 * What a `MutatingPolicy`, whose patches are programs in CEL, overwrites in the objects of a set; and
 * the patches of which that cannot be told.
 *
 * @see https://kyverno.io/docs/policy-types/mutating-policy/
 */
export function* celMutationsOf(policy: Manifest, set: ManifestSet): Generator<Mutation | Unread> {
  const spec = mapIn(policy, '/spec');
  const constraints = mapIn(spec, '/matchConstraints');
  const targets = mapIn(spec, '/targetMatchConstraints');
  const hasTargets = listIn(targets, '/resourceRules').length > 0;
  const isByExpression = textIn(targets, '/expression') !== undefined;
  const inBackground = valueAt(spec, '/evaluation/mutateExisting/enabled') === true;
  const isAdmitting = valueAt(spec, '/evaluation/admission/enabled') !== false;
  const seen = new Unreads(policy);
  if (isAdmitting && !hasTargets && !isByExpression) {
    const conditions = listIn(spec, '/matchConditions');
    yield* mutated(policy, set, { constraints, conditions, inBackground: false }, seen);
  }
  if (!inBackground) return;
  if (isByExpression) {
    yield* seen.once('/spec/targetMatchConstraints/expression', 'its targets are chosen by CEL');
    return;
  }
  const other = hasTargets ? targets : constraints;
  const own = listIn(spec, hasTargets ? '/targetMatchConditions' : '/matchConditions');
  // With targets of their own, what sets it off is another object.
  const isCertain = !hasTargets || listIn(spec, '/matchConditions').length === 0;
  const conditions = isCertain ? own : [...own, { expression: 'trigger' }];
  yield* mutated(policy, set, { constraints: other, conditions, inBackground: true }, seen);
}

interface Asked {
  readonly constraints: Block;
  readonly conditions: readonly unknown[];
  readonly inBackground: boolean;
}

/** Says once of a patch that it is not read, however many objects it is for. */
class Unreads {
  readonly #said = new Set<string>();

  constructor(private readonly policy: Manifest) {}

  *once(pointer: string, reason: string): Generator<Unread> {
    if (this.#said.has(pointer)) return;
    this.#said.add(pointer);
    yield { at: this.policy, pointer, reason };
  }
}

function* mutated(
  policy: Manifest,
  set: ManifestSet,
  asked: Asked,
  seen: Unreads,
): Generator<Mutation | Unread> {
  const { constraints, conditions, inBackground } = asked;
  const isNamespaced = policy.kind === 'NamespacedMutatingPolicy';
  const forPods = !inBackground && isForPodsAlone(constraints);
  const controllers = controllersOf(policy);
  for (const { group, kind, manifests } of set.kinds()) {
    const path = forPods && controllers.has(kind) ? CONTROLLERS[`${group}/${kind}`] : undefined;
    for (const at of manifests) {
      if (isNamespaced && at.metadata.namespace !== policy.metadata.namespace) continue;
      const as = path ? POD : { group: groupOf(at), version: versionOf(at), kind };
      const meant = isMeantBy(constraints, at, set, as);
      if (meant === false) continue;
      const text = (one: string) => (path ? onTemplate(one, path) : one);
      const own = conditions.map((one) => ({ expression: text(textIn(one, '/expression') ?? '') }));
      yield* onObject(policy, at, { set, meant, own, text, ...asked }, seen);
    }
  }
}

const POD = { group: '', version: 'v1', kind: 'Pod' };

interface On extends Asked {
  readonly set: ManifestSet;
  readonly meant: Truth;
  readonly own: readonly unknown[];
  /** An expression as it is for this kind. */
  readonly text: (expression: string) => string;
}

function* onObject(
  policy: Manifest,
  at: Manifest,
  on: On,
  seen: Unreads,
): Generator<Mutation | Unread> {
  const { set, meant, own, text, inBackground, constraints } = on;
  const names = operationsOf(constraints).map((operation) =>
    celNames(policy, at, set, operation, text),
  );
  const verdicts = names.map((known) => allOf([meant, celConditionsHold(own, known)]));
  if (anyOf(verdicts) === false) return;
  for (const [i, mutation] of listIn(policy, '/spec/mutations').entries()) {
    for (const [k, known] of names.entries()) {
      if (verdicts[k] === false) continue;
      for (const patch of patchOf(mutation, at, known, text)) {
        if (patch.is === 'unread') {
          yield* seen.once(`/spec/mutations/${i}`, patch.reason);
          continue;
        }
        const maybe = patch.maybe || verdicts[k] !== true;
        for (const one of overwritten(patch, at)) yield { ...one, at, inBackground, maybe };
      }
    }
  }
}

function overwritten(patch: Exclude<Patch, { is: 'unread' }>, at: Manifest): Overwritten[] {
  return patch.is === 'merge'
    ? overwrittenBy(patch.value, at)
    : overwrittenByOperations(patch.value, at);
}

/** Kinds by their plural, or all that have a template. */
function controllersOf(policy: Manifest): ReadonlySet<string> {
  const given = valueAt(policy, '/spec/autogen/podControllers/controllers');
  const all = Object.keys(CONTROLLERS).map((key) => key.slice(key.indexOf('/') + 1));
  if (!Array.isArray(given)) return new Set(all);
  return new Set(all.filter((kind) => given.includes(`${kind.toLowerCase()}s`)));
}

/** Whether something is said of a policy, and not of an object. */
export function isUnread(one: Mutation | Unread): one is Unread {
  return isMap(one) && 'reason' in one;
}
