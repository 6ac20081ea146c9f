import type { Checked } from './check';
import { partsOf } from './parts';
import type { Expr, Problem } from './syntax';
import { first, same, show, type Type } from './types';

/**
 * Items of lists, keys and values of maps that are not all of one type, also where the checker cannot
 * tell. Arguments of `format` may be.
 */
export function mixedLiterals(e: Expr, checked: Checked): Problem[] {
  if (e.is === 'call' && e.name === 'format') return [];
  const found: Problem[] = [];
  const tell = (parts: readonly Part[]) => {
    const problem = mixed(parts, checked);
    if (problem) found.push(problem);
  };
  if (e.is === 'list') {
    tell(e.items.map((part, i) => ({ part, optional: e.optional.has(i) })));
  } else if (e.is === 'map') {
    tell(e.entries.map(({ key }) => ({ part: key, optional: false })));
    tell(e.entries.map(({ value, optional }) => ({ part: value, optional })));
  }
  return [...found, ...partsOf(e).flatMap((part) => mixedLiterals(part, checked))];
}

interface Part {
  readonly part: Expr;
  readonly optional: boolean;
}

function mixed(parts: readonly Part[], checked: Checked): Problem | undefined {
  const typeOf = ({ part, optional }: Part): Type => {
    const type = checked.typeOf(part);
    return optional ? first(type) : type;
  };
  const [one, ...others] = parts;
  if (!one) return undefined;
  const wanted = typeOf(one);
  const other = others.find((part) => !same(wanted, typeOf(part)));
  if (!other) return undefined;
  const message = `expected type '${show(wanted)}' but found '${show(typeOf(other))}'`;
  return { at: other.part.at, message };
}
