import { formatGeneral } from './float';
import { Bytes } from './boxed';
import { fromBytes } from './bytes';
import { Boxed, isSlice, sortedKeys, type ValueMap } from './values';

/** A value as `%v`, `print` and `{{ }}` write it: `1e+06`, `map[a:1 b:<nil>]`, `[x y]`. */
export function printValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return printFloat(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return '<nil>';
      if (value instanceof Boxed) return value.text();
      return isSlice(value) ? `[${value.map(printValue).join(' ')}]` : printMap(value as ValueMap);
    default:
      return '<nil>';
  }
}

/** `1e+06` from a million on and below 1e-4, as few digits as identify the number before. */
export function printFloat(value: number): string {
  if (Number.isInteger(value) && value < 1e6 && value > -1e6 && !Object.is(value, -0)) {
    return String(value);
  }
  if (Number.isFinite(value)) return formatGeneral(value, undefined);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

/** As `fmt.Sprint`: a space between two operands neither of which is a string. */
export function sprint(values: readonly unknown[]): string {
  let out = '';
  values.forEach((value, i) => {
    const spaced = i > 0 && typeof value !== 'string' && typeof values[i - 1] !== 'string';
    out += (spaced ? ' ' : '') + printValue(value);
  });
  return out;
}

/** As `fmt.Sprintln`. */
export function sprintln(values: readonly unknown[]): string {
  return `${values.map(printValue).join(' ')}\n`;
}

function printMap(map: ValueMap): string {
  return `map[${sortedKeys(map)
    .map((key) => `${key}:${printValue(map[key])}`)
    .join(' ')}]`;
}

/** A value as sprig makes text of it: bytes are text. */
export function textOf(value: unknown): string {
  return value instanceof Bytes ? fromBytes(value.bytes) : printValue(value);
}
