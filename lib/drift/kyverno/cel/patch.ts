import type { Manifest } from '../../../core';
import { isMap, textIn } from '../../values';
import { UNKNOWN } from '../unknown';
import { celOf } from './conditions';
import { evaluate } from './evaluate';
import { NotRead } from './not-read';
import { Either, FAILED, single, type Names } from './values';

/** What one mutation of a policy does to one object. */
export type Patch =
  | { readonly is: 'merge' | 'operations'; readonly value: unknown; readonly maybe: boolean }
  | { readonly is: 'unread'; readonly reason: string };

/**
 * The patches that the CEL of a mutation gives; an error in it patches nothing.
 *
 * @param text An expression as it is for this kind; those of `jsonPatch` are for all the same.
 */
export function patchOf(
  mutation: unknown,
  at: Manifest,
  names: Names,
  text: (expression: string) => string,
): Patch[] {
  const isOperations = textIn(mutation, '/patchType') === 'JSONPatch';
  const own = textIn(
    mutation,
    isOperations ? '/jsonPatch/expression' : '/applyConfiguration/expression',
  );
  if (own === undefined) return [];
  const expression = celOf(isOperations ? own : text(own));
  if (expression instanceof NotRead) return [{ is: 'unread', reason: expression.message }];
  const value = evaluate(expression, names);
  const values = alternativesOf(value);
  return values.flatMap((one) => {
    const maybe = values.length > 1;
    return isOperations ? operationsIn(one, maybe) : merged(one, at, maybe);
  });
}

function alternativesOf(value: unknown): readonly unknown[] {
  return value instanceof Either ? value.values.flatMap(alternativesOf) : [value];
}

const NOT_TOLD = 'which fields it writes depends on what is not in the set';

function operationsIn(value: unknown, maybe: boolean): Patch[] {
  if (value === FAILED) return [];
  if (!Array.isArray(value)) return [{ is: 'unread', reason: NOT_TOLD }];
  const list: unknown[] = [];
  let isRead = true;
  for (const one of value) {
    const path: unknown = isMap(one) ? single(one['path']) : one;
    if (path === FAILED) return [];
    if (typeof path === 'string') list.push(one);
    else isRead = false;
  }
  return [
    { is: 'operations', value: list, maybe },
    ...(isRead ? [] : [{ is: 'unread' as const, reason: NOT_TOLD }]),
  ];
}

/** What is not known, and may be many fields, is left out and said. */
function merged(value: unknown, at: unknown, maybe: boolean): Patch[] {
  const reading = new Reading();
  const known = reading.read(value, at);
  if (reading.failed) return [];
  return [
    ...(isMap(known) ? [{ is: 'merge' as const, value: known, maybe }] : []),
    ...(reading.complete ? [] : [{ is: 'unread' as const, reason: NOT_TOLD }]),
  ];
}

/** What is left out of a patch. */
const LEFT_OUT = Symbol('left out');

class Reading {
  failed = false;
  complete = true;

  /** @param current What is there now: that a plain value is written is all that counts. */
  read(value: unknown, current: unknown): unknown {
    if (value === FAILED) this.failed = true;
    if (single(value) === UNKNOWN) {
      if (!isMap(current) && !Array.isArray(current) && current !== undefined) return UNKNOWN;
      this.complete = false;
      return LEFT_OUT;
    }
    if (Array.isArray(value)) return this.#list(value, Array.isArray(current) ? current : []);
    if (!isMap(value)) return value;
    const fields = Object.entries(value).map(
      ([key, field]) => [key, this.read(field, isMap(current) ? current[key] : undefined)] as const,
    );
    return Object.fromEntries(fields.filter(([, field]) => field !== LEFT_OUT));
  }

  #list(items: readonly unknown[], current: readonly unknown[]): unknown {
    const isPlain = !current.some(isMap);
    const read = items.map((one) => {
      const named = isMap(one) ? current.find((other) => nameIn(other) === nameIn(one)) : undefined;
      return isPlain ? single(one) : this.read(one, named ?? current[0]);
    });
    if (read.includes(FAILED)) this.failed = true;
    return read.filter((one) => one !== LEFT_OUT);
  }
}

function nameIn(value: unknown): unknown {
  return isMap(value) ? value['name'] : undefined;
}
