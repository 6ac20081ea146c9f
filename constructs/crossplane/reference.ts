import type { EnvironmentFacts } from './environment-facts';
import type { StructuralSchema } from './structural';
import type { LiteralPattern, Transform } from './transforms';

/** Key of what a reference reads. A symbol, so that fields of any name can sit beside it. */
export const READS: unique symbol = Symbol.for('cdk8s-gitops.crossplane.reads') as never;

/** For the compiler alone. */
declare const TYPE: unique symbol;
declare const ORIGIN: unique symbol;

/** Whose field a reference reads. The words show up in compiler messages, so they say what to do. */
export type FromComposite = 'a field of the composite';
export type FromComposed = 'a field of a composed resource, as it is observed';
export type FromEnvironment = 'a field of the environment';
export type Origin = FromComposite | FromComposed | FromEnvironment;

export type Scalar = string | number | boolean;

/** What a patch reads: one field, or several in a format. */
export type Reading = FieldReading | FormatReading;

interface Conversion {
  readonly transforms: readonly Transform[];
  /** What the author said with `required()` or `optional()`; inferred if absent. */
  readonly policy?: 'Required' | 'Optional';
  /** What the base holds until there is something to read. */
  readonly otherwise?: unknown;
}

export interface FieldReading extends Conversion {
  /** Name of the composed resource; absent for the composite and the environment. */
  readonly resource?: string;
  /** The environment, where the field is one of its. */
  readonly environment?: EnvironmentFacts;
  /** Whether the value has been through a patch to the environment, which makes whole numbers int64. */
  readonly isSettled?: boolean;
  /** Whether the environment may lack the field. */
  readonly isOptional?: boolean;
  readonly path: readonly (string | number)[];
  /** Of the value after the transforms; absent where nobody knows it. */
  readonly schema?: StructuralSchema;
}

export interface FormatReading extends Conversion {
  readonly parts: readonly (string | FieldReading)[];
}

/**
 * A value of type `T` that is known only when the composition runs. Where a base takes a `T`, it
 * takes a `Reference<T>` too. Not a value of this program: it cannot be compared or concatenated.
 */
export interface Reference<out T, out F extends Origin = FromComposite> {
  readonly [READS]: Reading;
  readonly [TYPE]?: T;
  readonly [ORIGIN]?: F;
}

/** A {@link Reference} whose fields are references, as deep as `T` goes. */
export type Ref<T, F extends Origin = FromComposite> = unknown extends T
  ? Reference<T, F>
  : [NonNullable<T>] extends [Scalar]
    ? ScalarRef<NonNullable<T>, F>
    : [Extract<NonNullable<T>, Scalar | readonly unknown[]>] extends [never]
      ? ObjectRef<NonNullable<T>, F>
      : Reference<NonNullable<T>, F>;

type ObjectRef<T, F extends Origin> = string extends keyof T
  ? Reference<T, F>
  : { readonly [K in keyof T]-?: Ref<T[K], F> } & Reference<T, F>;

/** A reference to a string, number or boolean; only these carry methods. */
export type ScalarRef<T extends Scalar, F extends Origin> = Reference<T, F> &
  ScalarMethods<T, F> &
  ([T] extends [string] ? StringMethods<F> : unknown) &
  ([T] extends [number] ? NumberMethods<F> : unknown) &
  ([T] extends [boolean] ? BooleanMethods<F> : unknown);

/** The cases of `T`, each with its value: none may be missing, and no other named. */
type Cases<T extends Scalar> = string extends T
  ? UseMatchForOpenSets
  : number extends T
    ? UseMatchForOpenSets
    : { readonly [K in `${T}`]: unknown };

/** `map` is for closed sets: literals and `stringEnum`. */
interface UseMatchForOpenSets {
  readonly useMatch: never;
}

export interface ScalarMethods<T extends Scalar, F extends Origin> {
  /** Another value for each case. Exhaustive, so that the map transform cannot fail. */
  map<const M extends Cases<T>>(
    cases: M & { readonly [K in Exclude<keyof M, `${T}`>]: never },
  ): Ref<Widened<M[keyof M]>, F>;
  /** As text: `50`, `true`. */
  asString(): Ref<string, F>;
  /** As JSON: `"a"`, `50`. */
  toJson(): Ref<string, F>;
}

