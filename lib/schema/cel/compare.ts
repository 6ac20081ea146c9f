import { chargeItems } from './cost';
import {
  CelError,
  Duration,
  List,
  Mapping,
  Opaque,
  Optional,
  Timestamp,
  TypeValue,
  Uint,
  type Value,
} from './values';

export function noSuchOverload(): CelError {
  return new CelError('no such overload');
}

/** `a == b`: numbers by what they are worth; values of different types are not equal. */
export function equals(a: Value, b: Value): boolean {
  const [x, y] = [numberIn(a), numberIn(b)];
  if (x !== undefined || y !== undefined) {
    return x !== undefined && y !== undefined && x <= y && x >= y;
  }
  if (a instanceof List) return b instanceof List && (a.equals(b) ?? itemsEqual(a, b));
  if (a instanceof Mapping) return b instanceof Mapping && (a.equals(b) ?? entriesEqual(a, b));
  if (a instanceof Uint8Array) return b instanceof Uint8Array && Buffer.compare(a, b) === 0;
  if (a instanceof Timestamp) return b instanceof Timestamp && a.ns === b.ns;
  if (a instanceof Duration) return b instanceof Duration && a.ns === b.ns;
  if (a instanceof TypeValue) return b instanceof TypeValue && a.name === b.name;
  if (a instanceof Opaque) return b instanceof Opaque && a.type === b.type && a.equals(b);
  if (a instanceof Optional) {
    if (!(b instanceof Optional)) return false;
    if (a.value === undefined || b.value === undefined) return a.value === b.value;
    return equals(a.value, b.value);
  }
  return a === b;
}

/**
 * Below zero, zero or above, as `a` is before `b`, the same, or after it.
 *
 * @throws {CelError} where the two have no order.
 */
export function compare(a: Value, b: Value): number {
  const [x, y] = [numberIn(a), numberIn(b)];
  if (x !== undefined && y !== undefined) {
    if (Number.isNaN(x) || Number.isNaN(y)) throw new CelError('NaN values cannot be ordered');
    return order(x, y);
  }
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b);
  if (a instanceof Timestamp && b instanceof Timestamp) return order(a.ns, b.ns);
  if (a instanceof Duration && b instanceof Duration) return order(a.ns, b.ns);
  throw noSuchOverload();
}

/** By code points, as Go compares bytes of UTF-8; UTF-16 units have another order. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}

function order(a: bigint | number, b: bigint | number): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}

function numberIn(value: Value): bigint | number | undefined {
  if (typeof value === 'bigint' || typeof value === 'number') return value;
  return value instanceof Uint ? value.value : undefined;
}

function itemsEqual(a: List, b: List): boolean {
  if (a.size !== b.size) return false;
  chargeItems(a.size);
  for (let i = 0; i < a.size; i++) if (!equals(a.at(i), b.at(i))) return false;
  return true;
}

function entriesEqual(a: Mapping, b: Mapping): boolean {
  if (a.size !== b.size) return false;
  chargeItems(a.size);
  return a.keys().every((key) => {
    const [x, y] = [a.find(key), b.find(key)];
    return x === undefined || y === undefined ? x === y : equals(x, y);
  });
}
