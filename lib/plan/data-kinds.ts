import { valueAt, type Manifest, type ObjectKey } from '../core';

/** Kinds whose deletion loses more than the object. */
const DATA_KINDS: readonly { group: string | RegExp; kind: string | RegExp; loses: string }[] = [
  { group: '', kind: 'PersistentVolumeClaim', loses: 'its volume and what is stored there' },
  { group: '', kind: 'PersistentVolume', loses: 'the volume it stands for' },
  { group: '', kind: 'Namespace', loses: 'everything in that namespace' },
  { group: 'apps', kind: 'StatefulSet', loses: 'its pods, and by its claim policy their volumes' },
  {
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
    loses: 'every object of that kind in the cluster',
  },
  {
    group: 'apiextensions.crossplane.io',
    kind: 'CompositeResourceDefinition',
    loses: 'every composite resource of that kind, and the cloud resources behind them',
  },
  { group: 'postgresql.cnpg.io', kind: 'Cluster', loses: 'the database' },
  { group: 'kafka.strimzi.io', kind: /^Kafka(Topic)?$/, loses: 'the messages' },
  { group: 'elasticsearch.k8s.elastic.co', kind: 'Elasticsearch', loses: 'the indexes' },
  { group: /\.(?:upbound|crossplane)\.io$/, kind: /./, loses: 'the cloud resource it stands for' },
];

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
): string | undefined {
  if (keepsExternal(manifest)) return undefined;
  if (composites.has(`${group}/${kind}`)) return 'the cloud resources it is composed of';
  const named = DATA_KINDS.find((one) => one.group === group && one.kind === kind);
  if (named) return named.loses;
  if (CONFIGURATION.test(group) || CONFIGURATION_KIND.test(kind)) return undefined;
  return DATA_KINDS.find((one) => fits(one.group, group) && fits(one.kind, kind))?.loses;
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
