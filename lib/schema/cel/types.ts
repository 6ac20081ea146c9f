/** A type, as the checker has it. */
export interface Type {
  readonly kind: Kind;
  /** Of an opaque type, an object or a parameter; else that of the kind. */
  readonly name: string;
  readonly params: readonly Type[];
  /** Of an object: the type of a field; `undefined` for no such field. */
  field?(name: string): Type | undefined;
}

export type Kind =
  | 'dyn'
  | 'error'
  | 'null'
  | 'bool'
  | 'int'
  | 'uint'
  | 'double'
  | 'string'
  | 'bytes'
  | 'timestamp'
  | 'duration'
  | 'list'
  | 'map'
  | 'object'
  | 'opaque'
  | 'type'
  | 'param';

const simple = (kind: Kind, name: string = kind): Type => ({ kind, name, params: [] });

export const DYN = simple('dyn');
export const ERROR = simple('error', '!error!');
export const NULL = simple('null');
export const BOOL = simple('bool');
export const INT = simple('int');
export const UINT = simple('uint');
export const DOUBLE = simple('double');
export const STRING = simple('string');
export const BYTES = simple('bytes');
export const TIMESTAMP = simple('timestamp');
export const DURATION = simple('duration');

export const listOf = (item: Type): Type => ({ kind: 'list', name: 'list', params: [item] });
export const mapOf = (key: Type, value: Type): Type => ({
  kind: 'map',
  name: 'map',
  params: [key, value],
});
export const typeOf = (type: Type): Type => ({ kind: 'type', name: 'type', params: [type] });
export const param = (name: string): Type => ({ kind: 'param', name, params: [] });
export const opaque = (name: string, ...params: readonly Type[]): Type => ({
  kind: 'opaque',
  name,
  params,
});
export const OPTIONAL = 'optional_type';
export const optionalOf = (type: Type): Type => opaque(OPTIONAL, type);

/** The first parameter: what a list holds, what an optional holds, the keys of a map. */
export function first(type: Type): Type {
  return type.params[0] ?? DYN;
}

export function second(type: Type): Type {
  return type.params[1] ?? DYN;
}

export function isDyn(type: Type): boolean {
  return type.kind === 'dyn' || type.kind === 'error';
}

export function isOptional(type: Type): boolean {
  return type.kind === 'opaque' && type.name === OPTIONAL;
}

/** `map(string, list(int))` */
export function show(type: Type): string {
  const { kind, name, params } = type;
  if (kind === 'timestamp' || kind === 'duration') {
    return kind === 'timestamp' ? 'timestamp' : 'duration';
  }
  return params.length === 0 ? name : `${name}(${params.map(show).join(', ')})`;
}

export function same(a: Type, b: Type): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || a.name !== b.name || a.kind === 'object') return false;
  return (
    a.params.length === b.params.length &&
    a.params.every((one, i) => same(one, b.params[i] as Type))
  );
}
