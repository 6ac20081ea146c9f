import { nearest, type Pointer } from '../core';

/** What is wrong with the content, and where. */
export interface Fault {
  readonly pointer: Pointer;
  readonly message: string;
  readonly hint: string;
}

/** Stops a check at the first fault; caught where the file is read. */
export class Faulty {
  constructor(readonly fault: Fault) {}
}

/** @throws {Faulty} unless `value` is an object. */
export function fieldsOf(value: unknown, pointer: Pointer, what: string): [string, unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.entries(value);
  throw new Faulty({ pointer, ...expected(what, value) });
}

export function expected(what: string, value: unknown): Omit<Fault, 'pointer'> {
  const found = Array.isArray(value) ? 'a list' : JSON.stringify(value);
  return { message: `expected ${what}, found ${found}`, hint: `write ${what}` };
}

/** @throws {Faulty} unless `key` is one of `known`. */
export function requireKnown(key: string, known: readonly string[], pointer: Pointer): void {
  if (known.includes(key)) return;
  const meant = nearest(key, known);
  throw new Faulty({
    pointer,
    message: `unknown key '${key}'`,
    hint: meant ? `write '${meant}'` : `remove it; there are ${known.join(', ')}`,
  });
}
