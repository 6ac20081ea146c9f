import type { Pointer } from '../../core';
import { ExpansionFailure } from '../failure';
import type { Generator, GeneratorEntry } from '../generator';
import { combineStrings, overlay, type Params } from '../params';

/** Every pair of a set of the first child and one of the second, row by row; the first wins. */
export const matrix: Generator = {
  key: 'matrix',

  generate(spec, context, pointer) {
    const children = childrenOf(spec, pointer);
    const [first, second] = children;
    if (!first || !second || children.length > 2) {
      const found = children.length > 2 ? 'more' : 'less';
      throw new ExpansionFailure(`found ${found} than two generators, Matrix support only two`, {
        hint: 'give the matrix exactly two generators, nest another matrix for a third',
        pointer,
      });
    }
    const inner = context.child(second.entry, second.pointer);
    const rows = wrap('error failed to get params for first generator in matrix generator', () =>
      context.child(first.entry, first.pointer).generate(null),
    );
    const combine = context.renderer.options.goTemplate
      ? (a: Params, b: Params) => overlay(b, a)
      : combineStrings;
    let columns: readonly Params[] | undefined;
    return rows.flatMap((row) => {
      if (!columns || !inner.constant) {
        columns = wrap('failed to get params for second generator in the matrix generator', () =>
          inner.generate(row),
        );
      }
      return columns.map((column) =>
        wrap('failed to combine string maps with merging params for the matrix generator', () =>
          combine(row, column),
        ),
      );
    });
  },
};

/** The items of a combining generator's `generators`. */
export function childrenOf(
  spec: Readonly<Record<string, unknown>>,
  pointer: Pointer,
): { readonly entry: GeneratorEntry; readonly pointer: Pointer }[] {
  const entries = Array.isArray(spec.generators) ? (spec.generators as GeneratorEntry[]) : [];
  return entries.map((entry, i) => ({ entry, pointer: `${pointer}/generators/${i}` }));
}

/** Runs `work`; a failure's message gets `prefix` in front. */
export function wrap<T>(prefix: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ExpansionFailure ? error.within(prefix) : error;
  }
}
