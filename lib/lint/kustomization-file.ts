import { posix } from 'node:path';
import { valueAt } from '../core';

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
      .flatMap((field) => listAt(document, field))
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

function listAt(document: unknown, field: string): readonly unknown[] {
  const value = valueAt(document, `/${field}`);
  return Array.isArray(value) ? (value as unknown[]) : [];
}
