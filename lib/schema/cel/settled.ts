import type { Child, Node } from '../node';
import type { NodeOf } from './schema-type';
import type { Value } from './values';

/** How parts of an object get at what schemas say of their own parts. */
export interface SchemaReader {
  readonly nodeOf: NodeOf;
  toValue(raw: unknown, node: Node): Value;
  /** The fields of an object by the names that expressions have for them. */
  fieldsOf(node: Node): ReadonlyMap<string, readonly [name: string, child: Child]>;
}

/**
 * What a field holds once the API server is done with it: a null that may not be is dropped, and
 * what is missing gets its default; `undefined` for nothing.
 */
export function settled(raw: unknown, { nullable, default: fallback }: Node): unknown {
  if (raw === undefined || (raw === null && !nullable)) return fallback;
  return raw;
}
