import type { Type } from './types';
import {
  Duration,
  List,
  Mapping,
  Optional,
  Timestamp,
  TypeValue,
  Uint,
  type Value,
} from './values';

/** The name of a value's type, as `type(x)` has it. */
export function typeName(value: Value): string {
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'double';
    case 'string':
      return 'string';
  }
  if (value === null) return 'null_type';
  if (value instanceof Uint) return 'uint';
  if (value instanceof Uint8Array) return 'bytes';
  if (value instanceof Timestamp) return 'google.protobuf.Timestamp';
  if (value instanceof Duration) return 'google.protobuf.Duration';
  if (value instanceof List) return 'list';
  if (value instanceof Mapping) return 'map';
  if (value instanceof Optional) return 'optional_type';
  if (value instanceof TypeValue) return 'type';
  return value.type;
}

const KINDS: Readonly<Record<string, string>> = {
  null: 'null_type',
  timestamp: 'google.protobuf.Timestamp',
  duration: 'google.protobuf.Duration',
  object: 'map',
};

/** Whether a value may be given where a type is wanted; of lists and maps, the first item decides. */
export function isOf(type: Type, value: Value): boolean {
  const { kind, params } = type;
  if (kind === 'dyn' || kind === 'param' || kind === 'error') return true;
  const name = kind === 'opaque' ? type.name : (KINDS[kind] ?? kind);
  if (typeName(value) !== name) return false;
  if (value instanceof List && params[0]) {
    return value.size === 0 || isOf(params[0], value.at(0));
  }
  if (value instanceof Mapping && params[0] && params[1]) {
    const [key] = value.keys();
    if (key === undefined) return true;
    const item = value.find(key);
    return isOf(params[0], key) && (item === undefined || isOf(params[1], item));
  }
  return true;
}