type Widened<V> = V extends readonly (infer E)[] ? readonly E[] : V;

export interface StringMethods<F extends Origin> {
  toUpper(): Ref<string, F>;
  toLower(): Ref<string, F>;
  trimPrefix(prefix: string): Ref<string, F>;
  trimSuffix(suffix: string): Ref<string, F>;
  /** Every occurrence, literally. */
  replace(search: string, replacement: string): Ref<string, F>;
  /** What `pattern` (RE2, anywhere in the text) or its group captures. No match stops the pipeline. */
  capture(pattern: string, group?: number): Ref<string, F>;
  /**
   * The value of the first pattern found (RE2, unanchored unless it says `^…$`), else `otherwise`.
   */
  match<const V>(
    patterns: readonly (readonly [pattern: string | LiteralPattern, value: V])[],
    otherwise: V,
  ): Ref<V, F>;
  /** The same, with the text itself where no pattern is found. */
  match<const V>(
    patterns: readonly (readonly [pattern: string | LiteralPattern, value: V])[],
  ): Ref<V | string, F>;
  toBase64(): Ref<string, F>;
  /** Text that is no base64 stops the pipeline. */
  fromBase64(): Ref<string, F>;
  /** Lower-case hex digits, as those of the other hashes. */
  toSha1(): Ref<string, F>;
  toSha256(): Ref<string, F>;
  toSha512(): Ref<string, F>;
  /** In decimal digits. */
  toAdler32(): Ref<string, F>;
  /** Reads `12`; other text stops the pipeline. */
  asInteger(): Ref<number, F>;
  /** Reads `true`, `T`, `1`, `false`, `F`, `0`; other text stops the pipeline. */
  asBoolean(): Ref<boolean, F>;
  /** Reads a quantity: `500m` is 0.5, `1Gi` is 1073741824; other text stops the pipeline. */
  asQuantity(): Ref<number, F>;
  /** Reads a JSON object; other text stops the pipeline. */
  asObject<T extends object>(): Reference<T, F>;
  /** Reads `12` or `1e3`; other text stops the pipeline. */
  asNumber(): Ref<number, F>;
}

export interface NumberMethods<F extends Origin> {
  /**
   * Takes a number for a whole one, as a provider's port is, so that formats of several fields can
   * print it. A fraction would be rounded away there.
   */
  whole(): Ref<number, F>;
  /**
   * As Go prints it: `'%05d'`, `'%x'` of its whole part, `'%.2f'`. One verb; the number is made what
   * the verb takes.
   */
  printf(fmt: string): Ref<string, F>;
  /** Its whole part. */
  asInteger(): Ref<number, F>;
  /** Whether it is 1. */
  asBoolean(): Ref<boolean, F>;
  /** By a whole number. */
  multiply(factor: number): Ref<number, F>;
  /** The value, but at least this whole number. */
  atLeast(bound: number): Ref<number, F>;
  /** The value, but at most this whole number. */
  atMost(bound: number): Ref<number, F>;
}

export interface BooleanMethods<F extends Origin> {
  /** 1 or 0. */
  asInteger(): Ref<number, F>;
}

/** `T` with a reference allowed for each of its values, at any depth. */
export type Composable<T> = unknown extends T
  ? unknown
  : [NonNullable<T>] extends [Scalar]
    ? T | Reference<NonNullable<T>, Origin>
    : ComposableParts<T>;

type ComposableParts<T> = T extends readonly (infer E)[]
  ? readonly Composable<E>[] | Reference<T, Origin>
  : T extends object
    ? { [K in keyof T]: Composable<T[K]> } | Reference<T, Origin>
    : T;

/** Whether `value` is a reference, of this or another copy of the package. */
export function isReference(value: unknown): value is Reference<unknown, Origin> {
  return typeof value === 'object' && value !== null && READS in value;
}
