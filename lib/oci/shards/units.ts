import { posix } from 'node:path';
import { foldersOf, toolFolders } from '../consumers/argocd-folders';
import type { PackFile } from '../tar/write';
import { Groups } from './groups';

/** Files that have to stay in one artifact. */
export interface Unit {
  /** The first of their paths, or of the folders that they are all of: `apps/web/`. */
  readonly key: string;
  readonly files: readonly PackFile[];
  /** What Argo CD reads as plain manifests; what Kustomize or Helm render counts nothing. */
  readonly manifestBytes: number;
}

/**
 * Cuts a folder as small as may be: a kustomization or a chart is one piece with all below it and
 * with what it names elsewhere in the folder (`../base`, `file://../common`), a program of Jsonnet
 * with what it imports, any other file is a piece of its own.
 *
 * @returns in the order of their keys.
 */
export function unitsOf(files: readonly PackFile[]): readonly Unit[] {
  const tools = toolFolders(files);
  const nodeOf = (path: string) => {
    const tool = foldersOf(path).find((folder) => tools.has(folder));
    return tool === undefined ? path : `${tool}/`;
  };
  const groups = new Groups();
  const inside = new Map<string, Set<string>>();
  for (const { path } of files) {
    const node = nodeOf(path);
    for (const at of [path, ...foldersOf(path)]) {
      const known = inside.get(at);
      if (known) known.add(node);
      else inside.set(at, new Set([node]));
    }
  }
  for (const file of files) {
    for (const target of namedBy(file)) {
      for (const node of inside.get(target) ?? []) groups.join(nodeOf(file.path), node);
    }
  }
  return collect(files, nodeOf, groups);
}

function collect(
  files: readonly PackFile[],
  nodeOf: (path: string) => string,
  groups: Groups,
): readonly Unit[] {
  const units = new Map<string, { files: PackFile[]; manifestBytes: number }>();
  for (const file of files) {
    const node = nodeOf(file.path);
    const key = groups.firstOf(node);
    const unit = units.get(key) ?? { files: [], manifestBytes: 0 };
    unit.files.push(file);
    if (!node.endsWith('/') && /\.(?:ya?ml|json)$/.test(file.path)) {
      unit.manifestBytes += Buffer.byteLength(file.content);
    }
    units.set(key, unit);
  }
  return [...units].map(([key, unit]) => ({ key, ...unit }));
}

/** Paths that a file leads out of its folder by; Jsonnet also those beside it. */
function namedBy({ path, content }: PackFile): readonly string[] {
  const name = posix.basename(path);
  const at = (relative: string) => posix.join(posix.dirname(path), relative).replace(/\/$/, '');
  if (/\.(?:jsonnet|libsonnet)$/.test(name)) {
    return [...text(content).matchAll(IMPORT)].map(([, target = '']) => at(target));
  }
  if (!/^(?:Chart\.yaml|kustomization\.ya?ml|Kustomization)$/.test(name)) return [];
  const words = text(content).match(/[^\s"',=:[\]{}]+/g) ?? [];
  return words.filter((word) => word.includes('..')).map((word) => at(word.replace(/^\/+/, '')));
}

const IMPORT = /\bimport(?:str|bin)?\s*["']([^"']+)["']/g;

const text = (content: Uint8Array | string) =>
  typeof content === 'string' ? content : Buffer.from(content).toString();
