import type {
  OptionalKind,
  Static,
  TArray,
  TIntersect,
  TObject,
  TProperties,
  TRecord,
  TSchema,
} from '@sinclair/typebox';
import type { HasDefault } from './type';

/**
 * What the author of an XR writes for schema `S`: as its static type, but fields with a default, and
 * objects that consist of such fields, may be left out.
 */
export type Authored<S> =
  S extends TObject<infer P>
    ? { readonly [K in Exclude<keyof P, OmittableKeys<P>>]: Authored<P[K]> } & {
        readonly [K in OmittableKeys<P>]?: Authored<P[K]>;
      }
    : S extends TArray<infer I>
      ? readonly Authored<I>[]
      : S extends TRecord<TSchema, infer V>
        ? { readonly [key in string & keyof Static<S>]: Authored<V> }
        : S extends TIntersect<infer M>
          ? AuthoredAll<M>
          : S extends TSchema
            ? Immutable<Static<S>>
            : never;

type AuthoredAll<M extends readonly TSchema[]> = M extends readonly [
  infer First,
  ...infer Rest extends readonly TSchema[],
]
  ? Authored<First> & AuthoredAll<Rest>
  : unknown;

/** `T` with everything in it read-only, as references and generated classes have it. */
export type Immutable<T> = T extends readonly (infer E)[]
  ? readonly Immutable<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Immutable<T[K]> }
    : T;

type OmittableKeys<P extends TProperties> = {
  [K in keyof P]: P[K] extends { readonly [OptionalKind]: 'Optional' }
    ? K
    : IsDefaulted<P[K]> extends true
      ? K
      : never;
}[keyof P];

type IsDefaulted<S> = S extends HasDefault
  ? true
  : S extends TObject<infer P>
    ? [Exclude<keyof P, OmittableKeys<P>>] extends [never]
      ? HasDefaultInside<P>
      : false
    : false;

type HasDefaultInside<P extends TProperties> = true extends {
  [K in keyof P]: IsDefaulted<P[K]>;
}[keyof P]
  ? true
  : false;
