import { posix } from 'node:path';
import { perRun } from './context';
import type { KustomizationFile } from './kustomization-file';

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
   * is a plain one: Argo CD takes its files as they are, and those of folders below only where the
   * source `recurses`, while Flux asks the folders below.
   *
   * @see https://argo-cd.readthedocs.io/en/stable/user-guide/directory/#enabling-recursive-resource-detection
   * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#generate-kustomizationyaml
   */
  has(folder: string, file: string, tool: 'argocd' | 'flux', recurses: boolean): boolean {
    if (this.#kustomizations.has(folder)) return this.filesOf(folder).has(file);
    const below = file.slice(folder === '.' ? 0 : folder.length + 1).split('/');
    if (tool === 'argocd') return recurses || below.length === 1 || OF_CHART.has(below[0] ?? '');
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

/** Where Argo CD finds a chart, it reads these. */
const OF_CHART: ReadonlySet<string> = new Set(['charts', 'crds', 'templates']);

export const buildsOf = perRun(({ kustomizations }) => new Builds(kustomizations));
