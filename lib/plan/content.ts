import { readManifests, type Manifest } from '../core';
import { filesRead, toolOf } from './directory';
import { placeOf } from './source';
import type { Content, ReleaseFile, SourceRef } from './types';

/** The objects that sources deliver, or why they are not known. */
export type Objects = { readonly manifests: readonly Manifest[] } | { readonly missing: string };

/** Reads the content of sources, each file and each source once however many Applications read it. */
export class ContentReader {
  readonly #sources = new Map<string, Objects>();
  readonly #lists = new Map<string, Objects>();
  readonly #files = new Map<ReleaseFile, readonly Manifest[]>();

  /** @param find the files behind a source; called once for each revision and folder. */
  constructor(private readonly find: (source: SourceRef) => Content) {}

  /** Equal sources give the same value, so that callers can compare by identity. */
  read(sources: readonly SourceRef[]): Objects {
    const [only] = sources;
    if (only && sources.length === 1) return this.#readSource(only);
    const key = sources.map((source) => keyOf(source)).join('\n');
    let found = this.#lists.get(key);
    if (!found) {
      const all = sources.map((source) => this.#readSource(source));
      const missing = all.flatMap((one) => ('missing' in one ? [one.missing] : []))[0];
      found =
        missing === undefined
          ? { manifests: all.flatMap((one) => ('manifests' in one ? one.manifests : [])) }
          : { missing };
      this.#lists.set(key, found);
    }
    return found;
  }

  /** Every object read so far. */
  *all(): Generator<Manifest> {
    for (const manifests of this.#files.values()) yield* manifests;
  }

  #readSource(source: SourceRef): Objects {
    const key = keyOf(source);
    let found = this.#sources.get(key);
    if (!found) this.#sources.set(key, (found = this.#readNew(source)));
    return found;
  }

  #readNew(source: SourceRef): Objects {
    if (source.tool !== undefined) return { missing: `${source.tool} renders it` };
    const content = this.find(source);
    if ('missing' in content) return content;
    const tool = toolOf(content.files, source);
    if (tool !== undefined) return { missing: `${tool} renders it` };
    return { manifests: filesRead(content.files, source).flatMap((file) => this.#parse(file)) };
  }

  #parse(file: ReleaseFile): readonly Manifest[] {
    let found = this.#files.get(file);
    if (!found) {
      found = readManifests(file.text, file.path).entries.map(({ manifest }) => manifest);
      this.#files.set(file, found);
    }
    return found;
  }
}

function keyOf(source: SourceRef): string {
  return `${placeOf(source)}\0${source.revision}`;
}
