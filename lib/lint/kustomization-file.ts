import { posix } from 'node:path';
import { valueAt } from '../core';

/** What a `kustomization.yaml` names, by paths as files of the set are named. */
export interface KustomizationFile {
  /** Its folder. */
  readonly folder: string;
  /** Files and folders that it builds from; what is fetched from elsewhere is left out. */
  readonly resources: readonly string[];
  /** Files that are no objects: patches, content of ConfigMaps, and what configures the build. */
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

const GENERATORS = ['configMapGenerator', 'secretGenerator'];

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
  const below = (paths: readonly unknown[]) =>
    paths
      .filter((path): path is string => typeof path === 'string' && isPath(path))
      .map((path) => posix.join(folder, path).replace(/\/$/, ''));
  const named = (fields: readonly string[]) =>
    fields
      .flatMap((field) => listAt(document, field))
      .map((item) => (typeof item === 'string' ? item : valueAt(item, '/path')));
  const generated = GENERATORS.flatMap((field) => listAt(document, field))
    .flatMap((generator) => listAt(generator, 'files'))
    .map((item) => (typeof item === 'string' ? item.slice(item.indexOf('=') + 1) : item));
  return {
    folder,
    resources: below(named(RESOURCES)),
    parts: below([...named(PARTS), ...generated]),
    renames: RENAMING.some((field) => valueAt(document, `/${field}`) !== undefined),
  };
}

/** Not an address, nor outside of what is deployed, and not the patch itself. */
function isPath(text: string): boolean {
  return !/\n|^\/|:\/\/|^git@|^github\.com\/|\?ref=/.test(text);
}

function listAt(document: unknown, field: string): readonly unknown[] {
  const value = valueAt(document, `/${field}`);
  return Array.isArray(value) ? (value as unknown[]) : [];
}
