import { groupOf, readManifests, type Manifest } from '../../core';
import type * as Oci from '../../oci';

/** An image that manifests name, and where. */
export interface NamedImage {
  /** As it is written. */
  readonly text: string;
  /** `apps/Deployment shop/web`, sorted. */
  readonly users: readonly string[];
}

/**
 * The images that manifests name, sorted: of the containers of all that is shaped like a pod, however
 * deep, of volumes that are images, and of packages of Crossplane.
 */
export function imagesIn(files: readonly Oci.UnpackedFile[]): readonly NamedImage[] {
  const found = new Map<string, Set<string>>();
  for (const { path, content } of files) {
    if (!/\.(?:ya?ml|json)$/.test(path)) continue;
    for (const { manifest } of readManifests(Buffer.from(content).toString(), path).entries) {
      for (const text of imagesOf(manifest)) {
        const users = found.get(text) ?? new Set();
        found.set(text, users.add(nameOf(manifest)));
      }
    }
  }
  return [...found]
    .map(([text, users]) => ({ text, users: [...users].sort() }))
    .sort((a, b) => (a.text < b.text ? -1 : 1));
}

function* imagesOf(manifest: Manifest): Generator<string> {
  if (groupOf(manifest) === 'pkg.crossplane.io') {
    const { package: text } = (manifest['spec'] ?? {}) as Loose;
    if (typeof text === 'string') yield text;
  }
  yield* walk(manifest);
}

type Loose = Readonly<Record<string, unknown>>;

const CONTAINERS = ['containers', 'initContainers', 'ephemeralContainers'];

function* walk(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const one of value) yield* walk(one);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, below] of Object.entries(value)) {
      if (Array.isArray(below) && CONTAINERS.includes(key)) yield* textsAt(below, ['image']);
      if (Array.isArray(below) && key === 'volumes') yield* textsAt(below, ['image', 'reference']);
      yield* walk(below);
    }
  }
}

function* textsAt(list: readonly unknown[], path: readonly string[]): Generator<string> {
  for (const one of list) {
    const text = path.reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? (at as Loose)[key] : undefined),
      one,
    );
    if (typeof text === 'string' && text !== '') yield text;
  }
}

function nameOf({ apiVersion, kind, metadata }: Manifest): string {
  const group = groupOf(apiVersion);
  const { namespace, name } = metadata;
  const path = [namespace, name].filter((part) => part !== undefined).join('/');
  return `${group === '' ? kind : `${group}/${kind}`} ${path}`;
}
