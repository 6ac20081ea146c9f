import {
  Type as TypeBox,
  type ArrayOptions,
  type IntegerOptions,
  type JavaScriptTypeBuilder,
  type NumberOptions,
  type ObjectOptions,
  type SchemaOptions,
  type StringOptions,
  type TArray,
  type TBoolean,
  type TInteger,
  type TLiteral,
  type TLiteralValue,
  type TNumber,
  type TObject,
  type TProperties,
  type TRecordOrObject,
  type TSchema,
  type TString,
  type TUnsafe,
  type Union,
} from '@sinclair/typebox';

declare const DEFAULTED: unique symbol;

/** Marks, for the compiler alone, a schema with a `default`: authors may leave the field out. */
export interface HasDefault {
  readonly [DEFAULTED]: true;
}

type Defaulting<S, O> = O extends { readonly default: NonNullable<unknown> } ? S & HasDefault : S;

type Retyped =
  'Array' | 'Boolean' | 'Integer' | 'Literal' | 'Number' | 'Object' | 'Record' | 'String' | 'Union';

/** TypeBox's builder whose types remember that a `default` was given; the schemas are TypeBox's own. */
export interface TypeBuilder extends Omit<JavaScriptTypeBuilder, Retyped> {
  Array<T extends TSchema, O extends ArrayOptions = object>(
    items: T,
    options?: O,
  ): Defaulting<TArray<T>, O>;
  Boolean<O extends SchemaOptions = object>(options?: O): Defaulting<TBoolean, O>;
  Integer<O extends IntegerOptions = object>(options?: O): Defaulting<TInteger, O>;
  Literal<T extends TLiteralValue, O extends SchemaOptions = object>(
    value: T,
    options?: O,
  ): Defaulting<TLiteral<T>, O>;
  Number<O extends NumberOptions = object>(options?: O): Defaulting<TNumber, O>;
  Object<T extends TProperties, O extends ObjectOptions = object>(
    properties: T,
    options?: O,
  ): Defaulting<TObject<T>, O>;
  Record<K extends TSchema, V extends TSchema, O extends ObjectOptions = object>(
    key: K,
    value: V,
    options?: O,
  ): Defaulting<TRecordOrObject<K, V>, O>;
  String<O extends StringOptions = object>(options?: O): Defaulting<TString, O>;
  Union<T extends TSchema[], O extends SchemaOptions = object>(
    types: [...T],
    options?: O,
  ): Defaulting<Union<T>, O>;
}

/**
 * Builds the schemas of a composite resource. A field with a `default` is optional for who writes
 * the XR and always there for `compose`.
 */
export const Type = TypeBox as unknown as TypeBuilder;

/**
 * A string out of a closed set: `stringEnum(['small', 'large'], { default: 'small' })`.
 * References to it can be turned into other values with `map`, and no case can be forgotten.
 */
export function stringEnum<const V extends readonly string[], O extends SchemaOptions = object>(
  values: V,
  options?: O,
): Defaulting<TUnsafe<V[number]>, O> {
  const schema = TypeBox.Unsafe<V[number]>({ ...options, type: 'string', enum: [...values] });
  return schema as Defaulting<TUnsafe<V[number]>, O>;
}
