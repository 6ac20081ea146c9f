import { Failure, within } from '../failure';
import type { JsonObject } from '../json';
import { decodeInput } from '../shape';
import { RESOURCES, type ComposedTemplate, type Resources } from './input';
import { resolvePatchSets } from './patch-sets';
import { validateResources } from './validate';

/** An input that has been read, checked and had its patch sets resolved. */
export interface ReadResources {
  readonly input: Resources;
  readonly templates: readonly ComposedTemplate[];
}

const read = new WeakMap<JsonObject, ReadResources | Failure>();

/** Reads an input once, however many XRs it renders: an input must not change after it was given. */
export function readResources(input: JsonObject = {}): ReadResources {
  let found = read.get(input);
  if (!found) {
    try {
      found = readOnce(input);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      found = error;
    }
    read.set(input, found);
  }
  if (found instanceof Failure) throw found;
  return found;
}

function readOnce(given: JsonObject): ReadResources {
  const input = within('cannot get Function input', () => decodeInput<Resources>(given, RESOURCES));
  within('invalid Function input', () => validateResources(input));
  const templates = within('cannot resolve PatchSets', () => resolvePatchSets(input));
  return { input, templates };
}
