import type { KindFacts, Node, SchemaTable } from '../generate/schema';
import { dataFile, dataJson, tableNamed } from './files';
import { releasesIn } from './lines';

export interface SchemaOptions {
  /** The minor release of Kubernetes, `1.34`; default the newest that is known. */
  readonly kubernetes?: string;
  /** Tables of the user's own definitions, searched first. */
  readonly tables?: readonly SchemaTable[];
}

export interface FoundKind {
  readonly table: { readonly shapes: readonly Node[] };
  readonly facts: KindFacts;
}

/**
 * The schema of a kind: from the tables given, from Kubernetes' own kinds of the release, or from
 * the custom resources that ship with us. Not finding it says nothing about the kind.
 */
export function findKind(
  apiVersion: string,
  kind: string,
  options: SchemaOptions = {},
): FoundKind | undefined {
  const id = `${apiVersion}/${kind}`;
  for (const table of options.tables ?? []) {
    const facts = Object.hasOwn(table.kinds, id) ? table.kinds[id] : undefined;
    if (facts) return { table, facts };
  }
  const slash = apiVersion.indexOf('/');
  for (const name of tablesOf(slash < 0 ? '' : apiVersion.slice(0, slash))) {
    const table = tableNamed(name);
    const facts = table.find(id, releaseFor(name, options));
    if (facts) return { table, facts };
  }
  return undefined;
}

/** Versions of a kind that an API server takes, the most stable first; none for an unknown kind. */
export function servedVersions(
  group: string,
  kind: string,
  options: SchemaOptions = {},
): string[] {
  const served = kindsIn(group, options).filter((each) => each.kind === kind && each.facts.served);
  return [...new Set(served.map(({ version }) => version))].sort(byStability);
}

/** Kinds of a group (`''`: core), sorted; none for an unknown group. */
export function kindsOf(group: string, options: SchemaOptions = {}): string[] {
  return [...new Set(kindsIn(group, options).map(({ kind }) => kind))].sort();
}

/** Every API group that is known, sorted; core is `''`. */
export function knownGroups(options: SchemaOptions = {}): string[] {
  const own = (options.tables ?? []).flatMap(({ kinds }) => Object.keys(kinds).map(groupIn));
  return [...new Set([...Object.keys(index()), ...own])].sort();
}

/** The minor releases of Kubernetes that are known, the oldest first. */
export function kubernetesReleases(): readonly string[] {
  releases ??= releasesIn(dataFile('schemas/kubernetes.json'));
  return releases;
}

interface Listed {
  readonly version: string;
  readonly kind: string;
  readonly facts: KindFacts;
}

let releases: readonly string[] | undefined;

function kindsIn(group: string, options: SchemaOptions): Listed[] {
  const shipped = tablesOf(group).map((name) => tableNamed(name).kinds(releaseFor(name, options)));
  const own = (options.tables ?? []).map(({ kinds }) => kinds);
  return [...own, ...shipped].flatMap((kinds) =>
    Object.entries(kinds).flatMap(([id, facts]) => {
      const [kind = '', version = ''] = id.split('/').reverse();
      return groupIn(id) === group ? [{ version, kind, facts }] : [];
    }),
  );
}

function groupIn(id: string): string {
  const parts = id.split('/');
  return parts.length === 3 ? (parts[0] ?? '') : '';
}

function index(): Readonly<Record<string, readonly string[]>> {
  return dataJson('schemas/groups.json') as Readonly<Record<string, readonly string[]>>;
}

function tablesOf(group: string): readonly string[] {
  const names = index();
  return Object.hasOwn(names, group) ? (names[group] ?? []) : [];
}

/** The release to read in Kubernetes' table: the nearest known one. */
function releaseFor(table: string, { kubernetes }: SchemaOptions): string | undefined {
  if (table !== 'kubernetes') return undefined;
  const known = kubernetesReleases();
  if (kubernetes === undefined) return known.at(-1);
  const minor = (release: string) => Number(/^v?1\.(\d+)/.exec(release)?.[1] ?? Infinity);
  return known.filter((release) => minor(release) <= minor(kubernetes)).at(-1) ?? known[0];
}

function byStability(a: string, b: string): number {
  return rank(b) - rank(a) || (a < b ? -1 : 1);
}

function rank(version: string): number {
  const [, major = 0, level, minor = 0] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  const stability = level === undefined ? 2 : level === 'beta' ? 1 : 0;
  return stability * 1e6 + Number(major) * 1e3 + Number(minor);
}
