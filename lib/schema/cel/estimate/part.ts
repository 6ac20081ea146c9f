import type { Expr } from '../syntax';
import type { Type } from '../types';
import { either, type Size } from './amounts';
import type { Path } from './path';

/** A part of an expression, as far as it is estimated. */
export interface Part {
  readonly expr: Expr;
  readonly type: Type;
  /** Where in the schema the value is; `undefined` for one that is made. */
  readonly path: Path | undefined;
  readonly size: Size | undefined;
}

/** How large what a list or a map holds is. */
export interface Entries {
  readonly isList: boolean;
  readonly keys: Size;
  readonly values: Size;
}

/** What it costs to make one, whatever is in it. */
export const NEW_LIST = 10n;
export const NEW_MAP = 30n;
export const NEW_MESSAGE = 40n;

/** Of a value that is one of two; `undefined` where one of them is unknown. */
export function eitherEntries(a: Entries | undefined, b: Entries | undefined): Entries | undefined {
  if (!a || !b) return undefined;
  return { isList: a.isList, keys: either(a.keys, b.keys), values: either(a.values, b.values) };
}
