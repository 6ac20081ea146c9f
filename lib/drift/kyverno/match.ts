import { groupOf, versionOf, type Manifest, type ManifestSet } from '../../core';
import { isMap, listIn, mapIn, textIn } from '../values';
import { isSelectedBy } from './selector';
import { isLike, likeAny } from './wildcard';

type Block = Readonly<Record<string, unknown>>;
type Kind = Pick<Manifest, 'apiVersion' | 'kind'>;

/** Whether a filter means an object; what costs little is asked first. */
type Filter = (at: Manifest, as: Kind) => boolean;

/** A rule's `match` and `exclude`, over one set. */
export class Matcher {
  readonly #kinds: readonly string[];
  readonly #namespaces: readonly string[] | undefined;
  readonly #matches: Filter;
  readonly #excludes: Filter;

  constructor(
    rule: unknown,
    readonly set: ManifestSet,
    /** Of a namespaced policy: it sees nothing else. */
    readonly namespace?: string,
  ) {
    const match = mapIn(rule, '/match');
    this.#kinds = filtersOf(match).flatMap((filter) => textsIn(filter, '/resources/kinds'));
    this.#namespaces = namespace === undefined ? namespacesOf(match) : [namespace];
    this.#matches = compileBlock(match, set);
    this.#excludes = compileBlock(mapIn(rule, '/exclude'), set);
  }

