import {
  formatPointer,
  groupOf,
  valueAt,
  type Manifest,
  type ManifestSet,
  type Pointer,
} from '../core';
import { textIn } from './values';
import type { DriftFacts } from './writer';

/**
 * Where kinds keep the number that an autoscaler writes: `/spec/replicas` is only a habit. From the
 * `scale` subresource of each project's CRD, by `<group>/<Kind>`.
 */
const KNOWN: Readonly<Record<string, Pointer>> = {
  'apps/Deployment': '/spec/replicas',
  'apps/ReplicaSet': '/spec/replicas',
  'apps/StatefulSet': '/spec/replicas',
  '/ReplicationController': '/spec/replicas',
  'argoproj.io/Rollout': '/spec/replicas',
  'kafka.strimzi.io/KafkaConnect': '/spec/replicas',
  'kafka.strimzi.io/KafkaNodePool': '/spec/replicas',
  'monitoring.coreos.com/Alertmanager': '/spec/replicas',
  'monitoring.coreos.com/Prometheus': '/spec/shards',
  'monitoring.coreos.com/PrometheusAgent': '/spec/shards',
  'postgresql.cnpg.io/Cluster': '/spec/instances',
};

/**
 * The field that the scale subresource of a kind writes: as its CRD or XRD in the set says, else as
 * `facts` say, else from the table above; `undefined` for a kind that nobody here knows.
 *
 * @param apiVersion The version that the scaler names; only definitions look at more than its group.
 */
export function scalePathOf(
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  set: ManifestSet,
  facts: DriftFacts = {},
): Pointer | undefined {
  const group = groupOf(apiVersion);
  const dotted =
    scalePathInSet(apiVersion, kind, set) ?? facts.scalePathOf?.(apiVersion, kind) ?? undefined;
  return dotted === undefined ? KNOWN[`${group}/${kind}`] : pointerOf(dotted);
}

/** The group of an autoscaled kind that a scaler names without one: it means the built-in one. */
export function builtInGroupOf(kind: string): string | undefined {
  if (`/${kind}` in KNOWN) return '';
  return `apps/${kind}` in KNOWN ? 'apps' : undefined;
}

function scalePathInSet(apiVersion: string, kind: string, set: ManifestSet): string | undefined {
  let known = definitions.get(set);
  if (!known) definitions.set(set, (known = definitionsIn(set)));
  const definition = known.get(`${groupOf(apiVersion)}/${kind}`);
  return definition && versionsOf(definition, apiVersion).find((path) => path !== undefined);
}

const definitions = new WeakMap<ManifestSet, ReadonlyMap<string, Manifest>>();

/** CRDs and XRDs by the kind that they define; of two, the first. */
function definitionsIn(set: ManifestSet): ReadonlyMap<string, Manifest> {
  return new Map(
    [
      ...set.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition'),
      ...set.ofKind('apiextensions.crossplane.io', 'CompositeResourceDefinition'),
    ]
      .toReversed()
      .map((d) => [`${textIn(d, '/spec/group')}/${textIn(d, '/spec/names/kind')}`, d]),
  );
}

/** The scale path of the version asked for, then those of the others. */
function versionsOf(definition: Manifest, apiVersion: string): (string | undefined)[] {
  const versions = valueAt(definition, '/spec/versions');
  if (!Array.isArray(versions)) return [];
  const wanted = apiVersion.slice(apiVersion.indexOf('/') + 1);
  return [...versions]
    .sort((a, b) => Number(valueAt(b, '/name') === wanted) - Number(valueAt(a, '/name') === wanted))
    .map((version: unknown) => {
      const path = valueAt(version, '/subresources/scale/specReplicasPath');
      return typeof path === 'string' ? path : undefined;
    });
}

/** `.spec.replicas` is `/spec/replicas`. The API server allows no brackets and no list index there. */
function pointerOf(dotted: string): Pointer {
  return formatPointer(dotted.split('.').filter((name) => name !== ''));
}
