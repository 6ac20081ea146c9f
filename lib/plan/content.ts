import { readManifests, type Manifest, type Origin } from '../core';
import { filesBelow, filesRead, toolOf } from './directory';
import { placeOf } from './source';
import type { Content, ReleaseFile, SourceRef, UnknownReason } from './types';

/** A source whose objects are not known. */
export interface Gap {
  readonly source: SourceRef;
  readonly reason: UnknownReason;
  readonly why: string;
  /** The files that a tool would render, where they are at hand. */
  readonly files?: readonly ReleaseFile[];
}

/** What sources deliver, as far as it is known. */
export interface Objects {
  readonly manifests: readonly Manifest[];
  readonly gaps: readonly Gap[];
}

/** Reads the content of sources, each file and each source once however many Applications read it. */
export class ContentReader {
  readonly #sources = new Map<string, Objects>();
  readonly #lists = new Map<string, Objects>();
  readonly #files = new Map<ReleaseFile, ReturnType<typeof readManifests>>();
  readonly #origins = new Map<Manifest, Origin>();

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
      found = {
        manifests: all.flatMap(({ manifests }) => manifests),
        gaps: all.flatMap(({ gaps }) => gaps),
      };
      this.#lists.set(key, found);
    }
    return found;
  }

  /** Every object read so far. */
  *all(): Generator<Manifest> {
    yield* this.#origins.keys();
  }

  /** File in its artifact and line of an object that was read. */
  originOf(manifest: Manifest): Origin {
    return this.#origins.get(manifest) ?? {};
  }

  #readSource(source: SourceRef): Objects {
    const key = keyOf(source);
    let found = this.#sources.get(key);
    if (!found) this.#sources.set(key, (found = this.#readNew(source)));
    return found;
  }

  #readNew(source: SourceRef): Objects {
    const gap = (reason: UnknownReason, why: string, files?: readonly ReleaseFile[]): Objects => ({
      manifests: [],
      gaps: [{ source, reason, why, ...(files && { files }) }],
    });
    if (source.chart !== undefined) return gap('helm', 'Helm renders it');
    const content = this.find(source);
    if ('missing' in content) return gap(reasonFor(source, content), content.missing);
    const files = filesBelow(content.files, source);
    if (files.length === 0 && source.path !== '.') {
      return gap('release-unreadable', `there is no folder '${source.path}' in it`);
    }
    const tool = toolOf(files, source);
    if (tool !== undefined) {
      return gap(REASONS[tool] ?? 'plugin', `${tool} renders it`, files);
    }
    const read = filesRead(files, source).map((file) => this.#parse(file));
    const broken = read
      .flatMap(({ diagnostics }) => diagnostics)
      .find(({ rule }) => rule === 'invalid-yaml');
    if (broken) {
      const { file = '', lineOf } = broken.origin;
      return gap('release-unreadable', `${file}:${lineOf?.('') ?? 1}: ${broken.message}`);
    }
    return {
      manifests: read.flatMap(({ entries }) => entries.map((one) => one.manifest)),
      gaps: [],
    };
  }

  #parse(file: ReleaseFile): ReturnType<typeof readManifests> {
    let found = this.#files.get(file);
    if (!found) {
      found = readManifests(file.text, file.path);
      this.#files.set(file, found);
      for (const { manifest, origin } of found.entries) this.#origins.set(manifest, origin);
    }
    return found;
  }
}

const REASONS: Readonly<Partial<Record<string, UnknownReason>>> = {
  Helm: 'helm',
  Kustomize: 'kustomize',
};

function reasonFor({ tool }: SourceRef, { notRead }: { readonly notRead?: true }): UnknownReason {
  if (tool !== undefined) return REASONS[tool] ?? 'plugin';
  return notRead ? 'source-not-read' : 'release-missing';
}

function keyOf(source: SourceRef): string {
  return `${placeOf(source)}\0${source.revision}`;
}
