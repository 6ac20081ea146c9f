import { posix } from 'node:path';
import type { Manifest } from '../core';
import { applicationSpecs, isOci, type ApplicationSpec, type Source } from './applications';
import { perRun, type Context } from './context';
import { kustomizations } from './flux';

/**
 * The Applications, and Kustomizations of Flux, that deploy an object: those that read the artifact or the folder that it is in,
 * else all of the set, since no path tells; none where the set holds no Application.
 */
export function ownersOf(at: Manifest, context: Context): readonly ApplicationSpec[] {
  const { file } = context.set.originOf(at);
  const known = deployments(context);
  return file === undefined ? known.all : (known.of(posix.dirname(file)) ?? known.all);
}

/** As {@link ownersOf}, but only those of which it is known. */
export function knownOwnersOf(at: Manifest, context: Context): readonly ApplicationSpec[] {
  const { file } = context.set.originOf(at);
  return (file === undefined ? undefined : deployments(context).of(posix.dirname(file))) ?? [];
}

type Owners = ApplicationSpec[];

const deployments = perRun((context) => {
  const all = [...applicationSpecs(context), ...kustomizations(context)];
  const index = new FolderIndex(all, context);
  const known = new Map<string, Owners | undefined>();
  return {
    all,
    of(folder: string): Owners | undefined {
      if (!known.has(folder)) known.set(folder, index.of(folder));
      return known.get(folder);
    },
  };
});

class FolderIndex {
  /** By the path of a source, which may be anywhere in the name of a folder: `/apps/web/`. */
  readonly #paths = new Map<string, Owners>();
  /** By the folder of an artifact: `/dist/core-stack/production/`. */
  readonly #folders = new Map<string, Owners>();
  /** Paths with templates in them. */
  readonly #patterns: (readonly [RegExp, ApplicationSpec])[] = [];

  constructor(all: readonly ApplicationSpec[], { artifacts }: Context) {
    const packed = new Map(artifacts.map(({ repository, folder }) => [repository, folder]));
    for (const owner of all) {
      for (const source of owner.sources) this.#add(owner, source, packed);
    }
  }

  of(folder: string): Owners | undefined {
    const parts = folder.split('/').filter((part) => part !== '' && part !== '.');
    const inArtifact = parts.flatMap(
      (_, i) => this.#folders.get(posix.join('/', ...parts.slice(0, i + 1), '/')) ?? [],
    );
    if (inArtifact.length > 0) return [...new Set(inArtifact)];
    const found = new Set<ApplicationSpec>();
    for (let from = 0; from < parts.length; from++) {
      for (let to = from + 1; to <= parts.length; to++) {
        const owners = this.#paths.get(`/${parts.slice(from, to).join('/')}/`);
        for (const owner of owners ?? []) found.add(owner);
      }
    }
    const whole = `/${parts.join('/')}/`;
    for (const [pattern, owner] of this.#patterns) if (pattern.test(whole)) found.add(owner);
    return found.size > 0 ? [...found] : undefined;
  }

  #add(owner: ApplicationSpec, source: Source, packed: ReadonlyMap<string, string>): void {
    const { repoURL, path = '', chart } = source;
    if (chart !== undefined) return;
    const folder = isOci(source) ? packed.get(repoURL.slice('oci://'.length)) : undefined;
    const wanted = posix.join('/', folder ?? '', path, '/');
    if (path.includes('{{')) {
      const pattern = patternOf(wanted);
      if (pattern) this.#patterns.push([pattern, owner]);
    } else if (folder !== undefined) put(this.#folders, wanted, owner);
    else if (wanted !== '/') put(this.#paths, wanted, owner);
  }
}

/** A path with templates as a pattern; `undefined` for one that is nothing but templates. */
function patternOf(path: string): RegExp | undefined {
  const literal = path.split(/\{\{.*?\}\}/);
  if (literal.join('').replaceAll('/', '') === '') return undefined;
  const source = literal.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^/]+');
  return new RegExp(source);
}

function put(index: Map<string, Owners>, key: string, owner: ApplicationSpec): void {
  const owners = index.get(key);
  if (!owners) index.set(key, [owner]);
  else if (!owners.includes(owner)) owners.push(owner);
}
