import { valueAt, type Manifest, type ObjectKey } from '../core';

/** What is lost with an object, and how it is kept. */
export interface Loss {
  readonly loses: string;
  /** As an order, for before the sync. */
  readonly keep: string;
}

interface DataKind extends Loss {
  readonly group: string | RegExp;
  readonly kind: string | RegExp;
  /** Whether this object holds data at all. Default yes. */
  holds?(manifest: Manifest): boolean;
}

const ANNOTATION = 'annotate it argocd.argoproj.io/sync-options: Prune=false,Delete=false';
const ORPHAN =
  'first, in a change of its own, let it go without its cloud resource: managementPolicies without Delete, in v1 deletionPolicy: Orphan';

/** Kinds whose deletion loses more than the object. */
const DATA_KINDS: readonly DataKind[] = [
  {
    group: '',
    kind: 'PersistentVolumeClaim',
    loses: 'its volume and what is stored there',
    keep: `take a VolumeSnapshot, or set persistentVolumeReclaimPolicy: Retain on its volume; to keep the claim, ${ANNOTATION}`,
  },
  {
    group: '',
    kind: 'PersistentVolume',
    loses: 'the volume it stands for',
    keep: 'set persistentVolumeReclaimPolicy: Retain first',
    holds: (manifest) => valueAt(manifest, '/spec/persistentVolumeReclaimPolicy') === 'Delete',
  },
  {
    group: '',
    kind: 'Namespace',
    loses: 'everything in that namespace',
    keep: `to keep it, ${ANNOTATION}`,
  },
  {
    group: 'apps',
    kind: 'StatefulSet',
    loses: 'its pods and, by persistentVolumeClaimRetentionPolicy, their volumes',
    keep: 'set whenDeleted: Retain first, in a change of its own',
    holds: (manifest) =>
      valueAt(manifest, '/spec/persistentVolumeClaimRetentionPolicy/whenDeleted') === 'Delete',
  },
  {
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
    loses: 'every object of that kind in the cluster',
    keep: `save them: kubectl get <plural> -A -o yaml; to keep them, ${ANNOTATION}`,
  },
  {
    group: 'apiextensions.crossplane.io',
    kind: 'CompositeResourceDefinition',
    loses: 'every composite resource of that kind, and the cloud resources behind them',
    keep: `to keep them, ${ANNOTATION}`,
  },
  {
    group: 'postgresql.cnpg.io',
    kind: 'Cluster',
    loses: 'the database',
    keep: `take a backup (kind Backup) and try it; to keep it, ${ANNOTATION}`,
  },
  {
    group: 'kafka.strimzi.io',
    kind: /^Kafka(Topic)?$/,
    loses: 'the messages',
    keep: `to keep them, ${ANNOTATION}`,
  },
  {
    group: 'elasticsearch.k8s.elastic.co',
    kind: 'Elasticsearch',
    loses: 'the indexes',
    keep: `take a snapshot of them; to keep it, ${ANNOTATION}`,
  },
  {
    group: /\.(?:upbound|crossplane)\.io$/,
    kind: /./,
    loses: 'the cloud resource it stands for',
    keep: ORPHAN,
  },
];

const COMPOSITE: Loss = {
  loses: 'the cloud resources it is composed of',
  keep: `back up what they hold; to keep it, ${ANNOTATION}`,
};

/** Groups of Crossplane itself, whose objects configure and hold nothing. */
const CONFIGURATION =
  /^(?:apiextensions|pkg|meta|protection|ops|secrets)\.(?:m\.)?crossplane\.io$|^pkg\.upbound\.io$/;
const CONFIGURATION_KIND = /^(?:Cluster)?ProviderConfig/;

/**
 * What is lost with an object, beside the object; `undefined` where nothing is.
 *
 * @param composites `group/kind` of the composite resources that the release content defines.
 */
export function lossOf(
  { group, kind }: ObjectKey,
  manifest: Manifest,
  composites: ReadonlySet<string>,
): Loss | undefined {
  if (keepsExternal(manifest)) return undefined;
  if (composites.has(`${group}/${kind}`)) return COMPOSITE;
  const named = DATA_KINDS.find((one) => one.group === group && one.kind === kind);
  if (named) return !named.holds || named.holds(manifest) ? named : undefined;
  if (CONFIGURATION.test(group) || CONFIGURATION_KIND.test(kind)) return undefined;
  return DATA_KINDS.find((one) => fits(one.group, group) && fits(one.kind, kind));
}

/** `group/kind` of what the definitions among `manifests` define. */
export function compositesIn(manifests: Iterable<Manifest>): string[] {
  const found: string[] = [];
  for (const manifest of manifests) {
    if (manifest.kind !== 'CompositeResourceDefinition') continue;
    const group = valueAt(manifest, '/spec/group');
    for (const names of ['names', 'claimNames']) {
      const kind = valueAt(manifest, `/spec/${names}/kind`);
      if (typeof group === 'string' && typeof kind === 'string') found.push(`${group}/${kind}`);
    }
  }
  return found;
}

/** A managed resource whose deletion leaves the cloud alone. */
function keepsExternal(manifest: Manifest): boolean {
  if (valueAt(manifest, '/spec/deletionPolicy') === 'Orphan') return true;
  const policies = valueAt(manifest, '/spec/managementPolicies');
  return Array.isArray(policies) && !policies.includes('*') && !policies.includes('Delete');
}

function fits(wanted: string | RegExp, found: string): boolean {
  return typeof wanted === 'string' ? wanted === found : wanted.test(found);
}
