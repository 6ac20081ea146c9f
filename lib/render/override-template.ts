import { isMap, type ValueMap } from '../template';
import { setOwn } from './params';

/**
 * A generator's own template filled up from the set's: what the generator says wins, empty strings,
 * lists, `false` and 0 are taken from the set, maps are merged, lists are not.
 */
export function overrideTemplate(own: unknown, base: unknown): unknown {
  if (own === undefined || own === null) return base;
  return fill(own, base);
}

function fill(own: unknown, base: unknown): unknown {
  if (isMap(own) && isMap(base)) {
    const out: ValueMap = { ...own };
    for (const [key, value] of Object.entries(base)) {
      setOwn(out, key, Object.hasOwn(own, key) ? fill(own[key], value) : value);
    }
    return out;
  }
  return isEmpty(own) ? base : own;
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || value === '' || value === 0;
}
