import { compare, equals, noSuchOverload } from '../compare';
import { charge, chargeItems } from '../cost';
import { duration, int, uint } from '../ranges';
import type { Library } from '../signature';
import { CelError, Duration, Items, keyOf, List, Uint, type Value } from '../values';
import { contains } from './operators';

const COMPARABLE = ['int', 'uint', 'double', 'bool', 'duration', 'timestamp', 'string', 'bytes'];

/** Lists of Kubernetes. */
export const lists: Library = {
  ...forEach(COMPARABLE, (type) => ({
    [`list(${type}).isSorted(): bool`]: (list: List) => {
      chargeItems(list.size);
      const items = list.items();
      return items.every((item, i) => i === 0 || compare(items[i - 1] as Value, item) <= 0);
    },
    [`list(${type}).max(): ${type}`]: (list: List) => extreme(list, 'max', 1),
    [`list(${type}).min(): ${type}`]: (list: List) => extreme(list, 'min', -1),
  })),
  'list(int).sum(): int': (list: List) =>
    numbers<bigint>(list).reduce((sum, one) => int(sum + one), 0n),
  'list(uint).sum(): uint': (list: List) =>
    numbers<Uint>(list).reduce((sum, one) => uint(sum.value + one.value), new Uint(0n)),
  'list(double).sum(): double': (list: List) =>
    numbers<number>(list).reduce((sum, one) => sum + one, 0),
  'list(duration).sum(): duration': (list: List) =>
    numbers<Duration>(list).reduce((sum, one) => duration(sum.ns + one.ns), new Duration(0n)),
  'list(A).indexOf(A): int': (list: List, item: Value) => {
    chargeItems(list.size);
    return BigInt(list.items().findIndex((one) => equals(one, item)));
  },
  'list(A).lastIndexOf(A): int': (list: List, item: Value) => {
    chargeItems(list.size);
    return BigInt(list.items().findLastIndex((one) => equals(one, item)));
  },
};

/** Lists of CEL's extension. */
export const moreLists: Library = {
  'list(A).slice(int, int): list(A)': (list: List, from: bigint, to: bigint) => {
    const fail = (why: string) => new CelError(`cannot slice(${from}, ${to}), ${why}`);
    if (from < 0n || to < 0n) throw fail('negative indexes not supported');
    if (from > to) throw fail('start index must be less than or equal to end index');
    if (to > BigInt(list.size)) throw fail(`list is length ${list.size}`);
    chargeItems(Number(to - from));
    return new Items(list.items().slice(Number(from), Number(to)));
  },
  'list(list(A)).flatten(): list(A)': (list: List) => new Items(flat(list, 1n)),
  'list(dyn).flatten(int): list(dyn)': (list: List, depth: bigint) => {
    if (depth < 0n) throw new CelError('level must be non-negative');
    return new Items(flat(list, depth));
  },
  'lists.range(int): list(int)': (length: bigint) => {
    charge(Number(length > 0n ? length : 0n));
    return new Items(Array.from({ length: Math.max(0, Number(length)) }, (_, i) => BigInt(i)));
  },
  'list(A).reverse(): list(A)': (list: List) => {
    chargeItems(list.size);
    return new Items([...list.items()].reverse());
  },
  'list(A).distinct(): list(A)': (list: List) => {
    chargeItems(list.size);
    const scalars = new Set<unknown>();
    const others: Value[] = [];
    const isNew = (item: Value) => {
      if (typeof item !== 'object' || item === null || item instanceof Uint) {
        // No NaN is equal to another.
        return Number.isNaN(item) || scalars.size < scalars.add(keyOf(item)).size;
      }
      return !contains(new Items(others), item) && others.push(item) > 0;
    };
    return new Items(list.items().filter(isNew));
  },
  ...forEach(COMPARABLE, (type) => ({
    [`list(${type}).sort(): list(${type})`]: (list: List) => sorted(list, list),
    [`list(A).@sortByAssociatedKeys(list(${type})): list(A)`]: sorted,
  })),
};

function forEach(types: readonly string[], make: (type: string) => Library): Library {
  return Object.assign({}, ...types.map(make)) as Library;
}

function extreme(list: List, name: string, sign: number): Value {
  chargeItems(list.size);
  const items = list.items();
  if (items.length === 0) throw new CelError(`${name} called on empty list`);
  return items.reduce((best, one) => (compare(one, best) * sign > 0 ? one : best));
}

/** Items of one type; what is none of a sum fails as Go's does. */
function numbers<T extends Value>(list: List): readonly T[] {
  chargeItems(list.size);
  const items = list.items();
  const kind = (item: Value) => (typeof item === 'object' ? item?.constructor : typeof item);
  if (items.some((item) => kind(item) !== kind(items[0] as Value))) throw noSuchOverload();
  return items as readonly T[];
}

function flat(list: List, depth: bigint): Value[] {
  chargeItems(list.size);
  return list
    .items()
    .flatMap((item) => (item instanceof List && depth > 0n ? flat(item, depth - 1n) : [item]));
}

function sorted(list: List, keys: List): List {
  chargeItems(keys.size);
  const order = keys.items().map((_, i) => i);
  order.sort((a, b) => compare(keys.at(a), keys.at(b)));
  return new Items(order.map((i) => list.at(i)));
}
