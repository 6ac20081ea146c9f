import { nearest } from '../core';
import { InputFailure } from './failure';
import { isInt64, isObject, set, type Draft } from './json';

/** The type of a function's input, field by field. */
export type Shape =
  | 'string'
  | 'integer'
  | 'boolean'
  /** An object. */
  | 'object'
  | 'any'
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly fields: Fields };

export type Fields = Readonly<Record<string, Shape>>;

const METADATA: Shape = {
  fields: {
    name: 'string',
    generateName: 'string',
    namespace: 'string',
    selfLink: 'string',
    uid: 'string',
    resourceVersion: 'string',
    generation: 'integer',
    creationTimestamp: 'string',
    deletionTimestamp: 'string',
    deletionGracePeriodSeconds: 'integer',
    labels: { map: 'string' },
    annotations: { map: 'string' },
    ownerReferences: { list: 'any' },
    finalizers: { list: 'string' },
    managedFields: { list: 'any' },
  },
};

/** The fields of an input object, beside those that every object has. */
export function inputShape(fields: Fields): Shape {
  return { fields: { apiVersion: 'string', kind: 'string', metadata: METADATA, ...fields } };
}

/**
 * Reads an input as functions do: an unknown field or a wrong type refuses the whole; null is absent.
 *
 * @throws {Failure} that names the place and, for an unknown field, the one that is probably meant.
 */
export function decodeInput<T>(input: unknown, shape: Shape): T {
  return decode(input ?? {}, shape, '') as T;
}

function decode(value: unknown, shape: Shape, at: string): unknown {
  if (typeof shape === 'string') return decodeScalar(value, shape, at);
  if ('list' in shape) {
    if (!Array.isArray(value)) throw mismatch(value, 'a list', at);
    return value.map((item, i) => decodeElement(item, shape.list, `${at}[${i}]`));
  }
  if (!isObject(value)) throw mismatch(value, 'an object', at);
  const fields = 'fields' in shape ? shape.fields : undefined;
  const decoded: Draft = {};
  for (const [key, item] of Object.entries(value)) {
    const place = at === '' ? key : `${at}.${key}`;
    const type = 'map' in shape ? shape.map : fields?.[key];
    if (type === undefined || (fields && !Object.hasOwn(fields, key))) {
      throw unknownField(key, fields ?? {}, at);
    }
    if (item !== null) set(decoded, key, decode(item, type, place));
    else if ('map' in shape) set(decoded, key, type === 'string' ? '' : null);
  }
  return decoded;
}

/** Null in a list is the empty value of its type. */
function decodeElement(item: unknown, shape: Shape, at: string): unknown {
  if (item !== null) return decode(item, shape, at);
  return shape === 'string' ? '' : typeof shape === 'object' ? decode({}, shape, at) : null;
}

function decodeScalar(value: unknown, type: string, at: string): unknown {
  switch (type) {
    case 'string':
      if (typeof value !== 'string') throw mismatch(value, 'a string', at);
      return value;
    case 'integer':
      if (typeof value !== 'number' || !isInt64(value)) throw mismatch(value, 'an integer', at);
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') throw mismatch(value, 'true or false', at);
      return value;
    case 'object':
      if (!isObject(value)) throw mismatch(value, 'an object', at);
      return value;
    default:
      return value;
  }
}

function mismatch(value: unknown, wanted: string, at: string): InputFailure {
  const text = JSON.stringify(value);
  const shown = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  return new InputFailure(at, `is ${shown}, not ${wanted}`, ' ');
}

function unknownField(key: string, fields: Fields, at: string): InputFailure {
  const meant = nearest(key, Object.keys(fields));
  const hint = meant === undefined ? '' : `, did you mean '${meant}'?`;
  return new InputFailure(at, `has no field '${key}'${hint}`, ' ');
}
