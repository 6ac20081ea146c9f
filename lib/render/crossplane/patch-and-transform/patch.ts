import { Failure, within } from '../../../crossplane/failure';
import { toValidJson, withIntegers } from '../../../crossplane/json';
import type { MergeOptions } from '../merge';
import { expandWildcards, getValue, mergeValue } from '../paved';
import type { JsonObject } from '../protocol';
import { settle, type Document } from './document';
import type { Combine, Patch } from '../../../crossplane/patch-and-transform/input';
import { format } from '../../../crossplane/patch-and-transform/string-transform';
import { resolveTransforms } from '../../../crossplane/patch-and-transform/transform';

/** What a patch reads from: an observed object, or the environment. */
export interface Source {
  readonly object: JsonObject;
  readonly floats: boolean;
}

/**
 * Copies one field, transformed, to another object.
 *
 * @throws {Failure} `notFound` where the field is missing.
 */
export function applyFieldPatch(patch: Patch, from: Source, to: Document): void {
  const { fromFieldPath = '', toFieldPath = fromFieldPath, transforms, policy } = patch;
  const input = getValue(from.object, fromFieldPath);
  const value = toValidJson(
    transforms?.length ? resolveTransforms(transforms, goValue(input, from)) : input,
  );
  const options = mergeOptions(policy?.toFieldPath, to.floats);
  if (toFieldPath.includes('[*]')) {
    const paths = expandWildcards(to.object, toFieldPath);
    if (paths.length === 0) throw new Failure(`cannot expand ToFieldPath ${toFieldPath}`);
    for (const path of paths) mergeValue(to.object, path, value, options);
    settle(to);
  } else {
    within('cannot patch to object', () => {
      mergeValue(to.object, toFieldPath, value, options);
      settle(to);
    });
  }
}

/**
 * Makes one text of several fields and sets it, transformed, in another object.
 *
 * @throws {Failure} `notFound` where any of the fields is missing.
 */
export function applyCombinePatch(patch: Patch, from: Source, to: Document): void {
  const { combine = {}, toFieldPath = patch.fromFieldPath ?? '', transforms, policy } = patch;
  const inputs = (combine.variables ?? []).map(({ fromFieldPath = '' }) =>
    goValue(getValue(from.object, fromFieldPath), from),
  );
  const value = resolveTransforms(transforms, combined(combine, inputs));
  // The value does not go through JSON before it is merged: its numbers are still float64.
  const options = mergeOptions(policy?.toFieldPath, !to.floats);
  within('cannot patch to object', () => {
    mergeValue(to.object, toFieldPath, value, options);
    settle(to);
  });
}

function combined({ strategy = '', string }: Combine, inputs: readonly unknown[]): string {
  if (strategy !== 'string') throw new Failure(`combine strategy ${strategy} is not supported`);
  if (!string) throw new Failure(`given combine strategy ${strategy} requires configuration`);
  return format(string.fmt ?? '', inputs);
}

function goValue(value: unknown, { floats }: Source): unknown {
  return floats ? value : withIntegers(value);
}

function mergeOptions(policy = 'Replace', numbersDiffer: boolean): MergeOptions | undefined {
  switch (policy) {
    case 'Replace':
      return undefined;
    case 'MergeObjects':
    case 'MergeObject':
      return { overwrite: false, appendSlice: false };
    case 'MergeObjectsAppendArrays':
      return { overwrite: false, appendSlice: true, numbersDiffer };
    case 'ForceMergeObjects':
      return { overwrite: true, appendSlice: false };
    case 'ForceMergeObjectsAppendArrays':
    case 'AppendArray':
      return { overwrite: true, appendSlice: true, numbersDiffer };
    default:
      throw new Failure(`invalid patch policy ${policy}`);
  }
}
