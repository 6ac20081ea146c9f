import { isDeepStrictEqual } from 'node:util';
import { formatPointer, parseDocuments, valueAt } from '../core';
import {
  addEntry,
  flow,
  readTree,
  removeEntry,
  replaceValue,
  type TreeMap,
} from '../core/yaml/edit';
import { checkReleases } from './check';
import { append, dataOf, entryOf, reads, type RingData } from './edit-table';
import { ReleasesError } from './errors';
import { readTable } from './parse-releases';
import { RELEASE_FIELDS, type Ring } from './releases';

const FIELDS = [...RELEASE_FIELDS, 'previous'];

/**
 * The text of `releases.yaml` with another value for one ring. A missing ring or artifact is added
 * in the style of its neighbours; everything else stays as it is, byte for byte.
 *
 * @param file as messages show it; default `releases.yaml`.
 * @throws {ReleasesError} `RELEASES_INVALID` where the text or the value is wrong,
 *   `RELEASES_EDIT_UNSAFE` where anchors or the like would let the change reach further.
 */
export function setRing(
  text: string,
  artifact: string,
  ring: string,
  value: Ring,
  file = 'releases.yaml',
): string {
  const table = readTable(text, file);
  const data = dataOf(value);
  const wanted = checkReleases({ [artifact]: { [ring]: data } });
  if (!(wanted instanceof Map))
    throw new ReleasesError('RELEASES_INVALID', wanted.message, wanted.hint);
  const entry = table.get(artifact);
  const rings = new Map([...(entry?.rings ?? []), ...(wanted.get(artifact)?.rings ?? [])]);
  const expected = new Map([...table, [artifact, { ...entry, rings }]]);
  if (isDeepStrictEqual(expected, table)) return text;

  const edited = edit(text, artifact, ring, data);
  if (edited !== undefined && reads(edited, expected, file)) return edited;
  throw new ReleasesError(
    'RELEASES_EDIT_UNSAFE',
    `cannot set '${artifact}.${ring}' in ${file} without touching more than that ring`,
    `write the ring by hand, or write ${file} without anchors, tags and merge keys`,
  );
}

/** The edited text, or `undefined` where its structure has no place for the edit. */
function edit(text: string, artifact: string, ring: string, data: RingData): string | undefined {
  const root = readTree(text);
  if (!root) {
    const lines = [`${flow(artifact)}:`, `  ${flow(ring)}: head`];
    return edit(append(text, ...lines), artifact, ring, data);
  }
  if (root.kind !== 'map') return undefined;
  const inline = !hasBlockPin(root);
  const rings = entryOf(root, artifact);
  if (!rings) {
    const flat = isFlat(root);
    const added = addEntry(text, root, artifact, { [ring]: flat ? data : 'head' }, flat);
    return flat ? added : edit(added, artifact, ring, data);
  }
  if (rings.value.kind !== 'map') return undefined;
  const old = entryOf(rings.value, ring);
  if (!old) return addEntry(text, rings.value, ring, data, inline);
  if (old.value.kind !== 'map' || data === 'head')
    return replaceValue(text, rings.value, old, data, inline);
  return FIELDS.reduce(
    (result, field) => setField(result, artifact, ring, field, data[field]),
    text,
  );
}

/** The text with one field of a pin set, added or removed; as it is where that changes nothing. */
function setField(
  text: string,
  artifact: string,
  ring: string,
  field: string,
  data: unknown,
): string {
  const pin = entryOf(entryOf(readTree(text), artifact)?.value, ring)?.value;
  if (pin?.kind !== 'map') return text;
  const old = entryOf(pin, field);
  if (!old) return data === undefined ? text : addEntry(text, pin, field, data, pin.flow);
  if (data === undefined) return removeEntry(text, pin, old);
  const [{ value } = { value: undefined }] = parseDocuments(text);
  if (isDeepStrictEqual(valueAt(value, formatPointer([artifact, ring, field])), data)) return text;
  const inline = old.value.kind !== 'leaf' && old.value.flow;
  return replaceValue(text, pin, old, data, pin.flow || inline);
}

/** Whether some pin is written over several lines; a new one is then, too. */
function hasBlockPin(root: TreeMap): boolean {
  const rings = root.entries.flatMap(({ value }) => (value.kind === 'map' ? value.entries : []));
  return rings.some(({ value }) => value.kind === 'map' && !value.flow);
}

/** Whether the last artifact has its rings on one line; a new one has, too. */
function isFlat(root: TreeMap): boolean {
  const rings = root.entries.at(-1)?.value;
  return root.flow || (rings?.kind === 'map' && rings.flow && rings.entries.length > 0);
}
