import { childrenOf } from '../children';
import { ExpansionFailure } from '../failure';
import type { ChildGenerator, Generator } from '../generator';
import { combineStrings, overlay, type Params } from '../params';
import { wrap } from '../wrap';

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
    const rows = wrap('error failed to get params for first generator in matrix generator', () =>
      context.child(first.entry, first.pointer).generate(null),
    );
    const combine = context.renderer.options.goTemplate
      ? (a: Params, b: Params) => overlay(b, a)
      : (a: Params, b: Params) =>
          wrap('failed to combine string maps with merging params for the matrix generator', () =>
            combineStrings(a, b),
          );
    let inner: ChildGenerator | undefined;
    let columns: readonly Params[] | undefined;
    return rows.flatMap((row) => {
      if (!columns || !inner?.constant) {
        columns = wrap('failed to get params for second generator in the matrix generator', () => {
          inner ??= context.child(second.entry, second.pointer);
          return inner.generate(row);
        });
      }
      return columns.map((column) => combine(row, column));
    });
  },
};
