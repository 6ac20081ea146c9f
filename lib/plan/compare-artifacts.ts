import {
  formatKey,
  isManifest,
  keyOf,
  parseDocuments,
  type Manifest,
  type ObjectKey,
} from '../core';
import { compareTwo, type ObjectDifference } from './compare-objects';
import type { FieldChange, ImageChange } from './types';

/** A file of an artifact. */
export interface ArtifactFile {
  readonly path: string;
  readonly content: Buffer;
}

/** A file that comes, goes or changes, whatever is in it. */
export interface FileDifference {
  readonly action: 'add' | 'change' | 'remove';
  readonly path: string;
  /** Bytes; absent where there is no such file. */
  readonly sizeBytes: { readonly before?: number; readonly after?: number };
}

/** A change of one object, in all files where it is the same. */
export interface ObjectDelta {
  readonly action: 'add' | 'change' | 'remove';
  readonly object: ObjectKey;
  readonly fields: readonly FieldChange[];
  readonly images: readonly ImageChange[];
  /** Where it is, or was: `production/web.yaml`. */
  readonly paths: readonly string[];
}

/** How the content of two artifacts differs. */
export interface ArtifactDifference {
  /** In the order of their paths. */
  readonly files: readonly FileDifference[];
  /** In the order of their keys. Of objects that only move between files, nothing. */
  readonly objects: readonly ObjectDelta[];
  /** Files that differ and hold no objects, or none that can be read. */
  readonly opaque: readonly string[];
}

/**
 * Compares two artifacts by file and by object. Variants repeat objects on purpose: each object is
 * compared with the one of its own file, else of its folder, else with any that is left.
 */
export function compareArtifacts(
  before: readonly ArtifactFile[],
  after: readonly ArtifactFile[],
): ArtifactDifference {
  const files = fileDifferences(before, after);
  const changed = new Set(files.map(({ path }) => path));
  const [old, now] = [before, after].map((side) =>
    side.filter(({ path }) => changed.has(path)).map(readFile),
  ) as [ReadFile[], ReadFile[]];
  const opaque = [...old, ...now].filter(({ manifests }) => !manifests).map(({ path }) => path);
  return {
    files,
    objects: grouped([...differences(placedIn(old), placedIn(now))]),
    opaque: [...new Set(opaque)].sort(),
  };
}

function fileDifferences(
  before: readonly ArtifactFile[],
  after: readonly ArtifactFile[],
): FileDifference[] {
  const [old, now] = [before, after].map(
    (side) => new Map(side.map(({ path, content }) => [path, content])),
  ) as [Map<string, Buffer>, Map<string, Buffer>];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((path): FileDifference[] => {
    const [a, b] = [old.get(path), now.get(path)];
    if (a && b) {
      if (a.equals(b)) return [];
      return [{ action: 'change', path, sizeBytes: { before: a.length, after: b.length } }];
    }
    return a
      ? [{ action: 'remove', path, sizeBytes: { before: a.length } }]
      : [{ action: 'add', path, sizeBytes: { after: b?.length ?? 0 } }];
  });
}

interface ReadFile {
  readonly path: string;
  /** `undefined` where the file is no list of objects. */
  readonly manifests: readonly Manifest[] | undefined;
}

function readFile({ path, content }: ArtifactFile): ReadFile {
  if (!/\.(?:ya?ml|json)$/.test(path)) return { path, manifests: undefined };
  const documents = parseDocuments(content.toString('utf8')).filter(({ empty }) => !empty);
  const values = documents.map(({ value }) => value);
  const isReadable =
    documents.every(({ problem }) => problem?.kind !== 'syntax') && values.every(isManifest);
  return { path, manifests: isReadable ? (values as Manifest[]) : undefined };
}

/** An object with the file that it is in. */
interface Placed {
  readonly path: string;
  readonly manifest: Manifest;
}

function placedIn(files: readonly ReadFile[]): Map<string, Placed[]> {
  const found = new Map<string, Placed[]>();
  for (const { path, manifests = [] } of files) {
    for (const manifest of manifests) {
      const key = formatKey(keyOf(manifest));
      const placed = found.get(key);
      if (placed) placed.push({ path, manifest });
      else found.set(key, [{ path, manifest }]);
    }
  }
  return found;
}

type Difference = ObjectDifference & { readonly path: string };

function* differences(
  old: ReadonlyMap<string, readonly Placed[]>,
  now: ReadonlyMap<string, readonly Placed[]>,
): Generator<Difference> {
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    for (const [before, after] of pairs(old.get(key) ?? [], now.get(key) ?? [])) {
      const one = after ?? before;
      if (!one) continue;
      const object = keyOf(one.manifest);
      const { path } = one;
      if (before && after) {
        const change = compareTwo(object, before.manifest, after.manifest);
        if (change) yield { ...change, path };
      } else if (after) {
        yield { action: 'add', object, fields: [], images: [], path, after: after.manifest };
      } else {
        yield { action: 'remove', object, fields: [], images: [], path };
      }
    }
  }
}

/** What belongs together: of the same file first, then of the same folder, then what is left. */
function pairs(
  old: readonly Placed[],
  now: readonly Placed[],
): readonly (readonly [Placed | undefined, Placed | undefined])[] {
  const left = new Set(now);
  const found: [Placed | undefined, Placed | undefined][] = [];
  let waiting = [...old];
  const nearness = [(path: string) => path, folderOf, () => ''];
  for (const near of nearness) {
    waiting = waiting.filter((before) => {
      const after = [...left].find((one) => near(one.path) === near(before.path));
      if (!after) return true;
      left.delete(after);
      found.push([before, after]);
      return false;
    });
  }
  for (const before of waiting) found.push([before, undefined]);
  for (const after of left) found.push([undefined, after]);
  return found;
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function grouped(all: readonly Difference[]): ObjectDelta[] {
  const groups = new Map<string, { first: Difference; paths: string[] }>();
  for (const one of all) {
    const shown = one.action === 'add' ? one.after : one.fields;
    const key = [formatKey(one.object), one.action, JSON.stringify(shown)].join('\0');
    const group = groups.get(key);
    if (group) group.paths.push(one.path);
    else groups.set(key, { first: one, paths: [one.path] });
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([
        ,
        {
          first: { action, object, fields, images },
          paths,
        },
      ]) => ({
        action,
        object,
        fields,
        images,
        paths: paths.sort(),
      }),
    );
}
