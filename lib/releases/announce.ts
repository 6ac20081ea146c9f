import { addEntry, flow, readTree, replaceValue } from '../core/yaml/edit';
import { ANNOUNCED, type Announcement } from './announcement';
import { checkReleases } from './check';
import { append, dataOf, entryOf, reads } from './edit-table';
import { ReleasesError } from './errors';
import { readTable } from './parse-releases';
import type { Ring } from './releases';
import { setRing } from './set-ring';

/** What a service team says of its artifact. `path` and `tag` are left out where they are default. */
export type Announced = Pick<Announcement, 'repository' | 'namespace'> &
  Partial<Pick<Announcement, 'path' | 'tag'>>;

/**
 * The text of `releases.yaml` with one line more, which announces an artifact of another repository;
 * of one that is announced already, what changed is changed in its line. Everything else stays as it
 * is, byte for byte.
 *
 * @param rings what they run; rings that are there and not named here stay.
 * @param file as messages show it; default `releases.yaml`.
 * @throws {ReleasesError} `RELEASES_INVALID` where the text or a value is wrong,
 *   `RELEASES_ARTIFACT_TAKEN` for the name of an artifact that is not announced,
 *   `RELEASES_EDIT_UNSAFE` where anchors or the like would let the change reach further.
 */
export function announce(
  text: string,
  name: string,
  announced: Announced,
  rings: Readonly<Record<string, Ring>>,
  file = 'releases.yaml',
): string {
  const data = {
    ...Object.fromEntries(
      ANNOUNCED.flatMap((key) => (announced[key] === undefined ? [] : [[key, announced[key]]])),
    ),
    ...Object.fromEntries(Object.entries(rings).map(([ring, value]) => [ring, dataOf(value)])),
  };
  const wanted = checkReleases({ [name]: data });
  if (!(wanted instanceof Map)) {
    throw new ReleasesError('RELEASES_INVALID', wanted.message, wanted.hint);
  }
  const table = readTable(text, file);
  const known = table.get(name);
  if (known && !known.announced) {
    throw new ReleasesError(
      'RELEASES_ARTIFACT_TAKEN',
      `${file} has an artifact '${name}' of this repository`,
      'announce yours under another name, or set its rings by promote',
    );
  }
  const edited = known ? changed(text, name, announced, rings, file) : added(text, name, data);
  const own = wanted.get(name);
  const merged = { ...own, rings: new Map([...(known?.rings ?? []), ...(own?.rings ?? [])]) };
  const expected = new Map([...table, [name, merged]]);
  if (edited !== undefined && reads(edited, expected, file)) return edited;
  throw new ReleasesError(
    'RELEASES_EDIT_UNSAFE',
    `cannot announce '${name}' in ${file} without touching more than its line`,
    `write the line by hand, or write ${file} without anchors, tags and merge keys`,
  );
}

function added(text: string, name: string, data: object): string | undefined {
  const root = readTree(text);
  if (!root) return append(text, `${flow(name)}: ${flow(data)}`);
  return root.kind === 'map' ? addEntry(text, root, name, data, true) : undefined;
}

function changed(
  text: string,
  name: string,
  announced: Announced,
  rings: Readonly<Record<string, Ring>>,
  file: string,
): string | undefined {
  const named = ANNOUNCED.reduce<string | undefined>((result, key) => {
    const value = announced[key];
    if (result === undefined || value === undefined) return result;
    const map = entryOf(readTree(result), name)?.value;
    if (map?.kind !== 'map') return undefined;
    const old = entryOf(map, key);
    return old
      ? replaceValue(result, map, old, value, true)
      : addEntry(result, map, key, value, map.flow);
  }, text);
  if (named === undefined) return undefined;
  return Object.entries(rings).reduce(
    (result, [ring, value]) => setRing(result, name, ring, value, file),
    named,
  );
}
