import type { Pointer } from '../../core';
import { own, type JsonObject } from '../json';
import type { Tell } from './tell';

/** Keywords by the one type that they say something of. */
const OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  object: ['required', 'properties', 'minProperties', 'maxProperties'],
  array: ['items', 'minItems', 'maxItems'],
  string: ['pattern', 'minLength', 'maxLength'],
  number: ['minimum', 'maximum', 'multipleOf'],
};

/**
 * Tells where a keyword stands at a type of which it says nothing: the API server takes such a schema,
 * and never asks.
 */
export function checkMisplaced(given: JsonObject, at: Pointer, tell: Tell): void {
  const type = own(given, 'type');
  // Without a type, values of several may stand here.
  if (typeof type !== 'string') return;
  const category = type === 'integer' ? 'number' : type;
  if (category !== 'boolean' && !Object.hasOwn(OF_TYPE, category)) return;
  for (const [wanted, keywords] of Object.entries(OF_TYPE)) {
    if (wanted === category) continue;
    for (const keyword of keywords) {
      if (own(given, keyword) === undefined) continue;
      const hint =
        type === 'array' && wanted !== 'array'
          ? 'move it below items, if it is meant for each element'
          : `remove it, or write type: ${wanted}`;
      const article = /^[aio]/.test(type) ? 'an' : 'a';
      tell(`${at}/${keyword}`, `says nothing of ${article} ${type}`, hint, 'warning');
    }
  }
}
