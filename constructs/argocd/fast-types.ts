import type { Elements, ListOf, MaybeParam, NoParam, Param } from './params';

/**
 * A parameter of an ApplicationSet with `goTemplate: false`: it stands in text, and no function takes
 * it.
 */
export interface FastParam<V extends string = string> {
  /** For types only. */
  readonly '(without goTemplate)': V;
  /** `{{name}}`, once it is written. */
  toString(): string;
}

/** Parameters as they are without `goTemplate`: flat, of text alone, each in every set. */
export type FastParams<P> = {
  readonly [K in keyof P as K extends symbol ? never : K]: FastOf<P[K]>;
};

type FastOf<V> = [V] extends [Param<infer X>]
  ? string extends X
    ? FastParam<X>
    : `${number}` extends X
      ? NoParam<'without goTemplate a number is printed as 1e+06: write text'>
      : FastParam<X>
  : [V] extends [MaybeParam]
    ? NoParam<'without goTemplate nothing gives a default'>
    : [V] extends [NoParam<string> | Elements<unknown>]
      ? V
      : [V] extends [ListOf<unknown>]
        ? { readonly [K in keyof V as K extends `${number}` ? K : never]: FastOf<V[K]> }
        : FastParams<V>;

/** What a template without `goTemplate` may not hold: results of functions. */
export type WithoutFunctions<R> = R extends Param
  ? NoParam<'without goTemplate there are no functions'>
  : R extends string | number | boolean | null | undefined | FastParam
    ? unknown
    : { readonly [K in keyof R]: K extends symbol ? unknown : WithoutFunctions<R[K]> };
