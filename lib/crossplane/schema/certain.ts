import type { Segment } from '../field-path';
import { fieldsOf, typesOf, walk, type Place } from './place';

/** Fields that every object has once it exists. */
const ALWAYS = ['apiVersion', 'kind', 'metadata', 'metadata.name', 'metadata.uid', 'spec'];

/**
 * Whether a field of an XR is there in every one that the API server takes: it and its parents are
 * required or have a default. Where nothing is known of the schema, yes.
 */
export function isCertain(root: Place, segments: readonly Segment[], namespaced: boolean): boolean {
  let place = root;
  for (const [i, segment] of segments.entries()) {
    if (!typesOf(place)) return true;
    const next = walk(place, [segment]);
    // Told elsewhere.
    if ('fault' in next) return true;
    const path = segments.slice(0, i + 1).join('.');
    const given = ALWAYS.includes(path) || (namespaced && path === 'metadata.namespace');
    if (!given && !isGiven(place, segment)) return false;
    place = next;
  }
  return true;
}

function isGiven(place: Place, segment: Segment): boolean {
  if (typeof segment === 'number') return segment < (place.node.minItems ?? 0);
  const { required } = place.node;
  if (Array.isArray(required) && required.includes(segment)) return true;
  return (fieldsOf(place).get(segment)?.node.default ?? undefined) !== undefined;
}
