import { posix } from 'node:path';
import type { UnpackedFile } from '../tar/read';

/** What tells Argo CD that a folder is not plain manifests. */
export interface Tool {
  readonly name: 'Kustomize' | 'Helm';
  readonly file: string;
}

/** A folder that an Application may name. */
export interface Folder {
  /** `''` for the top. */
  readonly path: string;
  /** Of manifests in it, and of those below it as well. */
  readonly ownBytes: number;
  readonly allBytes: number;
  /** What renders it, or a folder above it; `undefined` for plain manifests. */
  readonly tool?: Tool;
}

/** All folders of an artifact, the top first. */
export function findFolders(files: readonly UnpackedFile[]): readonly Folder[] {
  const sizes = new Map<string, { own: number; all: number }>([['', { own: 0, all: 0 }]]);
  for (const { path, content } of files) {
    const bytes = /\.(?:ya?ml|json)$/.test(path) ? content.length : 0;
    const folders = foldersOf(path);
    for (const [i, folder] of folders.entries()) {
      const size = sizes.get(folder) ?? { own: 0, all: 0 };
      size.all += bytes;
      if (i === folders.length - 1) size.own += bytes;
      sizes.set(folder, size);
    }
  }
  const paths = new Set(files.map(({ path }) => path));
  const tools = new Map([...sizes.keys()].map((folder) => [folder, toolIn(paths, folder)]));
  return [...sizes].map(([path, { own, all }]) => {
    const above = [...foldersOf(`${path}/x`)].map((one) => tools.get(one)).find(Boolean);
    return { path, ownBytes: own, allBytes: all, ...(above && { tool: above }) };
  });
}

/** What renders one folder. */
export function toolOf(files: readonly UnpackedFile[], folder: string): Tool | undefined {
  return toolIn(new Set(files.map(({ path }) => path)), folder);
}

/** Whether a file is JSON that Argo CD takes for a manifest, and that is none. */
export function isStray(
  { path, content }: UnpackedFile,
  folders: ReadonlyMap<string, Folder>,
): boolean {
  if (!path.endsWith('.json') || folders.get(posix.dirname(`/${path}`).slice(1))?.tool)
    return false;
  try {
    const { apiVersion, kind } = (JSON.parse(content.toString()) ?? {}) as Record<string, unknown>;
    return typeof apiVersion !== 'string' || typeof kind !== 'string';
  } catch {
    return true;
  }
}

function toolIn(paths: ReadonlySet<string>, folder: string): Tool | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  const chart = `${prefix}Chart.yaml`;
  if (paths.has(chart)) return { name: 'Helm', file: chart };
  const file = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']
    .map((name) => `${prefix}${name}`)
    .find((path) => paths.has(path));
  return file === undefined ? undefined : { name: 'Kustomize', file };
}

/** Folders that Kustomize or Helm render. */
export function toolFolders(files: Iterable<{ readonly path: string }>): ReadonlySet<string> {
  const paths = [...files].map(({ path }) => path);
  const found = paths.filter((path) => TOOL_FILE.test(path));
  return new Set(found.map((path) => posix.dirname(`/${path}`).slice(1)));
}

const TOOL_FILE = /(?:^|\/)(?:Chart\.yaml|kustomization\.ya?ml|Kustomization)$/;

/** `''`, `a` and `a/b` of `a/b/c.yaml`. */
export function foldersOf(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return ['', ...names.map((_, i) => names.slice(0, i + 1).join('/'))].filter(
    (folder, i, all) => all.indexOf(folder) === i,
  );
}