  /** Objects of the set that the rule is applied to. */
  *objects(): Generator<Manifest> {
    for (const { group, kind, manifests } of this.set.kinds()) {
      if (!this.#kinds.some((pattern) => isKind(pattern, group, kind))) continue;
      for (const at of this.near(manifests)) if (this.accepts(at)) yield at;
    }
  }

  /** Those of some objects of one kind that the namespaces of the rule leave. */
  near(manifests: readonly Manifest[]): Iterable<Manifest> {
    if (!this.#namespaces || manifests[0]?.kind === 'Namespace') return manifests;
    const index = byNamespace(manifests);
    return this.#namespaces.flatMap((namespace) => index.get(namespace) ?? []);
  }

  /** @param as The object as the rule knows it, where it is written for the Pods of `at`. */
  accepts(at: Manifest, as: Kind = at): boolean {
    if (this.namespace !== undefined && at.metadata.namespace !== this.namespace) return false;
    return this.#matches(at, as) && !this.#excludes(at, as);
  }
}

/** The blocks below `any` and `all`, or the old form without either. */
export function filtersOf(block: unknown): Block[] {
  const listed = [...listIn(block, '/any'), ...listIn(block, '/all')].filter(isMap);
  return listed.length > 0 ? listed : isMap(block) && isMap(block['resources']) ? [block] : [];
}

const indexes = new WeakMap<readonly Manifest[], Map<string | undefined, Manifest[]>>();

/** Read once a set: policies of teams are many, and each is about few objects. */
function byNamespace(manifests: readonly Manifest[]): Map<string | undefined, Manifest[]> {
  let index = indexes.get(manifests);
  if (!index) {
    indexes.set(manifests, (index = new Map()));
    for (const at of manifests) {
      const { namespace } = at.metadata;
      const list = index.get(namespace);
      if (list) list.push(at);
      else index.set(namespace, [at]);
    }
  }
  return index;
}

/** The namespaces of all filters; `undefined` where one says none, or a pattern. */
function namespacesOf(match: unknown): readonly string[] | undefined {
  const all = filtersOf(match).map((filter) => textsIn(filter, '/resources/namespaces'));
  const isLiteral = all.every((some) => some.length > 0 && !some.some((one) => /[*?]/.test(one)));
  return isLiteral ? [...new Set(all.flat())] : undefined;
}

/** `Pod`, `v1/Pod`, `apps/v1/Deployment`, each part a pattern; subresources are other requests. */
function isKind(pattern: string, group: string, kind: string, version?: string): boolean {
  const parts = pattern.split('/');
  const name = parts.at(-1) ?? '';
  if (name.includes('.') || parts.length > 3) return false;
  const wantedVersion = parts.length > 1 ? parts.at(-2) : undefined;
  if (wantedVersion !== undefined && !/^(v\d|\*)/.test(wantedVersion)) return false;
  const wantedGroup = parts.length === 3 ? parts[0] : undefined;
  return (
    isLike(name, kind) &&
    (wantedGroup === undefined || isLike(wantedGroup, group)) &&
    (wantedVersion === undefined || version === undefined || isLike(wantedVersion, version))
  );
}

function compileBlock(block: unknown, set: ManifestSet): Filter {
  const compile = (list: readonly Block[]) => list.map((one) => compileFilter(one, set));
  const any = compile(listIn(block, '/any').filter(isMap));
  const all = compile(listIn(block, '/all').filter(isMap));
  if (any.length > 0) return (at, as) => any.some((filter) => filter(at, as));
  if (all.length > 0) return (at, as) => all.every((filter) => filter(at, as));
  const old = compile(filtersOf(block));
  return (at, as) => old.some((filter) => filter(at, as));
}

function compileFilter(filter: Block, set: ManifestSet): Filter {
  const resources = mapIn(filter, '/resources');
  const operations = textsIn(resources, '/operations');
  // Who applies is Argo CD: what Git holds does not say under which user.
  const isByUser = ['/subjects', '/roles', '/clusterRoles'].some(
    (list) => listIn(filter, list).length > 0,
  );
  const isElsewhere = operations.length > 0 && !operations.some((o) => /^(CREATE|UPDATE)$/.test(o));
  if (isByUser || isElsewhere || Object.keys(resources).length === 0) return () => false;
  const isNamed = likeAny([...textsIn(resources, '/names'), ...textsIn(resources, '/name')]);
  const isInNamespace = likeAny(textsIn(resources, '/namespaces'));
  const isOfKind = compileKinds(textsIn(resources, '/kinds'));
  const annotations = Object.entries(mapIn(resources, '/annotations'));
  const isSelected = compileSelector(mapIn(resources, '/selector'));
  const isInSelected = compileNamespaces(mapIn(resources, '/namespaceSelector'), set);
  return (at, as) => {
    const { name = '', namespace = '' } = at.metadata;
    return (
      isInNamespace(at.kind === 'Namespace' ? name : namespace) &&
      isNamed(name) &&
      isOfKind(as) &&
      isSelected(at.metadata.labels ?? {}) &&
      annotations.every(([key, value]) => hasLike(at.metadata.annotations, key, String(value))) &&
      isInSelected(namespace)
    );
  };
}

function compileKinds(patterns: readonly string[]): (kind: Kind) => boolean {
  const known = new Map<string, boolean>();
  return (as) => {
    if (patterns.length === 0) return true;
    const key = `${as.apiVersion}/${as.kind}`;
    let found = known.get(key);
    if (found === undefined) {
      found = patterns.some((one) => isKind(one, groupOf(as), as.kind, versionOf(as)));
      known.set(key, found);
    }
    return found;
  };
}

/** Labels of a Namespace that the set does not have are not known, and select nothing. */
function compileNamespaces(selector: Block, set: ManifestSet): (namespace: string) => boolean {
  if (Object.keys(selector).length === 0) return () => true;
  const isSelected = compileSelector(selector);
  return (namespace) => {
    const [found] = set.named('', 'Namespace', namespace);
    return found !== undefined && isSelected(found.metadata.labels ?? {});
  };
}

function compileSelector(selector: Block): (labels: Readonly<Record<string, unknown>>) => boolean {
  if (Object.keys(selector).length === 0) return () => true;
  return (labels) => isSelectedBy(selector, labels, { has: hasLike });
}

function hasLike(
  map: Readonly<Record<string, unknown>> | undefined,
  key: string,
  pattern: string,
): boolean {
  return Object.entries(map ?? {}).some(
    ([name, value]) => isLike(key, name) && isLike(pattern, String(value)),
  );
}

/** A list of texts, or one text. */
function textsIn(root: unknown, pointer: string): string[] {
  const single = textIn(root, pointer);
  return single === undefined ? listIn(root, pointer).map(String) : [single];
}
