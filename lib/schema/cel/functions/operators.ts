import { compare, equals } from '../compare';
import { chargeItems } from '../cost';
import type { Library } from '../signature';
import type { Duration, List, Mapping, Timestamp } from '../values';
import { CelError, Uint, type Value } from '../values';
import { duration, int, timestamp, uint } from '../ranges';
import { element } from './element';

const SAME = 'bool int uint double string bytes timestamp duration'
  .split(' ')
  .map((type) => [type, type] as const);
const CROSS = [
  ['int', 'double'],
  ['int', 'uint'],
  ['uint', 'double'],
  ['uint', 'int'],
  ['double', 'int'],
  ['double', 'uint'],
] as const;

/** The operators, under the names that Go's CEL gives them. */
export const operators: Library = {
  '_==_(A, A): bool': equals,
  '_!=_(A, A): bool': (a: Value, b: Value) => !equals(a, b),
  '!_(bool): bool': (a: boolean) => !a,
  // Its sides are run by whoever compiles it: one of them only.
  '_?_:_(bool, A, A): A': (test: boolean, yes: Value, no: Value) => (test ? yes : no),
  '@in(A, list(A)): bool': (a: Value, list: List) => contains(list, a),
  '@in(A, map(A, B)): bool': (a: Value, map: Mapping) => map.find(a) !== undefined,
  '_[_](list(A), int): A': element,
  '_[_](map(A, B), A): B': (map: Mapping, key: Value) => {
    const found = map.find(key);
    if (found === undefined) throw new CelError(`no such key: ${shown(key)}`);
    return found;
  },

  '_+_(int, int): int': (a: bigint, b: bigint) => int(a + b),
  '_+_(uint, uint): uint': (a: Uint, b: Uint) => uint(a.value + b.value),
  '_+_(double, double): double': (a: number, b: number) => a + b,
  '_+_(string, string): string': (a: string, b: string) => a + b,
  '_+_(bytes, bytes): bytes': (a: Uint8Array, b: Uint8Array) => Buffer.concat([a, b]),
  '_+_(list(A), list(A)): list(A)': (a: List, b: List) => a.plus(b),
  '_+_(duration, duration): duration': (a: Duration, b: Duration) => duration(a.ns + b.ns),
  '_+_(timestamp, duration): timestamp': (a: Timestamp, b: Duration) =>
    timestamp(a.ns + b.ns, a.offset),
  '_+_(duration, timestamp): timestamp': (a: Duration, b: Timestamp) =>
    timestamp(a.ns + b.ns, b.offset),

  '_-_(int, int): int': (a: bigint, b: bigint) => int(a - b),
  '_-_(uint, uint): uint': (a: Uint, b: Uint) => uint(a.value - b.value),
  '_-_(double, double): double': (a: number, b: number) => a - b,
  '_-_(duration, duration): duration': (a: Duration, b: Duration) => duration(a.ns - b.ns),
  '_-_(timestamp, duration): timestamp': (a: Timestamp, b: Duration) =>
    timestamp(a.ns - b.ns, a.offset),
  '_-_(timestamp, timestamp): duration': (a: Timestamp, b: Timestamp) => duration(a.ns - b.ns),
  '-_(int): int': (a: bigint) => int(-a),
  '-_(double): double': (a: number) => -a,

  '_*_(int, int): int': (a: bigint, b: bigint) => int(a * b),
  '_*_(uint, uint): uint': (a: Uint, b: Uint) => uint(a.value * b.value),
  '_*_(double, double): double': (a: number, b: number) => a * b,
  '_/_(int, int): int': (a: bigint, b: bigint) => int(a / nonZero(b, 'division')),
  '_/_(uint, uint): uint': (a: Uint, b: Uint) => uint(a.value / nonZero(b.value, 'division')),
  '_/_(double, double): double': (a: number, b: number) => a / b,
  '_%_(int, int): int': (a: bigint, b: bigint) => {
    int(a / nonZero(b, 'modulus'));
    return a % b;
  },
  '_%_(uint, uint): uint': (a: Uint, b: Uint) => uint(a.value % nonZero(b.value, 'modulus')),

  ...ordered(SAME),
};

/** Comparisons of numbers of two types, which CEL itself does not have. */
export const crossComparisons: Library = ordered(CROSS);

export function contains(list: List, wanted: Value): boolean {
  const at = list.items().findIndex((item) => equals(item, wanted));
  chargeItems(at < 0 ? list.size : at + 1);
  return at >= 0;
}

function ordered(pairs: readonly (readonly [string, string])[]): Library {
  const signs: readonly (readonly [string, (order: number) => boolean])[] = [
    ['_<_', (order) => order < 0],
    ['_<=_', (order) => order <= 0],
    ['_>_', (order) => order > 0],
    ['_>=_', (order) => order >= 0],
  ];
  return Object.fromEntries(
    signs.flatMap(([name, holds]) => {
      const call = (a: Value, b: Value) => holds(compare(a, b));
      return pairs.map(([a, b]) => [`${name}(${a}, ${b}): bool`, call] as const);
    }),
  );
}

function nonZero(divisor: bigint, what: string): bigint {
  if (divisor === 0n) throw new CelError(`${what} by zero`);
  return divisor;
}

function shown(key: Value): string {
  return key instanceof Uint ? String(key.value) : String(key);
}
