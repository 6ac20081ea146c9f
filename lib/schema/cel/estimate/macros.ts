import type { Call, Each, EachKind, Expr, OptMap } from '../syntax';
import { first } from '../types';
import { either, exactly, ONE, plus, times, UNKNOWN } from './amounts';
import type { Known, Local } from './known';
import { NEW_LIST, NEW_MAP, type Entries } from './part';
import { Path } from './path';

/** Estimates a part of an expression. */
type CostOf = (e: Expr) => bigint;

/** What a macro is made of in Go's CEL, apart from what it runs in each round. */
interface Shape {
  /** Of the start and of the end. */
  readonly once: bigint;
  /** Of a round. */
  readonly round: bigint;
  readonly makes?: 'list' | 'map';
}

const LIST: Shape = { once: NEW_LIST + 1n, round: NEW_LIST + 2n, makes: 'list' };

const SHAPES: Readonly<Record<EachKind, Shape>> = {
  all: { once: 1n, round: 3n },
  exists: { once: 1n, round: 4n },
  existsOne: { once: 2n, round: 2n },
  // The item that is kept is one more name.
  filter: { ...LIST, round: LIST.round + 1n },
  map: LIST,
  transformList: LIST,
  transformMap: { once: NEW_MAP + 1n, round: 3n, makes: 'map' },
  transformMapEntry: { once: NEW_MAP + 1n, round: 2n, makes: 'map' },
};

/** A macro that goes through a list or a map. */
export function costOfEach(e: Each, known: Known, costOf: CostOf): bigint {
  const { range, vars, filter, body, kind } = e;
  const { once, round, makes } = SHAPES[kind];
  const start = costOf(range);
  vars.forEach((name, i) => {
    known.push(name, localOf(range, i === 0 && vars.length === 2, vars.length === 2, known));
  });
  const step = plus(filter ? costOf(filter) : 0n, plus(costOf(body), round));
  const entries = makes === 'list' ? madeBy(e, known) : undefined;
  for (const name of vars) known.pop(name);
  const count = known.sizeOf(range) ?? UNKNOWN;
  known.setSize(e, makes ? count : ONE);
  known.setEntries(e, entries);
  return plus(plus(start, once), times(count.max, step));
}

/** What a name stands for in a round: what is there, or the index or the key of it. */
function localOf(range: Expr, isFirst: boolean, two: boolean, known: Known): Local {
  const entries = known.entriesOf(range);
  const isList = entries ? entries.isList : known.typeOf(range).kind === 'list';
  const isKey = two ? isFirst : !isList;
  const step = isKey ? (isList ? '@indices' : '@keys') : isList ? '@items' : '@values';
  const path = Path.append(known.pathOf(range), step);
  return { path, size: isKey ? entries?.keys : entries?.values, entries: undefined };
}

/** The list begins with nothing in it. */
function madeBy({ kind, body, vars: [name = ''], range }: Each, known: Known): Entries {
  let made = body;
  if (kind === 'filter') {
    made = { is: 'ident', name, at: body.at };
    known.setType(made, first(known.typeOf(range)));
  }
  const item = known.sizeOf(made) ?? UNKNOWN;
  return { isList: true, keys: ONE, values: either(exactly(0n), item) };
}

/** `of.hasValue() ? optional.of(body) : optional.none()`, the value under a name. */
export function costOfOptMap(e: OptMap, known: Known, costOf: CostOf): bigint {
  const { of, name, body, flat } = e;
  const target = costOf(of);
  known.part(of);
  const value: Expr = { is: 'call', name: 'value', target: of, args: [], at: e.at };
  known.setType(value, first(known.typeOf(of)));
  known.push(name, known.localOf(value));
  const bound = plus(plus(target, 1n), plus(NEW_LIST, costOf(body)));
  known.pop(name);
  const sizes = known.sizeOf(e) ?? UNKNOWN;
  known.setSize(e, flat ? either(known.sizeOf(body) ?? sizes, sizes) : sizes);
  return plus(plus(target, 1n), flat ? bound : plus(bound, 1n));
}

/** The list under a name, its keys made of that, and the call that sorts it by them. */
export function costOfSortBy(
  e: Call,
  known: Known,
  costOf: CostOf,
  callWith: (target: Expr, keys: Expr) => bigint,
): bigint {
  const { target, at } = e;
  const [keys] = e.args;
  if (!target || keys?.is !== 'each') throw new TypeError('sortBy is made by its macro');
  const name = '@input';
  const start = costOf(target);
  const type = known.typeOf(target);
  const [list, range] = [0, 1].map((): Expr => ({ is: 'ident', name, at }));
  const made: Expr = { ...keys, range: range as Expr };
  known.setType(list as Expr, type);
  known.setType(range as Expr, type);
  known.setType(made, known.typeOf(keys));
  known.push(name, known.localOf(target));
  const cost = callWith(list as Expr, made);
  known.pop(name);
  return plus(plus(start, NEW_LIST), cost);
}
