import type { ListOf } from './lists';
import type { MaybeParam, Param } from './param';
import type { Get, NamedKey, NoParam, Panics } from './types';

/**
 * The parameters of sets `A`, some of them overlaid with one of `B`, key by key and in depth: what
 * only `B` has is optional, what both have may be either's.
 */
export type Overlaid<A, B> = {
  readonly [K in (NamedKey<A> | NamedKey<B>) & string]: K extends NamedKey<A>
    ? K extends NamedKey<B>
      ? Either<Get<A, K>, Get<B, K>>
      : Get<A, K>
    : Optionally<Get<B, K>>;
} & Rest<A | B>;

/**
 * The parameters of a set `A` together with one of `B`, key by key and in depth: where both have one
 * it is `A`'s, and `B`'s where `A` lacks it.
 */
export type Crossed<A, B> = {
  readonly [K in (NamedKey<A> | NamedKey<B>) & string]: K extends keyof A
    ? K extends keyof B
      ? First<Get<A, K>, Get<B, K>>
      : Get<A, K>
    : Get<B, K>;
} & Rest<A | B>;

type First<V, W> = [V] extends [Param | ListOf<unknown> | NoParam<string>]
  ? V
  : [V] extends [MaybeParam<infer X>]
    ? [W] extends [Param<infer Y>]
      ? Param<X | Y>
      : V
    : [W] extends [Param | MaybeParam | ListOf<unknown> | NoParam<string>]
      ? V
      : Panics<W, V> extends true
        ? Panic
        : Crossed<V, W>;

/** What stands under any other key, where one of them allows any. */
type Rest<T> = true extends (T extends unknown ? (string extends keyof T ? true : false) : never)
  ? { readonly [key: string]: MaybeParam }
  : unknown;

type Either<V, W> = [V] extends [Param<infer X>]
  ? [W] extends [Param<infer Y> | MaybeParam<infer Y>]
    ? Param<X | Y>
    : Mixed
  : [V] extends [MaybeParam<infer X>]
    ? [W] extends [Param<infer Y> | MaybeParam<infer Y>]
      ? MaybeParam<X | Y>
      : Mixed
    : [W] extends [Param | MaybeParam]
      ? Mixed
      : [V] extends [ListOf<unknown>]
        ? [W] extends [ListOf<unknown>]
          ? V | W
          : Mixed
        : [W] extends [ListOf<unknown>]
          ? Mixed
          : Panics<V, W> extends true
            ? Panic
            : Overlaid<V, W>;

type Panic = NoParam<'Argo CD panics when it merges these two'>;

type Mixed = NoParam<'text in some sets and an object in others'>;

/** What some sets lack. */
export type Optionally<V> = [V] extends [Param<infer X> | MaybeParam<infer X>]
  ? MaybeParam<X>
  : [V] extends [ListOf<unknown>]
    ? NoParam<'a list that some sets lack'>
    : { readonly [K in NamedKey<V> & string]: Optionally<Get<V, K>> } & Rest<V>;
