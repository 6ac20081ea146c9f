import { isDeepStrictEqual } from 'node:util';
import { nanosecondsOf } from '../durations';
import { billionthsOf } from '../quantities';
import type { Truth } from './unknown';
import { isLike } from './wildcard';

/** Whether `key` is to `value` as an operator of a condition says; `undefined`: not told here. */
type Operator = (key: unknown, value: unknown) => Truth;

/**
 * Kyverno's operators, by their names in lower case.
 *
 * @see https://github.com/kyverno/kyverno/tree/main/pkg/engine/variables/operator
 */
export const operators: Readonly<Record<string, Operator>> = {
  equal: equals,
  equals,
  notequal: notEquals,
  notequals: notEquals,
  in: (key, value) => among(key, value, 'some', true),
  anyin: (key, value) => among(key, value, 'some'),
  allin: (key, value) => among(key, value, 'every'),
  notin: (key, value) => among(key, value, 'not every', true),
  anynotin: (key, value) => among(key, value, 'not every'),
  allnotin: (key, value) => among(key, value, 'not some'),
  greaterthan: (key, value) => compared(key, value, (order) => order > 0),
  greaterthanorequals: (key, value) => compared(key, value, (order) => order >= 0),
  lessthan: (key, value) => compared(key, value, (order) => order < 0),
  lessthanorequals: (key, value) => compared(key, value, (order) => order <= 0),
  durationgreaterthan: (key, value) => byDuration(key, value, (order) => order > 0),
  durationgreaterthanorequals: (key, value) => byDuration(key, value, (order) => order >= 0),
  durationlessthan: (key, value) => byDuration(key, value, (order) => order < 0),
  durationlessthanorequals: (key, value) => byDuration(key, value, (order) => order <= 0),
};

function equals(key: unknown, value: unknown): boolean {
  if (typeof key === 'number') {
    if (typeof value === 'number') return key === value;
    if (typeof value !== 'string') return false;
    return (Number.isInteger(key) ? /^[+-]?\d+$/ : FLOAT).test(value) && Number(value) === key;
  }
  if (typeof key !== 'string') return typeof key === typeof value && isDeepStrictEqual(key, value);
  const durations = durationsOf(key, value);
  if (durations) return durations[0] === durations[1];
  if (typeof value !== 'string') return false;
  const amount = billionthsOf(key);
  return amount === undefined ? isLike(value, key) : amount === billionthsOf(value);
}

function notEquals(key: unknown, value: unknown): boolean {
  return key !== null && key !== undefined && !equals(key, value);
}

type Amount = 'some' | 'every' | 'not every' | 'not some';

/** @param exact that lists are compared without wildcards, as the deprecated operators do. */
function among(key: unknown, value: unknown, amount: Amount, exact = false): Truth {
  const keys = Array.isArray(key) ? key.map(printed) : isScalar(key) ? [printed(key)] : undefined;
  if (!keys) return false;
  // A range of numbers: `1-10`.
  if (typeof value === 'string' && /^[\w.]+-[\w.]+$/.test(value) && /^\d/.test(value)) {
    return undefined;
  }
  const values = valuesIn(value, Array.isArray(key) && !exact);
  if (!values) return false;
  const literally = exact && Array.isArray(key);
  const isThere = (one: string) =>
    literally
      ? values.includes(one)
      : values.some((other) => isLike(other, one) || (Array.isArray(value) && isLike(one, other)));
  // Of lists, the deprecated In asks for all of them.
  if (amount === 'some') return literally ? keys.every(isThere) : keys.some(isThere);
  if (amount === 'every') return keys.every(isThere);
  return amount === 'not some' ? !keys.some(isThere) : !keys.every(isThere);
}

/** A list, a text of a JSON list, or one text. */
function valuesIn(value: unknown, scalars: boolean): string[] | undefined {
  if (Array.isArray(value)) return value.map(printed);
  if (typeof value !== 'string') return scalars && isScalar(value) ? [printed(value)] : undefined;
  try {
    const list: unknown = JSON.parse(value);
    return Array.isArray(list) ? [value, ...list.map(printed)] : [value];
  } catch {
    return [value];
  }
}

type Order = (order: number) => boolean;

function compared(key: unknown, value: unknown, holds: Order): Truth {
  if (typeof key !== 'string' && typeof key !== 'number') return false;
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  const durations = durationsOf(key, value);
  if (durations) return holds(orderOf(...durations));
  if (typeof key === 'string' && typeof value === 'string') {
    const [own, other] = [billionthsOf(key), billionthsOf(value)];
    if (own !== undefined && other !== undefined) return holds(orderOf(own, other));
  }
  const [own, other] = [numberOf(key), numberOf(value)];
  if (own !== undefined) return other === undefined ? false : holds(orderOf(own, other));
  const versions = [VERSION.exec(String(key)), VERSION.exec(String(value))] as const;
  if (!versions[0]) return false;
  // Which of two pre-releases is older is for a library to tell.
  if (!versions[1]) return /^\d+\.\d+\.\d+/.test(String(value)) ? undefined : false;
  const parts = [1, 2, 3].map((i) => orderOf(Number(versions[0]?.[i]), Number(versions[1]?.[i])));
  return holds(parts.find((order) => order !== 0) ?? 0);
}

const FLOAT = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const VERSION = /^(\d+)\.(\d+)\.(\d+)$/;

function numberOf(value: string | number): number | undefined {
  if (typeof value === 'number') return value;
  return FLOAT.test(value) ? Number(value) : undefined;
}

/** Both as durations, where one of them is written as one; numbers are seconds. */
function durationsOf(key: unknown, value: unknown): readonly [bigint, bigint] | undefined {
  const written = [key, value].map((one) =>
    typeof one === 'string' && one !== '0' ? nanosecondsOf(one) : undefined,
  );
  if (written.every((one) => one === undefined)) return undefined;
  const [own, other] = [key, value].map((one, i) => written[i] ?? secondsOf(one));
  return own === undefined || other === undefined ? undefined : [own, other];
}

function secondsOf(value: unknown): bigint | undefined {
  return typeof value === 'number' ? BigInt(Math.trunc(value)) * 1_000_000_000n : undefined;
}

function byDuration(key: unknown, value: unknown, holds: Order): boolean {
  const [own, other] = [key, value].map((one) =>
    typeof one === 'string' ? nanosecondsOf(one) : secondsOf(one),
  );
  return own !== undefined && other !== undefined && holds(orderOf(own, other));
}

function orderOf<T extends bigint | number>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** As Go prints a value among others. */
function printed(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
