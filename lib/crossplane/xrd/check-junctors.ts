import { escapeToken, type Pointer } from '../../core';
import { isObject, own, type JsonObject } from '../json';
import { NOT_IN_BRANCHES } from './keywords';
import type { Tell } from './tell';

const LISTS = ['allOf', 'anyOf', 'oneOf'] as const;

/**
 * Parts of allOf, anyOf, oneOf and not restrict what is declared outside, and declare nothing.
 *
 * @param words Default: all of them.
 */
export function checkJunctors(
  given: JsonObject,
  at: Pointer,
  tell: Tell,
  words: readonly string[] = [...LISTS, 'not'],
): boolean {
  return junctors(given, given, at, words, tell);
}

function junctors(
  branch: JsonObject,
  outer: JsonObject,
  at: Pointer,
  words: readonly string[],
  tell: Tell,
): boolean {
  let right = true;
  for (const word of words) {
    const value = own(branch, word);
    if (word === 'not' && value !== undefined)
      right = part(value, outer, `${at}/not`, tell) && right;
    if (!Array.isArray(value) || (word === 'anyOf' && isIntOrString(value))) continue;
    for (const [i, each] of (value as unknown[]).entries()) {
      const place = `${at}/${word}/${i}`;
      const first = word === 'allOf' && i === 0 && isObject(each) && isIntOrString(each['anyOf']);
      const { anyOf: _both, ...others } = first ? each : {};
      right = part(first ? others : each, outer, place, tell) && right;
    }
  }
  return right;
}

/** The one form in which parts may name types: what may be an integer or a string. */
function isIntOrString(anyOf: unknown): boolean {
  return JSON.stringify(anyOf) === '[{"type":"integer"},{"type":"string"}]';
}

function part(branch: unknown, outer: JsonObject, at: Pointer, tell: Tell): boolean {
  if (!isObject(branch)) return tell(at, 'is no object', 'write a schema');
  let right = true;
  for (const keyword of NOT_IN_BRANCHES) {
    const value = own(branch, keyword);
    if (value === undefined || value === false || value === null || value === '') continue;
    const message = `says ${keyword} inside a part of allOf, anyOf, oneOf or not`;
    right = tell(`${at}/${keyword}`, message, 'say it outside');
  }
  const declared = isObject(outer['properties']) ? outer['properties'] : {};
  const fields = isObject(branch['properties']) ? branch['properties'] : {};
  for (const [name, node] of Object.entries(fields)) {
    const field = own(declared, name) ?? outer['additionalProperties'];
    const place = `${at}/properties/${escapeToken(name)}`;
    if (!isObject(field)) {
      const hint = 'declare the field in properties as well';
      tell(place, 'is declared nowhere outside: the field never has a value', hint, 'warning');
    }
    right = part(node, isObject(field) ? field : {}, place, tell) && right;
  }
  const { items } = branch;
  if (items !== undefined) {
    const elements = isObject(outer['items']) ? outer['items'] : {};
    right = part(items, elements, `${at}/items`, tell) && right;
  }
  return junctors(branch, outer, at, [...LISTS, 'not'], tell) && right;
}
