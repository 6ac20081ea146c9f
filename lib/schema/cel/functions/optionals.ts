import type { Library } from '../signature';
import { noSuchOverload } from '../compare';
import {
  CelError,
  Duration,
  Items,
  List,
  Mapping,
  Optional,
  Timestamp,
  Uint,
  type Value,
} from '../values';

/** Optional values; `?.` and `[?]` included. */
export const optionals: Library = {
  'optional.of(A): optional(A)': (value: Value) => new Optional(value),
  'optional.ofNonZeroValue(A): optional(A)': (value: Value) =>
    isZero(value) ? Optional.NONE : new Optional(value),
  'optional.none(): optional(A)': () => Optional.NONE,
  'optional(A).value(): A': ({ value }: Optional) => {
    if (value === undefined) throw new CelError('optional.none() dereference');
    return value;
  },
  'optional(A).hasValue(): bool': ({ value }: Optional) => value !== undefined,
  'optional(A).or(optional(A)): optional(A)': (a: Optional, b: Optional) =>
    a.value === undefined ? b : a,
  'optional(A).orValue(A): A': ({ value }: Optional, other: Value) => value ?? orNull(value, other),
  '_[?_](list(A), int): optional(A)': at,
  '_[?_](optional(list(A)), int): optional(A)': at,
  '_[?_](map(A, B), A): optional(B)': at,
  '_[?_](optional(map(A, B)), A): optional(B)': at,
  '_[_](optional(list(A)), int): optional(A)': at,
  '_[_](optional(map(A, B)), A): optional(B)': at,
};

/** What a later version of it has. */
export const moreOptionals: Library = {
  'list(A).first(): optional(A)': (list: List) => at(list, 0n),
  'list(A).last(): optional(A)': (list: List) => at(list, BigInt(list.size - 1)),
  'optional.unwrap(list(optional(A))): list(A)': unwrap,
  'list(optional(A)).unwrapOpt(): list(A)': unwrap,
};

function orNull(value: Value | undefined, other: Value): Value {
  return value === undefined ? other : value;
}

function at(of: Value, key: Value): Optional {
  const inner = of instanceof Optional ? of.value : of;
  if (inner === undefined) return Optional.NONE;
  const found = valueAt(inner, key);
  return found === undefined ? Optional.NONE : new Optional(found);
}

function valueAt(of: Value, key: Value): Value | undefined {
  if (of instanceof Mapping) return of.find(key);
  if (!(of instanceof List) || typeof key !== 'bigint') throw noSuchOverload();
  return key >= 0n && key < BigInt(of.size) ? of.at(Number(key)) : undefined;
}

function unwrap(list: List): List {
  return new Items(
    list
      .items()
      .map((item) => (item as Optional).value)
      .filter((value) => value !== undefined),
  );
}

function isZero(value: Value): boolean {
  if (value instanceof List || value instanceof Mapping) return value.size === 0;
  if (value instanceof Uint) return value.value === 0n;
  if (value instanceof Uint8Array) return value.length === 0;
  if (value instanceof Duration) return value.ns === 0n;
  if (value instanceof Timestamp) return value.ns === -62_135_596_800n * 1_000_000_000n;
  if (value instanceof Optional) return value.value === undefined;
  return value === null || value === '' || value === 0n || value === 0 || value === false;
}
