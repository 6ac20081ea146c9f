import { valueAt, type Manifest } from '../core';
import { sourcesOf, versionOf } from './source';
import type { SourceRef } from './types';

/** One Application as it stands in a state: the unit that lands on one cluster. */
export interface Instance {
  /** Of the Application; for a set that cannot be expanded, its template's name as written. */
  readonly name: string;
  readonly namespace: string;
  /** Name where the inventory has it, else the server or name as written; `''` for a template. */
  readonly cluster: string;
  readonly destinationNamespace: string;
  readonly project: string;
  /** Namespace and name of the ApplicationSet that makes it. */
  readonly set?: string;
  readonly sources: readonly SourceRef[];
  readonly version?: string;
  /** What automated sync does; `undefined` where a person syncs. */
  readonly automated?: { readonly prune: boolean; readonly allowEmpty: boolean };
  /** Whether deleting the Application deletes its objects: a finalizer says so. */
  readonly cascades: boolean;
  readonly manifest: Manifest;
}

const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

/** @param clusterOf the name of a cluster by the server or name of a destination. */
export function instanceOf(
  application: Manifest,
  clusterOf: (destination: string) => string,
  set?: string,
): Instance {
  const { metadata, spec } = application;
  const version = versionOf(application);
  const automated = automatedOf(spec);
  return {
    name: metadata.name ?? '',
    namespace: metadata.namespace ?? 'argocd',
    cluster: clusterOf(text(spec, '/destination/server') || text(spec, '/destination/name')),
    destinationNamespace: text(spec, '/destination/namespace'),
    project: text(spec, '/project') || 'default',
    ...(set !== undefined && { set }),
    sources: sourcesOf(spec),
    ...(version !== undefined && { version }),
    ...(automated && { automated }),
    cascades: finalizersOf(metadata.finalizers).some((name) => name.startsWith(FINALIZER)),
    manifest: application,
  };
}

function automatedOf(spec: unknown): Instance['automated'] {
  const automated = valueAt(spec, '/syncPolicy/automated');
  if (typeof automated !== 'object' || automated === null) return undefined;
  const { enabled, prune, allowEmpty } = automated as Readonly<Record<string, unknown>>;
  if (enabled === false) return undefined;
  return { prune: prune === true, allowEmpty: allowEmpty === true };
}

function finalizersOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function text(root: unknown, pointer: string): string {
  const value = valueAt(root, pointer);
  return typeof value === 'string' ? value : '';
}
