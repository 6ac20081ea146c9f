import { fieldOf, isList, type Json, type JsonMap } from '../value';
import {
  difference,
  fieldsIn,
  intersection,
  readFieldsV1,
  union,
  withParents,
  type FieldSet,
} from './field-set';
import { mergeTyped, removeFields } from './merge';
import type { Node } from './node';
import { validate } from './validate';

/** The name under which Argo CD applies. */
export const ARGOCD_MANAGER = 'argocd-controller';

/** One entry of `metadata.managedFields`. */
export interface Managed {
  readonly manager: string;
  readonly isApply: boolean;
  readonly fields: FieldSet;
}

export function managedFieldsOf(object: JsonMap): Managed[] {
  const entries = fieldOf(fieldOf(object, 'metadata'), 'managedFields');
  return (isList(entries) ? entries : []).map((entry: Json) => ({
    manager: String(fieldOf(entry, 'manager')),
    isApply: fieldOf(entry, 'operation') === 'Apply',
    fields: readFieldsV1(fieldOf(entry, 'fieldsV1')),
  }));
}

/**
 * What server-side apply, with force, makes of the live object: the configuration is merged in, and
 * what Argo CD applied before and nobody else owns is gone. Defaults are not filled in.
 *
 * @throws {TypedError} for a field that the schema does not have, or two items of one key.
 * @see https://github.com/kubernetes-sigs/structured-merge-diff/blob/v6.4.0/merge/update.go
 */
export function serverSideApply(
  live: JsonMap,
  config: JsonMap,
  root: Node,
  managed: readonly Managed[] = managedFieldsOf(live),
): JsonMap {
  validate(live, root);
  validate(config, root);
  const merged = mergeTyped(live, config, root);
  const own = managed.filter(({ manager, isApply }) => isApply && manager === ARGOCD_MANAGER);
  const last = union(...own.map(({ fields }) => fields));
  if (last.size === 0) return merged;
  const others = managed.filter((entry) => !own.includes(entry)).map(({ fields }) => fields);
  return prune(merged, root, last, union(fieldsIn(config, root), ...others));
}

function prune(merged: JsonMap, root: Node, last: FieldSet, owned: FieldSet): JsonMap {
  const fields = (object: JsonMap): FieldSet => withParents(fieldsIn(object, root), root);
  const lastAll = withParents(last, root);
  const all = fields(merged);
  const left = fields(removeFields(merged, root, lastAll));
  const foreign = difference(all, union(left, withParents(owned, root)));
  const gone = difference(all, fields(removeFields(merged, root, foreign)));
  return removeFields(merged, root, intersection(gone, lastAll));
}
