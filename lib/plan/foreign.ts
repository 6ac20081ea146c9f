import {
  formatKey,
  keyOf,
  valueAt,
  type Manifest,
  type ManifestSet,
  type ObjectKey,
} from '../core';
import type { Instance } from './instance';
import type { Foreign } from './types';
import { collect, isMap } from './values';

/** What every cluster has by itself. */
const OWN = new Set([
  '/Event',
  '/Endpoints',
  '/Node',
  'discovery.k8s.io/EndpointSlice',
  'coordination.k8s.io/Lease',
  'events.k8s.io/Event',
]);
const OWN_NAMES =
  /^(?:ConfigMap\/(?:[^/]+\/)?kube-root-ca\.crt|ServiceAccount\/(?:[^/]+\/)?default)$/;

/**
 * What runs and is in neither state, by who made it, as the objects themselves tell: owner
 * references, Argo CD's tracking, Helm's and other labels, else the field manager.
 *
 * @param known keys of what the states deliver.
 */
export function foreignIn(
  live: ManifestSet,
  known: (key: string) => boolean,
  current: ReadonlyMap<string, Instance>,
): Foreign[] {
  const found = new Map<string, ObjectKey[]>();
  const pruned = new Map<string, boolean>();
  for (const manifest of live) {
    const object = keyOf(manifest);
    const key = formatKey(object);
    if (known(key) || OWN.has(`${object.group}/${object.kind}`) || OWN_NAMES.test(key)) continue;
    const application = trackedBy(manifest);
    const by = application === undefined ? undefined : current.get(application);
    const owner = ownerOf(manifest, application);
    collect(found, owner, object);
    if (by?.automated?.prune && !ownedBy(manifest)) pruned.set(owner, true);
  }
  return [...found]
    .map(([owner, objects]) => ({
      owner,
      objects,
      ...(pruned.has(owner) && { pruned: true as const }),
    }))
    .sort(
      (a, b) =>
        Number(b.pruned ?? false) - Number(a.pruned ?? false) || (a.owner < b.owner ? -1 : 1),
    );
}

function ownerOf(manifest: Manifest, application: string | undefined): string {
  const owner = ownedBy(manifest);
  if (owner !== undefined) return owner;
  if (application !== undefined) return `Application ${application}`;
  const { labels = {}, annotations = {} } = manifest.metadata;
  const release = annotations['meta.helm.sh/release-name'];
  if (typeof release === 'string') return `Helm release ${release}`;
  const tool = labels['app.kubernetes.io/managed-by'];
  if (typeof tool === 'string') return tool;
  const managers = valueAt(manifest, '/metadata/managedFields');
  const [first] = Array.isArray(managers) ? managers.filter(isMap) : [];
  return typeof first?.manager === 'string'
    ? `field manager ${first.manager}`
    : 'nobody that it names';
}

function ownedBy(manifest: Manifest): string | undefined {
  const owners = valueAt(manifest, '/metadata/ownerReferences');
  const [owner] = Array.isArray(owners) ? owners.filter(isMap) : [];
  return owner ? `the controller of ${String(owner.kind)}` : undefined;
}

/** Annotation `<application>:<group>/<kind>:<namespace>/<name>`, which must name the object itself. */
function trackedBy(manifest: Manifest): string | undefined {
  const id = manifest.metadata.annotations?.['argocd.argoproj.io/tracking-id'];
  if (typeof id !== 'string') return undefined;
  const [application, type, place] = id.split(':');
  const { group, kind, namespace, name } = keyOf(manifest);
  const isOwn = type === `${group}/${kind}` && place?.split('/').at(-1) === name;
  const isHere =
    place === undefined || namespace === undefined || place.startsWith(`${namespace}/`);
  return isOwn && isHere ? application : undefined;
}
