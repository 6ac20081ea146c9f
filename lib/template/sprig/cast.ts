import { readFloat, readInteger } from '../number';
import { Int } from '../values';

const MIN = -(2n ** 63n);
const MAX = 2n ** 63n - 1n;

/** What sprig's arithmetic makes of a value as an integer: 0 of what is none. */
export function toInt64(value: unknown): bigint {
  if (value instanceof Int) return value.value;
  if (typeof value === 'number') return truncate(value);
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value !== 'string') return 0n;
  const integer = readInteger(withoutZeroDecimal(value));
  return integer === undefined || integer < MIN || integer > MAX ? 0n : integer;
}

/** What sprig's arithmetic makes of a value as a float: 0 of what is none. */
export function toFloat64(value: unknown): number {
  if (value instanceof Int) return Number(value.value);
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return 0;
  const named = /^([+-]?)(?:(inf|infinity)|nan)$/i.exec(value);
  if (named?.[2] !== undefined) return named[1] === '-' ? -Infinity : Infinity;
  if (named && named[1] === '') return NaN;
  return readFloat(value) ?? 0;
}

/** As amd64 converts: what does not fit is the least integer. */
function truncate(value: number): bigint {
  if (!Number.isFinite(value)) return MIN;
  const whole = BigInt(Math.trunc(value));
  return whole < MIN || whole > MAX ? MIN : whole;
}

/** `1.00` is `1`; `1.50` stays. */
function withoutZeroDecimal(text: string): string {
  return text.replace(/\.0+$/, '');
}
