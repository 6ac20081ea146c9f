import { parseTime } from '../../../template/time/parse';
import { UTC } from '../../../template/time/zone';
import { Failure } from '../../../crossplane/failure';
import { isInt64, isObject, own } from '../../../crossplane/json';
import type { JsonObject } from '../protocol';

const RFC3339 = '2006-01-02T15:04:05Z07:00';

/**
 * The fields of an object as Go decodes JSON to a struct: null and what is absent is the empty value,
 * fields that nobody asks for are passed over, another type is an error.
 */
export class TypedFields {
  readonly #object: JsonObject;

  constructor(
    value: unknown,
    private readonly at: string,
  ) {
    this.#object = objectOf(value, at);
  }

  text(key: string): string {
    const value = this.#value(key) ?? '';
    return typeof value === 'string' ? value : refuse(value, 'a string', `${this.at}.${key}`);
  }

  /** Checks only. */
  integer(key: string): void {
    const value = this.#value(key) ?? 0;
    const valid = typeof value === 'number' && isInt64(value);
    if (!valid) refuse(value, 'an integer', `${this.at}.${key}`);
  }

  /** Checks only. */
  time(key: string): void {
    const value = this.#value(key);
    if (value === undefined || value === null) return;
    const time = typeof value === 'string' ? parseTime(RFC3339, value, UTC) : '';
    if (typeof time === 'string')
      refuse(value, 'a time such as 2024-01-31T12:00:00Z', `${this.at}.${key}`);
  }

  texts(key: string): Readonly<Record<string, string>> {
    const at = `${this.at}.${key}`;
    const fields = new TypedFields(this.#value(key), at);
    return Object.fromEntries(Object.keys(fields.#object).map((name) => [name, fields.text(name)]));
  }

  #value(key: string): unknown {
    return own(this.#object, key);
  }
}

export function objectOf(value: unknown, at: string): JsonObject {
  if (value === undefined || value === null) return {};
  return isObject(value) ? value : refuse(value, 'an object', at);
}

export function listOf(value: unknown, at: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : refuse(value, 'a list', at);
}

function refuse(value: unknown, wanted: string, at: string): never {
  const shown = JSON.stringify(value);
  throw new Failure(`cannot unmarshal value from JSON: ${at} is ${shown}, not ${wanted}`);
}
