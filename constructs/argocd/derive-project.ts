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
  const destinations = uses.flatMap(({ manifest, deployables = [] }) => {
    const named = deployables.flatMap((deployable) => deployable.namespaces());
    return specsOf(manifest).flatMap((spec) => destinationsOf(spec, named, options.servers));
  });
  const kinds = [
    ...uses.flatMap(({ deployables = [] }) => deployables.flatMap((d) => d.clusterResources())),
    ...specs.flatMap(createdNamespaces),
  ].map(({ group, kind, ...name }) => ({ group, kind, ...name }));
  return {
    sourceRepos: sorted(specs.flatMap(repositoriesOf)),
    destinations: withoutNarrowerNamespaces(sorted(destinations)),
    ...(kinds.length > 0 && { clusterResourceWhitelist: withoutNarrower(sorted(kinds)) }),
  };
}

function repositoriesOf({ sources, text }: PartialSpec): string[] {
  return sources.flatMap((repoURL) => text(repoURL, '**'));
}

/** @param named namespaces that the content names, beside the one for objects without. */
function destinationsOf(
  { destination, text }: PartialSpec,
  named: readonly string[],
  servers?: readonly string[],
) {
  const { server, name, namespace } = destination;
  const namespaces = namespace ? [...text(namespace, '*'), ...named] : ['*'];
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

/** Of destinations on one cluster, the one for every namespace allows all others. */
function withoutNarrowerNamespaces(destinations: readonly Destination[]): Destination[] {
  const clusterOf = ({ server, name }: Destination) => JSON.stringify([server, name]);
  const whole = new Set(destinations.filter(({ namespace }) => namespace === '*').map(clusterOf));
  return destinations.filter((one) => one.namespace === '*' || !whole.has(clusterOf(one)));
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
