import { isMap } from '../template';
import { isStruct, type Shape } from './shape';

/** What Go's JSON says first of a value that does not fit its type; `undefined` where it fits. */
export function mismatch(value: unknown, shape: Shape, path = ''): string | undefined {
  if (value === null || value === undefined || shape === 'json') return undefined;
  if (typeof shape === 'string') return fits(value, shape) ? undefined : refuse(value, path, shape);
  if (isStruct(shape)) {
    if (!isMap(value)) return refuse(value, path, 'an object');
    return first(Object.entries(shape.fields), ([name, field]) =>
      mismatch(value[name], field.shape, path === '' ? name : `${path}.${name}`),
    );
  }
  if ('list' in shape) {
    if (!Array.isArray(value)) return refuse(value, path, 'a list');
    return first(value, (item) => mismatch(item, shape.list, path));
  }
  if (!isMap(value)) return refuse(value, path, 'a map');
  return first(Object.values(value), (item) => mismatch(item, shape.map, path));
}

function fits(value: unknown, shape: Shape & string): boolean {
  switch (shape) {
    case 'string':
      return typeof value === 'string';
    case 'bool':
      return typeof value === 'boolean';
    case 'int':
      return Number.isInteger(value);
    case 'int-or-string':
      return typeof value === 'string' || Number.isInteger(value);
    default:
      return true;
  }
}

function refuse(value: unknown, path: string, wanted: string): string {
  const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  if (path === '') return `cannot unmarshal ${kind} into Go value of type v1alpha1.Application`;
  return `cannot unmarshal ${kind} into Go struct field Application.${path}, which is ${wanted}`;
}

function first<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
