import type { ListOf } from './lists';
import type { MaybeParam, Param } from './param';

type Scalar = string | number | boolean;

/** Every key of any member of a union. */
type AnyKey<T> = T extends unknown ? keyof T & string : never;

/** What the members of a union have under `K`; `undefined` included where one lacks it. */
type AnyValue<T, K> = T extends unknown ? (K extends keyof T ? T[K] : undefined) : never;

/**
 * The parameters of sets of type `T`: text for every string, number and boolean, an object for every
 * object. What a set may lack is a {@link MaybeParam}. `T` may be a union of sets.
 */
export type Params<T extends object> = {
  readonly [K in AnyKey<T>]: ParamOf<AnyValue<T, K>>;
};

type ParamOf<V> =
  Extract<V, null | undefined> extends never
    ? [V] extends [Scalar]
      ? Param<`${V}`>
      : [V] extends [Param<infer X>]
        ? Param<X>
        : Branch<V>
    : MaybeOf<NonNullable<V>>;

type Branch<V> = [V] extends [readonly (infer E)[]]
  ? [E] extends [object]
    ? Elements<E>
    : NoParam<'a list is no text'>
  : [V] extends [object]
    ? Params<V>
    : NoParam<'text in some sets and an object in others'>;

type MaybeOf<V> = [V] extends [Scalar]
  ? MaybeParam<`${V}`>
  : [V] extends [readonly unknown[]]
    ? NoParam<'a list is no text'>
    : [V] extends [object]
      ? { readonly [K in AnyKey<V>]: MaybeOf<NonNullable<AnyValue<V, K>>> }
      : NoParam<'text in some sets and an object in others'>;

/** A value that no text can be made of, with the reason. */
export interface NoParam<Reason extends string> {
  readonly '(no parameter)': Reason;
}

/** A list of objects in content, of which `elementsYaml` makes sets; it is no text. */
export interface Elements<E> extends NoParam<'a list is no text'> {
  /** For types only. */
  readonly '(elements)': E;
}

declare const TEXTS: unique symbol;

/** Marks what Argo CD holds as a map of texts alone; for types only. */
export interface TextMap {
  readonly [TEXTS]?: true;
}

/** Whether `V` is such a map, and `W`, which is merged into it, is none: Argo CD panics then. */
export type Panics<V, W> = typeof TEXTS extends keyof V
  ? [keyof W] extends [never]
    ? false
    : typeof TEXTS extends keyof W
      ? false
      : true
  : false;

/** Keys that are spelt out, without those of an index signature. */
export type NamedKey<T> = keyof {
  [K in keyof T as string extends K ? never : number extends K ? never : K]: unknown;
};

type Named<T> = { readonly [K in keyof T as K extends NamedKey<T> ? K : never]: T[K] };

/** What every member of a union of parameter sets has, optional where it is in one of them. */
export type Common<U> = {
  readonly [K in SharedKey<U> & string]: Join<U extends unknown ? Get<U, K> : never>;
} & ([U] extends [Record<string, MaybeParam>] ? { readonly [key: string]: MaybeParam } : unknown);

export type Get<T, K> = K extends keyof Named<T> ? Named<T>[K] : K extends keyof T ? T[K] : never;

/** Named in some member, and present in all, be it by an index signature. */
type SharedKey<U> = Extract<U extends unknown ? NamedKey<U> : never, keyof U>;

type Join<V> = [V] extends [Param<infer A>]
  ? Param<A>
  : [V] extends [Param<infer A> | MaybeParam<infer B>]
    ? MaybeParam<A | B>
    : [V] extends [ListOf<unknown>]
      ? V
      : Common<V>;
