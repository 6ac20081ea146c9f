import { CelError, Duration, Timestamp, Uint } from './values';

const MIN_INT = -(2n ** 63n);
const MAX_INT = 2n ** 63n - 1n;
const MAX_UINT = 2n ** 64n - 1n;
const SECOND = 1_000_000_000n;
/** 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z, in seconds. */
const FIRST = -62_135_596_800n;
const LAST = 253_402_300_799n;

/* Each gives a result back, or fails where the type has no such value. */

export function int(value: bigint): bigint {
  if (value < MIN_INT || value > MAX_INT) throw new CelError('integer overflow');
  return value;
}

export function uint(value: bigint): Uint {
  if (value < 0n || value > MAX_UINT) throw new CelError('unsigned integer overflow');
  return new Uint(value);
}

/** @param ns nanoseconds */
export function duration(ns: bigint): Duration {
  if (ns < MIN_INT || ns > MAX_INT) throw new CelError('integer overflow');
  return new Duration(ns);
}

/** @param ns nanoseconds since 1970 */
export function timestamp(ns: bigint, offset = 0): Timestamp {
  const seconds = floor(ns, SECOND);
  if (seconds < FIRST || seconds > LAST) throw new CelError('timestamp overflow');
  return new Timestamp(ns, offset);
}

export function floor(a: bigint, b: bigint): bigint {
  const whole = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? whole - 1n : whole;
}
