import type { MaybeParam, Param } from './params';

type Leaf = string | number | boolean | null | undefined | Param | MaybeParam;

/**
 * `unknown`, or the shape that `R` would have to be where it has a field that `S` has not: TypeScript
 * does not look for such fields in what a function returns. Write `R & Exact<S, R>`.
 */
export type Exact<S, R> = unknown extends S
  ? unknown
  : R extends Leaf
    ? unknown
    : R extends readonly (infer E)[]
      ? readonly Exact<Item<S>, E>[]
      : {
          readonly [K in keyof R]: K extends symbol
            ? unknown
            : K extends Field<S>
              ? Exact<At<S, K>, R[K]>
              : Unknown<K>;
        };

/** What an unknown field would have to be: no value is, and the message shows in the error. */
type Unknown<K> = K extends string ? `there is no field ${K} here` : never;

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
    ? T | Param
    : T extends number | boolean | null | undefined
      ? T
      : T extends readonly (infer E)[]
        ? readonly Templated<E>[]
        : { readonly [K in keyof T]: Templated<T[K]> };
