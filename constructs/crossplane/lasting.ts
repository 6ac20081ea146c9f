import { isReference, READS, type Origin, type Reference } from './reference';
import { at, optional } from './references';

/**
 * A status whose fields stay what they were where a composed resource has nothing to say any more: while
 * it is made again, or its provider has not looked yet. Crossplane takes back each field that a
 * composition does not write, and what reads it would lose its own.
 *
 * ```ts
 * return { status: lasting(xr.status, { endpoint: cluster.status.endpoint }) };
 * ```
 *
 * @param before `xr.status`.
 * @param now Fields that composed resources report, as `compose` returns them.
 * @throws {CompositionError} `COMPOSITION_FIELD_UNKNOWN` for a field that the schema does not have.
 */
export function lasting<const S extends object>(before: Reference<unknown, Origin>, now: S): S {
  const kept = Object.entries(now).map(([name, value]: [string, unknown]) => {
    const known = () => at(before as Reference<Record<string, unknown>>, name) as typeof before;
    if (isReference(value)) {
      const isSaid = value[READS].policy !== undefined;
      return [name, isSaid ? value : optional(value, known())];
    }
    const isFields = typeof value === 'object' && value !== null && !Array.isArray(value);
    return [name, isFields ? lasting(known(), value) : value];
  });
  return Object.fromEntries(kept) as S;
}
