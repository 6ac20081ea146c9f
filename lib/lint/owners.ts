import { posix } from 'node:path';
import type { Manifest } from '../core';
import { applicationSpecs, isOci, type ApplicationSpec, type Source } from './applications';
import { perRun, type Context } from './context';
import { kustomizations } from './flux';
import { buildsOf, type Builds } from './kustomize';

/**
 * The Applications, and Kustomizations of Flux, that deploy an object: those that read the artifact or
 * the folder that it is in, or one that is built of it, else all of the set, since no path tells; none
 * where the set holds no Application.
 */
export function ownersOf(at: Manifest, context: Context): readonly ApplicationSpec[] {
  const { file } = context.set.originOf(at);
  const { all, withBuilds } = deployments(context);
  return file === undefined ? all : (withBuilds(file) ?? all);
}

/** As {@link ownersOf}, but only those of which it is known that they deploy it as it is written. */
export function knownOwnersOf(at: Manifest, context: Context): readonly ApplicationSpec[] {
  const { file } = context.set.originOf(at);
  return (file === undefined ? undefined : deployments(context).of(file)) ?? [];
}

/** A source, and whose it is. */
type Owned = readonly [owner: ApplicationSpec, source: Source];

/** A source with the folder that its path leads to. */
type Reader = readonly [owner: ApplicationSpec, source: Source, base: string];

const deployments = perRun((context) => {
  const all = [...applicationSpecs(context), ...kustomizations(context)];
  const index = new FolderIndex(all, context);
  const builds = buildsOf(context);
  const through = builtFrom(builds, index);
  // Files of a folder share their owners, and the list of them, unless builds tell them apart.
  const place = context.kustomizations.length === 0 ? posix.dirname : (file: string) => file;
  const readersIn = memoized(posix.dirname, (file) => index.of(posix.dirname(file)));
  /** `undefined` where no path leads to the folder of the file. */
  const of = memoized(place, (file) => {
    const found = readersIn(file);
    if (found.length === 0) return undefined;
    const building = found.filter(([{ tool }, { recurses }, base]) =>
      builds.has(base, file, tool, recurses),
    );
    return [...new Set(building.map(([owner]) => owner))];
  });
  const withBuilds = memoized(place, (file) => {
    const others = through.get(file);
    return others ? [...new Set([...(of(file) ?? []), ...others])] : of(file);
  });
  return { all, of, withBuilds };
});

/** By file, the owners whose paths lead to a folder that is built from it. */
function builtFrom(
  builds: Builds,
  index: FolderIndex,
): ReadonlyMap<string, readonly ApplicationSpec[]> {
  const through = new Map<string, ApplicationSpec[]>();
  for (const folder of builds.folders) {
    for (const [owner, , base] of index.of(folder)) {
      if (base !== folder) continue;
      for (const file of builds.filesOf(folder)) put(through, file, owner);
    }
  }
  return through;
}

function memoized<T>(keyOf: (file: string) => string, compute: (file: string) => T) {
  const known = new Map<string, T>();
  return (file: string): T => {
    const key = keyOf(file);
    if (!known.has(key)) known.set(key, compute(file));
    return known.get(key) as T;
  };
}

class FolderIndex {
  /** By the path of a source, which may be anywhere in the name of a folder: `/apps/web/`. */
  readonly #paths = new Map<string, Owned[]>();
  /** By the folder of an artifact: `/dist/core-stack/production/`. */
  readonly #folders = new Map<string, Owned[]>();
  /** Paths with templates in them. */
  readonly #patterns: (readonly [RegExp, Owned])[] = [];

  constructor(all: readonly ApplicationSpec[], { artifacts }: Context) {
    const packed = new Map(artifacts.map(({ repository, folder }) => [repository, folder]));
    for (const owner of all) {
      for (const source of owner.sources) this.#add(owner, source, packed);
    }
  }

  /** Whose paths lead to a folder, or to one above it. */
  of(folder: string): readonly Reader[] {
    const parts = folder.split('/').filter((part) => part !== '' && part !== '.');
    const root = folder.startsWith('/') ? '/' : '';
    const upTo = (to: number) => root + parts.slice(0, to).join('/');
    const inArtifact = parts.flatMap((_, i) =>
      (this.#folders.get(posix.join('/', ...parts.slice(0, i + 1), '/')) ?? []).map(
        (owned): Reader => [...owned, upTo(i + 1)],
      ),
    );
    if (inArtifact.length > 0) return inArtifact;
    const found: Reader[] = [];
    for (let from = 0; from < parts.length; from++) {
      for (let to = from + 1; to <= parts.length; to++) {
        const owned = this.#paths.get(`/${parts.slice(from, to).join('/')}/`);
        for (const one of owned ?? []) found.push([...one, upTo(to)]);
      }
    }
    const whole = `/${parts.join('/')}/`;
    for (const [pattern, owned] of this.#patterns) {
      const match = pattern.exec(whole);
      if (!match) continue;
      const end = whole.slice(0, match.index + match[0].length).split('/').length - 2;
      found.push([...owned, upTo(end)]);
    }
    return found;
  }

  #add(owner: ApplicationSpec, source: Source, packed: ReadonlyMap<string, string>): void {
    const { repoURL, path = '', chart } = source;
    if (chart !== undefined) return;
    const folder = isOci(source) ? packed.get(repoURL.slice('oci://'.length)) : undefined;
    const wanted = posix.join('/', folder ?? '', path, '/');
    if (path.includes('{{')) {
      const pattern = patternOf(wanted);
      if (pattern) this.#patterns.push([pattern, [owner, source]]);
    } else if (folder !== undefined) put(this.#folders, wanted, [owner, source]);
    else if (wanted !== '/') put(this.#paths, wanted, [owner, source]);
  }
}

/** A path with templates as a pattern; `undefined` for one that is nothing but templates. */
function patternOf(path: string): RegExp | undefined {
  const literal = path.split(/\{\{.*?\}\}/);
  if (literal.join('').replaceAll('/', '') === '') return undefined;
  const source = literal.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^/]+');
  return new RegExp(source);
}

function put<T>(index: Map<string, T[]>, key: string, item: T): void {
  const items = index.get(key);
  if (items) items.push(item);
  else index.set(key, [item]);
}
