import type { Expr } from './syntax';
import type { Value } from './values';

/** Values of the names in reach, by slot. */
export type Frame = Value[];

export type Run = (frame: Frame) => Value;

/** Compiles a part of an expression, given the names in reach there, each in its slot. */
export type Compile = (e: Expr, names: readonly string[]) => Run;
