import type { FastParam } from './fast-types';
import type { BooleanParam, Choice, MaybeParam, NumberParam, Param } from './params';

type Leaf =
  | string
  | number
  | boolean
  | null
  | undefined
  | Param
  | MaybeParam
  | BooleanParam
  | NumberParam
  | Choice
  | FastParam;

/**
 * `unknown`, or the shape that `R` would have to be where it has a field that `S` has not: TypeScript
 * does not look for such fields in what a function returns. Write `R & Exact<S, R>`.
 */
export type Exact<S, R> = unknown extends S
  ? unknown
  : R extends Leaf
    ? unknown
    : R extends readonly unknown[]
      ? { readonly [I in keyof R]: Exact<Item<S>, R[I]> }
      : {
          readonly [K in keyof R]: K extends symbol
            ? unknown
            : K extends Field<S>
              ? Exact<At<S, K>, R[K]>
              : NoSuchField<K>;
        };

/**
 * What an unknown field would have to be; no value is, and the name shows in the error. An object
 * type: with a literal, TypeScript would reduce the whole object to `never` and name another field.
 */
export interface NoSuchField<Name> {
  readonly '(no such field)': Name;
}

type Item<S> = S extends readonly (infer E)[] ? E : never;

type Field<S> = S extends Leaf | readonly unknown[] ? never : keyof S;

type At<S, K> = S extends Leaf | readonly unknown[] ? never : K extends keyof S ? S[K] : never;

/**
 * `T` with a parameter allowed wherever it has text. Numbers and booleans stay: Argo CD templates
 * text only.
 */
export type Templated<T> = unknown extends T
  ? T
  : T extends string
    ? T | Param | FastParam
    : T extends number | boolean | null | undefined
      ? T
      : T extends readonly (infer E)[]
        ? readonly Templated<E>[]
        : { readonly [K in keyof T]: Templated<T[K]> };

/**
 * One of the fields of `T`, and none of the others: several would be taken in an order that nobody
 * wrote.
 */
export type OneOf<T> = {
  readonly [K in keyof T]: { readonly [P in K]: T[P] } & {
    readonly [P in Exclude<keyof T, K>]?: undefined;
  };
}[keyof T];

/** `T` with text where it has text of any kind: a matrix fills it in. Closed sets of words stay. */
export type Texts<T> = T extends string
  ? string extends T
    ? T | Param
    : T
  : T extends number | boolean | null | undefined
    ? T
    : T extends readonly (infer E)[]
      ? readonly Texts<E>[]
      : { readonly [K in keyof T]: Texts<T[K]> };
