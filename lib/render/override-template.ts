import { isMap, type ValueMap } from '../template';
import { setOwn } from './params';

/**
 * A generator's own template filled up from the set's: what the generator says wins, but an empty
 * string or list, `false` and 0 count as nothing said. Maps are merged, lists and valuesObject not.
 */
export function overrideTemplate(own: unknown, base: unknown): unknown {
  if (own === undefined || own === null) return base;
  return fill(own, base);
}

function fill(own: unknown, base: unknown): unknown {
  if (isMap(own) && isMap(base)) {
    const out: ValueMap = { ...own };
    for (const [key, value] of Object.entries(base)) {
      const merges = Object.hasOwn(own, key) && (key !== 'valuesObject' || isEmpty(own[key]));
      if (merges) setOwn(out, key, fill(own[key], value));
      else if (!Object.hasOwn(own, key)) setOwn(out, key, value);
    }
    return out;
  }
  return isEmpty(own) ? base : own;
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || value === '' || value === 0 || value === false;
}
