import { valueAt, type Manifest } from '../core';
import { compareBytes } from '../template';
import type { ClusterFacts } from './inventory-types';

/** Applications of one project on one cluster. */
export interface FleetGroup {
  /** Of the cluster's label `topology.kubernetes.io/region` or `region`; `''` where it has none. */
  readonly region: string;
  /** Name of the cluster; what the destination says where no cluster of the inventory is meant. */
  readonly cluster: string;
  readonly project: string;
  /** In the order of the fleet. */
  readonly applications: readonly Manifest[];
}

const IN_CLUSTER = { name: 'in-cluster', server: 'https://kubernetes.default.svc' };

/** Applications by region, cluster and project, in that order. */
export function groupFleet(
  applications: readonly Manifest[],
  clusters: readonly ClusterFacts[],
): FleetGroup[] {
  const known = [IN_CLUSTER, ...clusters];
  const byServer = new Map(known.map((cluster) => [cluster.server, cluster]));
  const byName = new Map<string, ClusterFacts>(known.map((cluster) => [cluster.name, cluster]));
  const groups = new Map<string, FleetGroup & { applications: Manifest[] }>();
  for (const application of applications) {
    const server = textAt(application, '/spec/destination/server');
    const name = textAt(application, '/spec/destination/name');
    const facts = byServer.get(server) ?? byName.get(name);
    const group = {
      region: regionOf(facts),
      cluster: facts?.name ?? (name || server),
      project: textAt(application, '/spec/project'),
    };
    const key = JSON.stringify([group.region, group.cluster, group.project]);
    const found = groups.get(key) ?? { ...group, applications: [] };
    found.applications.push(application);
    groups.set(key, found);
  }
  const order = ({ region, cluster, project }: FleetGroup) => [region, cluster, project].join('\0');
  return [...groups.values()].sort((a, b) => compareBytes(order(a), order(b)));
}

function regionOf(cluster: ClusterFacts | undefined): string {
  const labels = cluster?.labels ?? {};
  return labels['topology.kubernetes.io/region'] ?? labels.region ?? '';
}

function textAt(application: Manifest, pointer: string): string {
  const value = valueAt(application, pointer);
  return typeof value === 'string' ? value : '';
}
