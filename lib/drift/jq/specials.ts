import { deleteAll } from './delete-paths';
import { indexed } from './access';
import { exact } from './arithmetic';
import { JqRuntimeError, JqUnsupported, shown } from './failures';
import type { Scope } from './scope';
import { checkPath, computed, pathOf, startTrack, stepped, type State } from './state';
import type { Json, Node } from './syntax';
import { compare, isArray, isObject, typeOf } from './values';

/** A call under way: its arguments are filters that may run any number of times. */
export interface Call {
  readonly args: readonly Node[];
  readonly state: State;
  readonly scope: Scope;
  readonly at: number;
  /** What an argument gives. */
  run(node: Node, state: State): Generator<State>;
  /** The values of all arguments, one combination after the other, the last argument outermost. */
  combinations(): Generator<{ readonly values: readonly Json[]; readonly state: State }>;
}

type Special = (call: Call) => Generator<State>;

/** The functions that run their arguments themselves, or that take steps, by `name/arity`. */
export const specials: ReadonlyMap<string, Special> = new Map<string, Special>([
  ['empty/0', function* () {}],
  ['path/1', path],
  ['getpath/1', getPath],
  ['delpaths/1', deletePaths],
  ['recurse/1', (call) => recurse(call, call.state)],
  ['first/1', first],
  ['last/1', last],
  ['limit/2', limit],
  ['isempty/1', isEmpty],
  ['_range/3', range],
]);

function* path({ args: [of], state, run, at }: Call): Generator<State> {
  for (const found of run(of as Node, startTrack(state.value))) {
    checkPath(found, at);
    yield computed(pathOf(found), state.track);
  }
}

function* getPath(call: Call): Generator<State> {
  const { args, state, run, at } = call;
  for (const { value: keys } of run(args[0] as Node, { value: state.value, track: undefined })) {
    if (!isArray(keys)) throw new JqRuntimeError(`a path is a list, not ${shown(keys)}`);
    let value = state.value;
    for (const key of keys) {
      if (value !== null && !isArray(value) && !isObject(value)) {
        throw new JqRuntimeError(`${typeOf(value)} has no ${shown(key)}`);
      }
      value = indexed(value, key);
    }
    if (state.track) checkPath(state, at);
    let found: State = {
      value: state.value,
      track: state.track && { ...state.track, loose: false },
    };
    for (const key of keys) found = stepped(found, key, value, at);
    yield found;
  }
}

function* deletePaths(call: Call): Generator<State> {
  for (const { values, state } of call.combinations()) {
    yield computed(deleteAll(call.state.value, values[0] ?? null), state.track);
  }
}

function* recurse(call: Call, state: State): Generator<State> {
  yield state;
  for (const next of call.run(call.args[0] as Node, state)) yield* recurse(call, next);
}

function* first({ args: [of], state, run }: Call): Generator<State> {
  for (const found of run(of as Node, state)) {
    yield found;
    return;
  }
}

function* last({ args: [of], state, run }: Call): Generator<State> {
  let found: State | undefined;
  for (found of run(of as Node, state));
  if (found) yield computed(found.value, state.track);
}

function* limit(call: Call): Generator<State> {
  const [count, of] = call.args as [Node, Node];
  for (const { value } of call.run(count, { value: call.state.value, track: undefined })) {
    const order = compare(value, 0);
    if (order < 0) throw new JqRuntimeError('a limit is not negative');
    if (order > 0) yield* take(value, call.run(of, call.state));
  }
}

function* take(count: Json, found: Generator<State>): Generator<State> {
  let left = count;
  for (const state of found) {
    if (typeof left !== 'number') throw new JqRuntimeError(`${shown(count)} is no number`);
    left = exact(left - 1);
    yield state;
    if (left <= 0) return;
  }
}

function* isEmpty({ args: [of], state, run }: Call): Generator<State> {
  for (const { track } of run(of as Node, state)) {
    yield computed(false, track);
    return;
  }
  yield computed(true, state.track);
}

const LONGEST_RANGE = 100_000;

function* range(call: Call): Generator<State> {
  for (const { values, state } of call.combinations()) {
    for (const value of values) {
      if (typeof value !== 'number') throw new JqRuntimeError(`${shown(value)} is no number`);
    }
    const [from, to, by] = values as [number, number, number];
    if (by === 0 || (to - from) / by > LONGEST_RANGE)
      throw new JqUnsupported('a long range', call.at);
    for (let at = from; by > 0 ? at < to : at > to; at = exact(at + by)) {
      yield computed(at, state.track);
    }
  }
}
