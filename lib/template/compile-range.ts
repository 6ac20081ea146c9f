import type { Compiler, Run } from './compiler';
import type { BranchNode, PipeNode } from './nodes';
import { printValue } from './print';
import type { Signal, State } from './state';
import { elementType, Int, int, isMap, isSlice, sortedKeys } from './values';

/** One round of a loop; `held` tells whether an `interface {}` holds the element. */
interface Round {
  readonly index: unknown;
  readonly element: unknown;
  readonly held: boolean;
}

export function compileRange(node: BranchNode, compiler: Compiler): Run {
  const evaluate = compiler.pipe(node.pipe);
  const body = compiler.list(node.body);
  const otherwise = node.otherwise && compiler.list(node.otherwise);
  const { pipe } = node;
  return (state) => {
    state.node = node;
    const { dot, dotHeld } = state;
    const before = state.names.length;
    const value = evaluate(state);
    const mark = state.names.length;
    let ran = false;
    let signal: Signal = 0;
    for (const round of roundsOf(state, value, pipe)) {
      ran = true;
      bind(state, pipe, mark, round);
      state.dot = round.element;
      state.dotHeld = round.held;
      const ended = body(state);
      state.drop(mark);
      if (ended === 1) break;
    }
    state.dot = dot;
    state.dotHeld = dotHeld;
    if (!ran && otherwise) signal = otherwise(state);
    state.drop(before);
    return signal;
  };
}

function* roundsOf(state: State, value: unknown, { variables }: PipeNode): Generator<Round> {
  if (value === undefined) return;
  if (isSlice(value)) {
    const held = elementType(value) === 'interface {}';
    for (let i = 0; i < value.length; i++) yield { index: int(i), element: value[i] ?? null, held };
  } else if (isMap(value)) {
    const held = elementType(value) === 'interface {}';
    for (const key of sortedKeys(value)) yield { index: key, element: value[key] ?? null, held };
  } else if (value instanceof Int) {
    if (variables.length > 1) {
      state.fail(`can't use ${printValue(value)} to iterate over more than one variable`);
    }
    for (let i = 0n; i < value.value; i++) {
      yield { index: undefined, element: int(i, value.type), held: false };
    }
  } else state.fail(`range can't iterate over ${printValue(value)}`);
}

/** Gives the loop's variables their values: one is the element, of two the first is the index. */
function bind(state: State, pipe: PipeNode, mark: number, round: Round): void {
  const { variables, assigns } = pipe;
  const [first, second] = variables;
  if (first === undefined) return;
  if (assigns) {
    if (second === undefined) state.set(first, round.element, round.held);
    else {
      state.set(first, round.index);
      state.set(second, round.element, round.held);
    }
    return;
  }
  state.values[mark - 1] = round.element;
  state.held[mark - 1] = round.held;
  if (second !== undefined) state.values[mark - 2] = round.index;
}
