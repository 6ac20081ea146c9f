import { builtInType } from './built-in';
import { refuseConflict } from './conflict';
import type { KindTypes } from './kind-types';
import { finished } from './sync';
import { defaulted, type Compared } from './three-way';
import {
  ARGOCD_MANAGER,
  compareTyped,
  difference,
  fieldsIn,
  intersection,
  managedFieldsOf,
  mergeTyped,
  prefixesOf,
  removeFields,
  serverSideApply,
  union,
  validate,
  type Managed,
  type Node,
} from './typed';
import { fieldOf, isEqual, withPath, type JsonMap } from './value';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * The comparison of `ServerSideApply=true`, which Argo CD computes itself.
 *
 * @throws {TypedError} for a field that the schema does not have.
 */
export function structuredMerge(config: JsonMap, live: JsonMap, types: KindTypes): Compared {
  const merged = serverSideApply(live, config, types.argocd);
  // Without a change both sides are the live object as it is.
  if (isEqual(merged, live)) return { live, predicted: live };
  return { live: shown(live), predicted: shown(merged) };
}

function shown(object: JsonMap): JsonMap {
  const type = typeOf(object);
  const bare = withPath(object, ['metadata', 'annotations', LAST_APPLIED], undefined);
  return type === undefined ? bare : defaulted(bare, type);
}

/**
 * What the API server answers to a dry run.
 */
export function dryRun(config: JsonMap, live: JsonMap, types: KindTypes): JsonMap {
  refuseConflict(live, config, 'server-side apply');
  return finished(serverSideApply(live, config, types.server), live, types);
}

interface DryRun {
  readonly answer: JsonMap;
  readonly config: JsonMap;
  /** The live object in the cluster; `live` is that without what trusted managers own. */
  readonly cluster: JsonMap;
  readonly live: JsonMap;
  readonly types: KindTypes;
}

/**
 * A dry run without what Argo CD does not own: fields of webhooks and defaults are those of the live
 * object again.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/gitops-engine/pkg/diff/diff.go
 */
export function ownChanges({ answer: predicted, config, cluster, live, types }: DryRun): JsonMap {
  const { argocd: root, server } = types;
  validate(predicted, root);
  const own = ownedAfter(config, cluster, predicted, server);
  const foreign = difference(fieldsIn(predicted, root), own);
  const above = prefixesOf(own);
  const others = new Set([...foreign].filter((path) => !above.has(path)));
  const removed = difference(compareTyped(live, predicted, root).removed, others);
  const kept = new Set([...others].filter((path) => !isCompositeKey(path)));
  const merged = mergeTyped(live, removeFields(predicted, root, kept), root);
  return removeFields(merged, root, removed);
}

/** What Argo CD owns once it has applied: its configuration, and what it once wrote and still stands. */
function ownedAfter(config: JsonMap, live: JsonMap, predicted: JsonMap, root: Node) {
  const { modified, removed } = compareTyped(live, predicted, root);
  const updates = managedFieldsOf(live)
    .filter(isUpdate)
    .map(({ fields }) => fields);
  const standing = difference(union(...updates), union(modified, removed));
  return union(fieldsIn(config, root), intersection(standing, fieldsIn(predicted, root)));
}

function isUpdate({ manager, isApply }: Managed): boolean {
  return !isApply && manager === ARGOCD_MANAGER;
}

/** Argo CD never takes out a field by which, with others, the items of a list are told apart. */
function isCompositeKey(path: string): boolean {
  const steps = path.split('\n');
  const field = steps.pop();
  if (!field?.startsWith('f:')) return false;
  return steps.some((step) => {
    if (!step.startsWith('k:')) return false;
    const keys = Object.keys(JSON.parse(step.slice(2)) as object);
    return keys.length > 1 && keys.includes(field.slice(2));
  });
}

function typeOf(object: JsonMap): string | undefined {
  return builtInType(String(fieldOf(object, 'apiVersion')), String(fieldOf(object, 'kind')));
}
