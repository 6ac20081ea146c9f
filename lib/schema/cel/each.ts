import { noSuchOverload } from './compare';
import { charge } from './cost';
import { decide } from './decide';
import type { Compile, Frame, Run } from './frame';
import type { Each } from './syntax';
import { CelError, Entries, Items, keyOf, List, Mapping, type Value } from './values';

/** A macro over the items of a list or the entries of a map. */
export function each(e: Each, compile: Compile, names: readonly string[]): Run {
  const range = compile(e.range, names);
  const inner = [...names, ...e.vars];
  const body = compile(e.body, inner);
  const filter = e.filter && compile(e.filter, inner);
  const rounds = (frame: Frame) => roundsOf(range(frame), names.length, e.vars.length === 2, frame);
  switch (e.kind) {
    case 'all':
      return (frame) => decide(rounds(frame), () => body(frame), false);
    case 'exists':
      return (frame) => decide(rounds(frame), () => body(frame), true);
    case 'existsOne':
      return (frame) => {
        let count = 0;
        for (const _ of rounds(frame)) if (isTrue(body(frame))) count += 1;
        return count === 1;
      };
    case 'filter':
      return (frame) => {
        const kept: Value[] = [];
        for (const [item] of rounds(frame)) if (isTrue(body(frame))) kept.push(item);
        return new Items(kept);
      };
    case 'map':
    case 'transformList':
      return (frame) => {
        const made: Value[] = [];
        for (const _ of rounds(frame)) {
          if (!filter || isTrue(filter(frame))) made.push(body(frame));
        }
        return new Items(made);
      };
    case 'transformMap':
      return (frame) => {
        const made: [Value, Value][] = [];
        for (const [key] of rounds(frame)) {
          if (!filter || isTrue(filter(frame))) made.push([key, body(frame)]);
        }
        return new Entries(made);
      };
    case 'transformMapEntry':
      return (frame) => {
        const made = new Map<unknown, [Value, Value]>();
        for (const _ of rounds(frame)) {
          if (filter && !isTrue(filter(frame))) continue;
          for (const entry of entriesIn(body(frame))) {
            const key = keyOf(entry[0]);
            if (made.has(key)) {
              throw new CelError(`insert failed: key ${String(key)} already exists`);
            }
            made.set(key, entry);
          }
        }
        return new Entries(made.values());
      };
  }
}

function isTrue(value: Value): boolean {
  if (typeof value !== 'boolean') throw noSuchOverload();
  return value;
}

/** Puts each item, or key, and what belongs to it into the frame; gives the first of the two. */
function* roundsOf(range: Value, slot: number, two: boolean, frame: Frame): Generator<[Value]> {
  if (range instanceof List) {
    const items = range.items();
    for (let i = 0; i < items.length; i++) {
      const item = items[i] as Value;
      const first = two ? BigInt(i) : item;
      charge(1);
      frame[slot] = first;
      if (two) frame[slot + 1] = item;
      yield [first];
    }
  } else if (range instanceof Mapping) {
    for (const key of range.keys()) {
      charge(1);
      frame[slot] = key;
      if (two) frame[slot + 1] = range.find(key) as Value;
      yield [key];
    }
  } else throw noSuchOverload();
}

function entriesIn(map: Value): [Value, Value][] {
  if (!(map instanceof Mapping)) throw noSuchOverload();
  return map.keys().map((key) => [key, map.find(key) as Value]);
}
