import { typeFacts } from '../built-in';

/** A patch cannot be made or applied: Argo CD stops with an error too. */
export class PatchError extends Error {}

export interface Strategy {
  /** `merge`, `replace` or none. */
  readonly strategy: string | undefined;
  readonly retainKeys: boolean;
  readonly mergeKey: string;
  /** The struct below. */
  readonly type: string | undefined;
}

/**
 * What a strategic merge patch does with a field of a struct.
 *
 * @throws {PatchError} for a field that the struct does not have.
 */
export function strategyOf(type: string | undefined, key: string): Strategy {
  if (type === undefined) throw new PatchError(`'${key}' is in no struct`);
  const field = typeFacts(type).get(key);
  if (!field) throw new PatchError(`${type} has no field '${key}'`);
  return {
    strategy: field.strategies.find((name) => name !== 'retainKeys'),
    retainKeys: field.strategies.includes('retainKeys'),
    mergeKey: field.mergeKey ?? '',
    type: field.type,
  };
}

export const PATCH = '$patch';
export const RETAIN_KEYS = '$retainKeys';
export const ORDER = '$setElementOrder/';
export const DELETE_FROM = '$deleteFromPrimitiveList/';
