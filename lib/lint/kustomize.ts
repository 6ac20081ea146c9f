import { posix } from 'node:path';
import { valueAt } from '../core';
import { listAt } from './applications';
import { perRun } from './context';

/** What a `kustomization.yaml` names, by paths as files of the set are named. */
export interface KustomizationFile {
  /** Its folder. */
  readonly folder: string;
  /** Files and folders that it builds from; what is fetched from elsewhere is left out. */
  readonly resources: readonly string[];
  /** Files that are no objects: patches, and what configures the build. */
  readonly parts: readonly string[];
  /** Whether names of what it builds may be others than those in the files. */
  readonly renames: boolean;
}

const RESOURCES = ['resources', 'bases', 'components', 'crds'];
const PARTS = [
  'configurations',
  'generators',
  'patches',
  'patchesJson6902',
  'patchesStrategicMerge',
  'replacements',
  'transformers',
  'validators',
];

/** `namespace` renames Namespaces. */
const RENAMING = [
  'components',
  'namespace',
  'namePrefix',
  'nameSuffix',
  'patches',
  'replacements',
  'transformers',
];

/** Reads a document of a `kustomization.yaml`, whatever is written there. */
export function kustomizationFile(document: unknown, file: string): KustomizationFile {
  const folder = posix.dirname(file);
  const paths = (fields: readonly string[]) =>
    fields
      .flatMap((field) => listAt(document, `/${field}`))
      .map((item) => (typeof item === 'string' ? item : (item as { path?: unknown } | null)?.path))
      .filter((path): path is string => typeof path === 'string' && isPath(path))
      .map((path) => posix.join(folder, path));
  const renames = RENAMING.some((field) => valueAt(document, `/${field}`) !== undefined);
  return { folder, resources: paths(RESOURCES), parts: paths(PARTS), renames };
}

/** Not an address, and not the patch itself. */
function isPath(text: string): boolean {
  return !/\n|:\/\/|^git@|^github\.com\/|\?ref=/.test(text);
}

/** Which files are built of which folders. */
export class Builds {
  readonly #kustomizations: ReadonlyMap<string, KustomizationFile>;
  readonly #files = new Map<string, ReadonlySet<string>>();

  constructor(kustomizations: readonly KustomizationFile[]) {
    this.#kustomizations = new Map(kustomizations.map((one) => [one.folder, one]));
  }

  /** Folders with a `kustomization.yaml`. */
  get folders(): Iterable<string> {
    return this.#kustomizations.keys();
  }

  /**
   * Whether a build of a folder has a file that lies below it. Where the folder says nothing itself, it
   * is a plain one: Argo CD takes its files as they are, while Flux asks the folders below.
   *
   * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#generate-kustomizationyaml
   */
  has(folder: string, file: string, tool: 'argocd' | 'flux'): boolean {
    if (this.#kustomizations.has(folder)) return this.filesOf(folder).has(file);
    if (tool === 'argocd') return true;
    const below = file.slice(folder === '.' ? 0 : folder.length + 1).split('/');
    for (let depth = 1; depth < below.length; depth += 1) {
      const inner = posix.join(folder, ...below.slice(0, depth));
      if (this.#kustomizations.has(inner)) return this.filesOf(inner).has(file);
    }
    return true;
  }

  /** The files that the `kustomization.yaml` of a folder builds from, through others. */
  filesOf(folder: string): ReadonlySet<string> {
    let files = this.#files.get(folder);
    if (!files) {
      const found = new Set<string>();
      this.#files.set(folder, (files = found));
      for (const path of this.#reachable(folder)) found.add(path);
    }
    return files;
  }

  *#reachable(start: string): Generator<string> {
    const seen = new Set([start]);
    for (const folder of seen) {
      for (const path of this.#kustomizations.get(folder)?.resources ?? []) {
        if (this.#kustomizations.has(path)) seen.add(path);
        else yield path;
      }
    }
  }
}

export const buildsOf = perRun(({ kustomizations }) => new Builds(kustomizations));
