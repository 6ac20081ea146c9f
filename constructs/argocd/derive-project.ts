import type { AppProjectSpec } from '../../imports/argo-cd';
import type { Manifest } from '../../lib/core';
import type { Deployable } from '../deployable';
import { specsOf, type PartialSpec } from './project-specs';

/** An Application or ApplicationSet that a project shall allow, and nothing beside it. */
export interface ProjectUse {
  /** As it is synthesized. */
  readonly manifest: Manifest;
  /** What its sources deliver; default nothing known, and so no cluster-scoped kinds. */
  readonly deployables?: readonly Deployable[];
}

export interface DeriveProjectOptions {
  /**
   * URLs of the clusters that templated destinations may be. Default: any server, since no generator
   * says at synth which clusters there are; the namespace is exact all the same.
   */
  readonly servers?: readonly string[];
}

type Derived = Required<Pick<AppProjectSpec, 'sourceRepos' | 'destinations'>> &
  Pick<AppProjectSpec, 'clusterResourceWhitelist'>;

type Destination = Derived['destinations'][number];

/**
 * What a project must allow so that `uses` can sync: their sources, their destinations, the
 * cluster-scoped kinds of their content, and `Namespace` where `CreateNamespace=true` creates one.
 * Sorted, nothing twice.
 *
 * Text that Argo CD fills in is allowed as a pattern, as narrow as synth can know: a parameter is its
 * values where a list gives them, else `*`; a templated server is `*` unless `servers` are given. A
 * destination without a namespace allows every namespace there, since its content may name any.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
export function deriveProject(
  uses: readonly ProjectUse[],
  options: DeriveProjectOptions = {},
): Derived {
  const specs = uses.flatMap(({ manifest }) => specsOf(manifest));
  const kinds = [
    ...uses.flatMap(({ deployables = [] }) => deployables.flatMap((d) => d.clusterResources())),
    ...specs.flatMap(createdNamespaces),
  ].map(({ group, kind, ...name }) => ({ group, kind, ...name }));
  return {
    sourceRepos: sorted(specs.flatMap(repositoriesOf)),
    destinations: sorted(specs.flatMap((spec) => destinationsOf(spec, options.servers))),
    ...(kinds.length > 0 && { clusterResourceWhitelist: withoutNarrower(sorted(kinds)) }),
  };
}

function repositoriesOf({ sources, text }: PartialSpec): string[] {
  return sources.flatMap((repoURL) => text(repoURL, '**'));
}

function destinationsOf({ destination, text }: PartialSpec, servers?: readonly string[]) {
  const { server, name, namespace } = destination;
  const namespaces = namespace ? text(namespace, '*') : ['*'];
  const places = (value: string) =>
    text(value, '*').map((place) => (place.includes('*') ? '*' : place));
  const clusters: Destination[] = [];
  if (server !== undefined) {
    const exact = places(server).flatMap((place) => (place === '*' ? (servers ?? ['*']) : [place]));
    clusters.push(...exact.map((place) => ({ server: place })));
  } else if (name !== undefined) {
    clusters.push(...places(name).map((place) => ({ name: place })));
  }
  return clusters.flatMap((cluster) => namespaces.map((at) => ({ ...cluster, namespace: at })));
}

function createdNamespaces({ destination: { namespace }, syncOptions, text }: PartialSpec) {
  if (!namespace || !syncOptions.includes('CreateNamespace=true')) return [];
  return text(namespace, '*').map((name) => ({ group: '', kind: 'Namespace', name }));
}

/** Of entries for one kind, the one without a name allows all others. */
function withoutNarrower<T extends { group: string; kind: string; name?: string }>(
  kinds: T[],
): T[] {
  const whole = new Set(
    kinds.filter(({ name }) => name === undefined).map(({ group, kind }) => `${group}/${kind}`),
  );
  return kinds.filter(
    ({ group, kind, name }) => name === undefined || !whole.has(`${group}/${kind}`),
  );
}

/** Each value once, in the order of its JSON. */
function sorted<T>(values: readonly T[]): T[] {
  const byText = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
