import { formatPointer, groupOf, type Manifest, type ManifestSet } from '../../core';
import { isMap, listIn, mapIn, textIn } from '../values';
import { overwrittenByOperations } from './json-patch';
import { filtersOf, Matcher } from './match';
import { overwrittenBy, type Overwritten } from './merge-patch';
import { isLike } from './wildcard';

/** What one policy overwrites in one object. */
export interface Mutation extends Overwritten {
  readonly at: Manifest;
  /** By the background controller, which owns what it writes; else by a webhook, on every apply. */
  readonly inBackground: boolean;
}

/** Where workloads have the template of their Pods: rules for Pods are applied there too. */
const CONTROLLERS: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  '/ReplicationController': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};

const POD = { apiVersion: 'v1', kind: 'Pod' };

/** What the mutating rules of a policy overwrite in the objects of a set. */
export function* mutationsOf(policy: Manifest, set: ManifestSet): Generator<Mutation> {
  const namespace = policy.kind === 'Policy' ? policy.metadata.namespace : undefined;
  for (const rule of listIn(policy, '/spec/rules')) {
    const mutate = mapIn(rule, '/mutate');
    if (Object.keys(mutate).length === 0 || !mayHold(rule)) continue;
    const parts = partsOf(mutate);
    const targets = listIn(mutate, '/targets');
    if (targets.length > 0) {
      for (const at of targetsOf(targets, set)) yield* onObject(parts, at, true);
      continue;
    }
    const matcher = new Matcher(rule, set, namespace);
    for (const at of matcher.objects()) yield* onObject(parts, at, false);
    // Kyverno makes rules for the templates of merge patches alone.
    if (!isForPods(rule) || textIn(mutate, '/patchesJson6902') !== undefined) continue;
    yield* onTemplates(parts, matcher, controllersOf(policy));
  }
}

type Part = Readonly<Record<string, unknown>>;

function* onObject(
  parts: readonly Part[],
  at: Manifest,
  inBackground: boolean,
): Generator<Mutation> {
  for (const part of parts) {
    for (const one of overwrittenBy(part['patchStrategicMerge'], at)) {
      yield { ...one, at, inBackground };
    }
    for (const one of overwrittenByOperations(part['patchesJson6902'], at)) {
      yield { ...one, at, inBackground };
    }
  }
}

function* onTemplates(
  parts: readonly Part[],
  matcher: Matcher,
  controllers: ReadonlySet<string>,
): Generator<Mutation> {
  for (const { group, kind, manifests } of matcher.set.kinds()) {
    const path = CONTROLLERS[`${group}/${kind}`];
    if (!path || !controllers.has(kind)) continue;
    const pointer = formatPointer(path);
    for (const at of matcher.near(manifests)) {
      if (!matcher.accepts(at, POD)) continue;
      const template = mapIn(at, pointer);
      for (const part of parts) {
        for (const one of overwrittenBy(part['patchStrategicMerge'], template, path)) {
          yield { ...one, at, inBackground: false };
        }
      }
    }
  }
}

/** The patch of a rule, and those of its loops; of a loop whose condition is known to hold. */
function partsOf(mutate: unknown): Part[] {
  const loops = listIn(mutate, '/foreach').filter(isMap).filter(mayHold);
  return [
    ...(isMap(mutate) ? [mutate] : []),
    ...loops,
    ...loops.flatMap((one) => partsOfLoop(one)),
  ];
}

function partsOfLoop(loop: Part) {
  return listIn(loop, '/foreach').filter(isMap).filter(mayHold);
}

/** Only conditions on the operation are known to hold; a rule with others may not be applied. */
function mayHold(rule: unknown): boolean {
  const text = JSON.stringify(isMap(rule) ? (rule['preconditions'] ?? []) : []);
  const keys = [...text.matchAll(/"key":\s*"((?:[^"\\]|\\.)*)"/g)].map(([, key = '']) => key);
  return keys.every((key) => key.includes('request.operation'));
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

function* targetsOf(targets: readonly unknown[], set: ManifestSet): Generator<Manifest> {
  for (const target of targets) {
    const kind = textIn(target, '/kind') ?? '';
    const group = groupOf(textIn(target, '/apiVersion') ?? '');
    const name = textIn(target, '/name') ?? '*';
    const namespace = textIn(target, '/namespace') ?? '*';
    for (const at of set.ofKind(group, kind)) {
      const { metadata } = at;
      if (isLike(name, metadata.name ?? '') && isLike(namespace, metadata.namespace ?? ''))
        yield at;
    }
  }
}
