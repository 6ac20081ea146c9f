import { nearest } from '../../core';
import { OciError } from '../errors';

/** The place of a pointer, for messages: `signers.yaml:7`. */
export type At = (pointer: string) => string;

/** Keys and values. */
export type Mapping = Readonly<Record<string, unknown>>;

/** A mapping with these keys alone. */
export function mapping(value: unknown, pointer: string, keys: readonly string[], at: At): Mapping {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(
      `${at(pointer)}: ${shown(value)} is no mapping`,
      `write keys of ${keys.join(', ')}`,
    );
  }
  for (const key of Object.keys(value)) {
    if (keys.includes(key)) continue;
    const near = nearest(key, keys);
    throw invalid(
      `${at(`${pointer}/${key}`)}: there is no key '${key}'`,
      near ? `write ${near}` : `write one of ${keys.join(', ')}`,
    );
  }
  return value as Mapping;
}

/** A list, empty where there is none. */
export function list(value: unknown, pointer: string, at: At): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw invalid(
    `${at(pointer)}: ${shown(value)} is no list`,
    'write [ … ], or a line with - for each',
  );
}

/** A text that is not empty. */
export function textOf(value: unknown, pointer: string, at: At): string {
  if (typeof value === 'string' && value !== '') return value;
  throw invalid(
    `${at(pointer)}: ${shown(value)} is no text`,
    'write a text, in quotes where YAML reads something else',
  );
}

/** A value for a message. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

export function invalid(message: string, hint: string): OciError {
  return new OciError('OCI_POLICY_INVALID', message, hint);
}
