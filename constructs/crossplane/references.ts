import { nearest } from '../../lib/core';
import { CompositionError } from './errors';
import { formatFieldPath } from './field-path';
import {
  READS,
  type Composable,
  type FieldReading,
  type Origin,
  type Reading,
  type Ref,
  type Reference,
} from './reference';
import type { StructuralSchema } from './structural';
import { METHODS } from './transforms';

type Element<T> = T extends readonly (infer E)[] ? E : never;
type Value<T> = string extends keyof T ? T[keyof T] : never;

/** A reference that reads `reading`. Fields that its schema does not have throw. */
export function referTo(reading: Reading): Reference<unknown, Origin> {
  return new Proxy(
    {},
    { get: (_, key) => property(reading, key), has: (_, key) => key === READS },
  ) as never;
}

/** An element of a list (`at(ref, 0)`) or the value of a key of a map (`at(ref, 'team')`). */
export function at<T extends readonly unknown[], F extends Origin>(
  reference: Reference<T, F>,
  index: number,
): Ref<Element<T>, F>;
export function at<T extends object, F extends Origin>(
  reference: Reference<T, F>,
  key: string & (string extends keyof T ? unknown : never),
): Ref<Value<T>, F>;
export function at(reference: Reference<unknown, Origin>, key: string | number): unknown {
  const reading = fieldReading(reference, 'at()');
  if (typeof key === 'number' && !(Number.isInteger(key) && key >= 0 && key <= MAX_INDEX)) {
    throw new CompositionError(
      'COMPOSITION_INVALID',
      `${describe(reading)} cannot be read at index ${key}`,
      `write a whole number from 0 to ${MAX_INDEX}`,
    );
  }
  return referTo(child(reading, key));
}

/** Withholds the resource until this field exists, even where the field it fills may be absent. */
export function required<R extends Reference<unknown, Origin>>(reference: R): R {
  return referTo({ ...reference[READS], policy: 'Required' }) as R;
}

/**
 * Leaves out the field that this fills as long as there is nothing to read.
 *
 * @param otherwise What the field holds until then; it may have references in it. Default: nothing.
 */
export function optional<T, F extends Origin, R extends Reference<T, F>>(
  reference: R & Reference<T, F>,
  otherwise?: Composable<T>,
): R {
  const given = otherwise !== undefined && { otherwise };
  return referTo({ ...reference[READS], policy: 'Optional', ...given }) as R;
}

/** What a reference reads, which must be one field. */
export function fieldReading(reference: Reference<unknown, Origin>, use: string): FieldReading {
  const reading = reference[READS];
  if ('path' in reading) return reading;
  throw new CompositionError(
    'COMPOSITION_REFERENCE_MISUSED',
    `${use} was given a format`,
    'give it a field of the composite or of a composed resource',
  );
}

/** `spec.region`, or `status.atProvider.arn of composed resource 'bucket'`. */
export function describe(reading: Reading): string {
  if (!('path' in reading)) return 'a format';
  const path = formatFieldPath(reading.path);
  if (reading.environment) return `${path === '' ? 'all' : path} of the environment`;
  return reading.resource === undefined
    ? path
    : `${path} of composed resource '${reading.resource}'`;
}

/** crossplane-runtime refuses to set an element beyond this one. */
const MAX_INDEX = 1024;

const TEXT: StructuralSchema = { type: 'string' };

function property(reading: Reading, key: string | symbol): unknown {
  if (key === READS) return reading;
  if (key === Symbol.toPrimitive || key === 'toString' || key === 'toJSON' || key === 'valueOf')
    return () => refuse(reading);
  if (typeof key === 'symbol') return undefined;
  const schema: StructuralSchema | undefined = 'path' in reading ? reading.schema : TEXT;
  if (isScalar(schema)) return method(reading, schema, key);
  if (!('path' in reading)) return undefined;
  if (!schema && Object.hasOwn(METHODS, key)) return method(reading, schema, key);
  // A promise is recognised by its `then`: awaiting or returning a reference must not throw.
  if (key === 'then' && !schema?.properties?.['then']) return undefined;
  return referTo(child(reading, key));
}

function isScalar(schema: StructuralSchema | undefined): boolean {
  const intOrString = schema?.['x-kubernetes-int-or-string'] === true;
  return intOrString || ['string', 'integer', 'number', 'boolean'].includes(schema?.type ?? '');
}

function method(reading: Reading, schema: StructuralSchema | undefined, name: string): unknown {
  const apply = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (!apply) return undefined;
  return (...args: never[]) => {
    const { transforms, schema: result } = apply(schema, ...args);
    const all = [...reading.transforms, ...transforms];
    return referTo({ ...reading, transforms: all, schema: result } as Reading);
  };
}

function child(reading: FieldReading, key: string | number): FieldReading {
  if (reading.transforms.length > 0) throw transformed(reading, key);
  const path = [...reading.path, key];
  const schema = childSchema(reading, key);
  const { environment, isOptional = false } = reading;
  const mayLack = !reading.schema?.required?.includes(String(key)) && schema?.default === undefined;
  return { ...reading, path, schema, ...(environment && { isOptional: isOptional || mayLack }) };
}

function childSchema(reading: FieldReading, key: string | number): StructuralSchema | undefined {
  const { schema } = reading;
  if (!schema || schema['x-kubernetes-preserve-unknown-fields']) return undefined;
  const known =
    typeof key === 'number'
      ? schema.items
      : (schema.properties?.[key] ?? schema.additionalProperties);
  // A provider newer than our facts may report more; the composite's own schema is complete.
  if (known || reading.resource !== undefined) return known;
  throw new CompositionError(
    'COMPOSITION_FIELD_UNKNOWN',
    `${describe(reading)} has no field '${key}'`,
    repairFor(
      String(key),
      schema,
      reading.environment
        ? 'add it to the schema of the environment'
        : 'add it to the schema of the composite resource',
    ),
  );
}

/** The nearest field as an order, else `otherwise`. */
export function repairFor(key: string, schema: StructuralSchema, otherwise: string): string {
  const meant = nearest(key, Object.keys(schema.properties ?? {}));
  return meant === undefined ? otherwise : `write '${meant}'`;
}

function transformed(reading: FieldReading, key: string | number): CompositionError {
  return new CompositionError(
    'COMPOSITION_REFERENCE_MISUSED',
    `'${key}' of ${describe(reading)} is read after a transform, and a patch reads before it`,
    'read the whole value',
  );
}

function refuse(reading: Reading): never {
  throw new CompositionError(
    'COMPOSITION_REFERENCE_MISUSED',
    `${describe(reading)} is known only when the composition runs, and was used as text here`,
    'use format`…` around it',
  );
}
