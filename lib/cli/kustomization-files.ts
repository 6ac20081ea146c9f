import { parseDocuments } from '../core';
import type * as Lint from '../lint';

const KUSTOMIZATION = /(^|\/)(kustomization\.ya?ml|Kustomization)$/;

/** Whether kustomize reads a file of that name. */
export function isKustomization(path: string): boolean {
  return KUSTOMIZATION.test(path);
}

/** What kustomizations build of the files around them. */
export interface Kustomizations {
  readonly all: readonly Lint.KustomizationFile[];
  /** Whether a file is none of a cluster's objects: a patch, say, that is no resource elsewhere. */
  isPart(path: string): boolean;
}

/** Reads the kustomizations among some files. What is no YAML says nothing here: kustomize tells of it. */
export function kustomizationsAmong<File extends { readonly path: string }>(
  files: readonly File[],
  textOf: (file: File) => string,
): Kustomizations {
  const found = files.filter(({ path }) => isKustomization(path));
  const all = found.flatMap((file) => {
    const { kustomizationFile } = require('../lint') as typeof Lint;
    const [document] = documentsIn(textOf(file));
    return document ? [kustomizationFile(document.value, file.path)] : [];
  });
  const parts = new Set(all.flatMap((one) => one.parts));
  for (const { resources } of all) for (const path of resources) parts.delete(path);
  return { all, isPart: (path) => parts.has(path) };
}

function documentsIn(text: string) {
  try {
    return parseDocuments(text);
  } catch {
    return [];
  }
}
