import { formatPointer, groupOf, type Manifest, type ManifestSet } from '../../core';
import { isMap, listIn, mapIn, textIn } from '../values';
import { celConditionsHold } from './cel/conditions';
import { conditionsHold } from './conditions';
import { MISSING, valueOfPath } from './jmes-path';
import { overwrittenByOperations } from './json-patch';
import { filtersOf, Matcher } from './match';
import { overwrittenBy } from './merge-patch';
import { CONTROLLERS, type Mutation } from './mutation';
import { allOf, type Truth } from './unknown';
import { substitutedWhereKnown, type Scope } from './variables';
import { isLike } from './wildcard';

const POD = { apiVersion: 'v1', kind: 'Pod' };

/** What the mutating rules of a policy overwrite in the objects of a set. */
export function* mutationsOf(policy: Manifest, set: ManifestSet): Generator<Mutation> {
  const namespace = policy.kind === 'Policy' ? policy.metadata.namespace : undefined;
  for (const rule of listIn(policy, '/spec/rules')) {
    const mutate = mapIn(rule, '/mutate');
    if (!isMap(rule) || Object.keys(mutate).length === 0) continue;
    const targets = listIn(mutate, '/targets');
    if (targets.length > 0) {
      // What sets it off is another object: its conditions are those of the target alone.
      const trigger = rule['preconditions'] === undefined ? true : undefined;
      for (const [at, target] of targetsOf(targets, set)) {
        const scope = { target: at };
        const holds = allOf([trigger, conditionsHold(target['preconditions'], scope)]);
        yield* patched(mutate, {
          ...{ at, root: at, path: [], scope, holds },
          ...{ inBackground: true, depth: 0 },
        });
      }
      continue;
    }
    const matcher = new Matcher(rule, set, namespace);
    for (const at of matcher.objects()) {
      yield* patched(mutate, admitted(rule, { at, root: at, path: [] }));
    }
    // Kyverno makes rules for the templates of merge patches alone.
    if (!isForPods(rule) || textIn(mutate, '/patchesJson6902') !== undefined) continue;
    yield* onTemplates(rule, mutate, matcher, controllersOf(policy));
  }
}

type Block = Readonly<Record<string, unknown>>;

/** Where the patches of a rule go. */
interface Place {
  readonly at: Manifest;
  /** What they are written for: the object, or the template of Pods in it at `path`. */
  readonly root: unknown;
  readonly path: readonly string[];
}

interface Patched extends Place {
  readonly scope: Scope;
  /** Whether the conditions so far hold. */
  readonly holds: Truth;
  readonly inBackground: boolean;
  /** Loops around it. */
  readonly depth: number;
}

/** As the webhook sees an object: what the rule asks of it. */
function admitted(rule: Block, place: Place): Patched {
  const scope = {
    request: { object: place.root, namespace: place.at.metadata.namespace ?? '' },
  };
  const holds = allOf([
    conditionsHold(rule['preconditions'], scope),
    celConditionsHold(rule['celPreconditions'], { object: place.root }),
  ]);
  return { ...place, scope, holds, inBackground: false, depth: 0 };
}

/** What the patches of a rule or a loop write, and those of the loops in it. */
function* patched(part: Block, to: Patched): Generator<Mutation> {
  if (to.holds === false) return;
  const { at, root, path, scope, inBackground } = to;
  const maybe = to.holds === undefined;
  const merge = substitutedWhereKnown(part['patchStrategicMerge'], scope);
  for (const one of overwrittenBy(merge, root, path)) yield { ...one, at, inBackground, maybe };
  if (path.length === 0) {
    const operations = substitutedWhereKnown(part['patchesJson6902'], scope);
    for (const one of overwrittenByOperations(operations, at)) {
      yield { ...one, at, inBackground, maybe };
    }
  }
  for (const loop of listIn(part, '/foreach')) if (isMap(loop)) yield* looped(loop, to);
}

/** A loop, for each element of its list; once, where the list is not known from here. */
function* looped(loop: Block, to: Patched): Generator<Mutation> {
  const text = textIn(loop, '/list');
  const list = text === undefined ? MISSING : valueOfPath(text, to.scope);
  if (list === MISSING || list === null) return;
  const depth = to.depth + 1;
  if (!Array.isArray(list)) {
    const { element: _, elementIndex: __, ...scope } = to.scope;
    const holds = allOf([to.holds, loop['preconditions'] === undefined ? true : undefined]);
    yield* patched(loop, { ...to, scope, holds, depth });
    return;
  }
  for (const [elementIndex, element] of (list as unknown[]).entries()) {
    const own = { [`element${to.depth}`]: element, [`elementIndex${to.depth}`]: elementIndex };
    const scope = { ...to.scope, element, elementIndex, ...own };
    const holds = allOf([to.holds, conditionsHold(loop['preconditions'], scope)]);
    yield* patched(loop, { ...to, scope, holds, depth });
  }
}

function* onTemplates(
  rule: Block,
  mutate: Block,
  matcher: Matcher,
  controllers: ReadonlySet<string>,
): Generator<Mutation> {
  for (const { group, kind, manifests } of matcher.set.kinds()) {
    const path = CONTROLLERS[`${group}/${kind}`];
    if (!path || !controllers.has(kind)) continue;
    const pointer = formatPointer(path);
    for (const at of matcher.near(manifests)) {
      if (!matcher.accepts(at, POD)) continue;
      yield* patched(mutate, admitted(rule, { at, root: mapIn(at, pointer), path }));
    }
  }
}

function isForPods(rule: unknown): boolean {
  const match = filtersOf(mapIn(rule, '/match'));
  const narrow = [...match, ...filtersOf(mapIn(rule, '/exclude'))].some((filter) =>
    ['name', 'names', 'selector', 'annotations'].some(
      (field) => mapIn(filter, '/resources')[field] !== undefined,
    ),
  );
  const kinds = match.flatMap((filter) => listIn(filter, '/resources/kinds'));
  // A pattern that matches Pods among others makes none of these rules.
  const isPod = (kind: unknown) => String(kind).split('/').at(-1) === 'Pod';
  return !narrow && kinds.length > 0 && kinds.every(isPod);
}

function controllersOf({ metadata: { annotations } }: Manifest): ReadonlySet<string> {
  const given = annotations?.['pod-policies.kyverno.io/autogen-controllers'];
  const all = Object.keys(CONTROLLERS).map((key) => key.slice(key.indexOf('/') + 1));
  return new Set(typeof given === 'string' ? given.split(',').map((one) => one.trim()) : all);
}

function* targetsOf(
  targets: readonly unknown[],
  set: ManifestSet,
): Generator<[at: Manifest, target: Block]> {
  for (const target of targets) {
    if (!isMap(target)) continue;
    const kind = textIn(target, '/kind') ?? '';
    const group = groupOf(textIn(target, '/apiVersion') ?? '');
    const name = textIn(target, '/name') ?? '*';
    const namespace = textIn(target, '/namespace') ?? '*';
    for (const at of set.ofKind(group, kind)) {
      const { metadata } = at;
      if (isLike(name, metadata.name ?? '') && isLike(namespace, metadata.namespace ?? '')) {
        yield [at, target];
      }
    }
  }
}
