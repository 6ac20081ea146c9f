import type { Pointer } from '../core';

/** Which sentence of the schema a value breaks. */
export type ViolationCode =
  | 'type'
  | 'enum'
  | 'pattern'
  | 'format'
  | 'range'
  | 'size'
  | 'required'
  | 'unknown-field'
  | 'duplicate-item'
  | 'alternatives'
  | 'rule';

/** One place where a value is not what its schema allows. Text is built when it is read. */
export class Violation {
  constructor(
    /** Where; for a missing field, the pointer that it would have. */
    readonly pointer: Pointer,
    readonly code: ViolationCode,
    readonly value: unknown,
    private readonly text: (shown: string) => string,
    /** The repair, as an order, where the schema suggests one better than "correct the value". */
    readonly hint?: string,
  ) {}

  /** What is wrong, to be read after the place: `is 'three', not an integer`. */
  get message(): string {
    return this.text(show(this.value));
  }

  /** The same without the value: `is set, but …`; for fields that hold secrets. */
  get discreetMessage(): string {
    return this.text('a value not shown');
  }
}

/** A value as messages show it: short, on one line. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${shorten(value.replace(/\n/g, '\\n'))}'`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}
