import { parseDocuments, parsePointer, formatPointer, valueAt } from '../../core';
import { isMap, textIn } from '../values';
import type { Overwritten } from './merge-patch';

/** The fields that operations, in a list or a text of YAML or JSON, overwrite in `target`. */
export function overwrittenByOperations(given: unknown, target: unknown): Overwritten[] {
  return operationsIn(given).flatMap((operation) => {
    const op = textIn(operation, '/op');
    const path = textIn(operation, '/path');
    if (path === undefined || (op !== 'add' && op !== 'replace' && op !== 'remove')) return [];
    return placesOf(path, target).flatMap((tokens) => {
      const pointer = formatPointer(tokens);
      const current = valueAt(target, pointer);
      // An element that is added moves the others; it overwrites none.
      if (op === 'add' && isIndex(tokens.at(-1))) return [];
      if (current === undefined || current === null) return [];
      const wanted = isMap(operation) ? operation['value'] : undefined;
      if (op !== 'remove' && JSON.stringify(wanted) === JSON.stringify(current)) return [];
      const isListed = tokens.some(isIndex);
      return [{ pointer, ...(isListed && { jq: jqOf(tokens) }), removes: op === 'remove' }];
    });
  });
}

function operationsIn(text: unknown): readonly unknown[] {
  if (Array.isArray(text)) return text;
  if (typeof text !== 'string') return [];
  try {
    return parseDocuments(text).flatMap(({ value }) => (Array.isArray(value) ? value : []));
  } catch {
    // Variables may make it unreadable; the policy is none of ours to judge.
    return [];
  }
}

/** The path in each element, where it counts over a list by `{{elementIndex}}`. */
function placesOf(path: string, target: unknown): string[][] {
  let places: string[][] = [[]];
  for (const token of parsePointer(path)) {
    if (!/\{\{\s*elementIndex\d*\s*\}\}/.test(token)) {
      if (token.includes('{{')) return [];
      for (const place of places) place.push(token);
      continue;
    }
    places = places.flatMap((place) => {
      const list = valueAt(target, formatPointer(place));
      return Array.isArray(list) ? list.map((_, i) => [...place, String(i)]) : [];
    });
  }
  return places;
}

function isIndex(token: string | undefined): boolean {
  return token !== undefined && /^(\d+|-)$/.test(token);
}

function jqOf(tokens: readonly string[]): string {
  return tokens
    .map((token) => {
      if (isIndex(token)) return '[]?';
      return /^[A-Za-z_]\w*$/.test(token) ? `.${token}` : `[${JSON.stringify(token)}]`;
    })
    .join('');
}
