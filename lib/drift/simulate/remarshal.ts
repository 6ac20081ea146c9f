import { builtInType, typeFacts, type Field, type Shape } from './built-in';
import { canonicalQuantity } from '../quantities';
import { fieldOf, isList, isMap, type Json, type JsonMap } from './value';

/** The object does not fit its Go struct: Argo CD then leaves it as it is. */
class Misfit extends Error {}

/**
 * The object as its Go struct prints it: zero values that may be left out are, quantities are in
 * their canonical form. Custom resources, and objects with a field that the struct does not have,
 * stay as they are.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/gitops-engine/pkg/diff/diff.go
 */
export function remarshal(object: JsonMap): JsonMap {
  const type = builtInType(text(object, 'apiVersion'), text(object, 'kind'));
  if (type === undefined) return object;
  try {
    return struct(object, type);
  } catch (error) {
    if (error instanceof Misfit) return object;
    throw error;
  }
}

/**
 * A value as its Go struct prints it; `undefined` where Go cannot read it.
 *
 * @param keepUnknown whether fields that the struct does not have stay.
 */
export function remarshalAs(
  value: JsonMap,
  type: string,
  keepUnknown: boolean,
): JsonMap | undefined {
  try {
    return struct(value, type, true, keepUnknown);
  } catch (error) {
    if (error instanceof Misfit) return undefined;
    throw error;
  }
}

function struct(object: JsonMap, type: string, lenient = false, keepUnknown = lenient): JsonMap {
  const facts = typeFacts(type);
  const fields = Object.entries(object).flatMap(([key, value]): [string, Json][] => {
    const field = facts.get(key);
    if (!field) {
      if (!lenient) throw new Misfit(key);
      return keepUnknown ? [[key, value]] : [];
    }
    const printed = fieldValue(value, field, lenient, keepUnknown);
    return field.omitEmpty && isEmpty(printed, field) ? [] : [[key, printed]];
  });
  return Object.fromEntries(fields);
}

function isEmpty(value: Json, { pointer, shape }: Field): boolean {
  if (value === null) return true;
  if (pointer || shape === 'struct' || shape === 'quantity' || shape === 'int-or-string')
    return false;
  if (value === '' || value === 0 || value === false) return true;
  if (isList(value)) return value.length === 0;
  return isMap(value) && Object.keys(value).length === 0;
}

function fieldValue(value: Json, field: Field, lenient: boolean, keepUnknown: boolean): Json {
  const { shape, type, pointer } = field;
  if (value === null)
    return pointer || shape === 'list' || shape === 'map' || shape === 'any' ? null : zero(shape);
  if (shape === 'list') {
    if (!isList(value)) throw new Misfit();
    return value.map((item) => itemValue(item, field, lenient, keepUnknown));
  }
  if (shape === 'map') {
    if (!isMap(value)) throw new Misfit();
    const items = Object.entries(value).map(([key, item]) => [
      key,
      itemValue(item, field, lenient, keepUnknown),
    ]);
    return Object.fromEntries(items) as Json;
  }
  if (shape !== 'struct') return scalar(value, shape);
  if (!isMap(value)) throw new Misfit();
  return struct(value, type ?? '', lenient, keepUnknown);
}

function itemValue(
  item: Json,
  { type, items = 'any' }: Field,
  lenient: boolean,
  keepUnknown: boolean,
): Json {
  if (type === undefined) return item === null ? zero(items) : scalar(item, items);
  if (item !== null && !isMap(item)) throw new Misfit();
  return struct(item ?? {}, type, lenient, keepUnknown);
}

function zero(shape: Shape): Json {
  if (shape === 'string' || shape === 'bytes') return '';
  if (shape === 'number' || shape === 'int-or-string') return 0;
  if (shape === 'boolean') return false;
  if (shape === 'quantity') return '0';
  return shape === 'struct' ? {} : null;
}

function scalar(value: Json, shape: Shape): Json {
  switch (shape) {
    case 'string':
    case 'bytes':
    case 'time':
      if (typeof value !== 'string') throw new Misfit();
      return value;
    case 'number':
      if (!Number.isInteger(value)) throw new Misfit();
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') throw new Misfit();
      return value;
    case 'int-or-string':
      if (typeof value !== 'string' && !Number.isInteger(value)) throw new Misfit();
      return value;
    case 'quantity': {
      const written = typeof value === 'number' ? String(value) : value;
      const canonical = typeof written === 'string' ? canonicalQuantity(written) : undefined;
      if (canonical === undefined) throw new Misfit();
      return canonical;
    }
    default:
      return value;
  }
}

function text(object: JsonMap, key: string): string {
  const value = fieldOf(object, key);
  return typeof value === 'string' ? value : '';
}
