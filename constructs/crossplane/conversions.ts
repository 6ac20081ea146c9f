import type { Static, TSchema } from '@sinclair/typebox';
import type { Immutable } from './author';
import { CompositionError } from './errors';
import type { Origin, Ref, Reference } from './reference';
import { fieldReading, referTo } from './references';
import type { StructuralSchema } from './structural';
import { toStructural } from './to-structural';
import { convert, LiteralPattern, type Transform } from './transforms';

/** A text that `match` compares as it is: `match([[exactly('eu-west-1'), 'Ireland']], 'elsewhere')`. */
export function exactly(text: string): LiteralPattern {
  return new LiteralPattern(text);
}

/**
 * A list of texts as one: `joinList(xr.spec.subnets, ',')`.
 *
 * The function cuts one byte at the end, whatever the separator; the rest of a longer one is trimmed.
 *
 * @param separator ASCII.
 */
export function joinList<F extends Origin>(
  list: Reference<readonly string[], F>,
  separator: string,
): Ref<string, F> {
  if (!/^[\x20-\x7e\t\n]*$/.test(separator)) {
    throw new CompositionError(
      'COMPOSITION_INVALID',
      `'${separator}' cannot join a list: the function cuts its last byte`,
      'write an ASCII separator',
    );
  }
  const rest = separator.slice(0, -1);
  const trim: Transform = { type: 'string', string: { type: 'TrimSuffix', trim: rest } };
  return converted(list, 'joinList()', { type: 'string' }, [
    { type: 'string', string: { type: 'Join', join: { separator } } },
    ...(rest === '' ? [] : [trim]),
  ]) as never;
}

/** An object, a list or a scalar as JSON, its keys in order: `toJson(xr.spec.tags)`. */
export function toJson<F extends Origin>(value: Reference<unknown, F>): Ref<string, F> {
  return converted(value, 'toJson()', { type: 'string' }, convert('ToJson').transforms) as never;
}

/**
 * What a JSON text holds: `parseJson(xr.spec.rules, Type.Array(Type.String()))`. Other text stops the
 * pipeline; nobody checks it against the schema, which is for the compiler.
 *
 * @param schema of an object or a list.
 */
export function parseJson<S extends TSchema, F extends Origin>(
  text: Reference<string, F>,
  schema: S,
): Reference<Immutable<Static<S>>, F> {
  const structural = toStructural(schema, 'parseJson()');
  const { type: toType } = structural;
  if (toType !== 'object' && toType !== 'array') {
    throw new CompositionError(
      'COMPOSITION_INVALID',
      `parseJson() was given a schema of ${String(toType)}; the function reads objects and lists`,
      'write Type.Object(…), Type.Record(…) or Type.Array(…)',
    );
  }
  const transform: Transform = { type: 'convert', convert: { toType, format: 'json' } };
  return converted(text, 'parseJson()', structural, [transform]) as never;
}

function converted(
  reference: Reference<unknown, Origin>,
  use: string,
  schema: StructuralSchema,
  transforms: readonly Transform[],
): Reference<unknown, Origin> {
  const reading = fieldReading(reference, use);
  return referTo({ ...reading, schema, transforms: [...reading.transforms, ...transforms] });
}
