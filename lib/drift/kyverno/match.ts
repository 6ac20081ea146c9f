import { groupOf, versionOf, type Manifest, type ManifestSet } from '../../core';
import { isMap, listIn, mapIn, textIn } from '../values';
import { isLike } from './wildcard';

type Block = Readonly<Record<string, unknown>>;

/** A rule's `match` and `exclude`, over one set. */
export class Matcher {
  readonly #match: unknown;
  readonly #exclude: unknown;

  constructor(
    rule: unknown,
    readonly set: ManifestSet,
    /** Of a namespaced policy: it sees nothing else. */
    readonly namespace?: string,
  ) {
    this.#match = mapIn(rule, '/match');
    this.#exclude = mapIn(rule, '/exclude');
  }

  /** Objects of the set that the rule is applied to. */
  *objects(): Generator<Manifest> {
    const kinds = filtersOf(this.#match).flatMap((filter) => listIn(filter, '/resources/kinds'));
    for (const { group, kind, manifests } of this.set.kinds()) {
      if (!kinds.some((pattern) => isKind(String(pattern), group, kind))) continue;
      for (const at of manifests) if (this.accepts(at)) yield at;
    }
  }

  /** @param as The object as the rule knows it, where it is written for the Pods of `at`. */
  accepts(at: Manifest, as: Pick<Manifest, 'apiVersion' | 'kind'> = at): boolean {
    const { namespace } = at.metadata;
    if (this.namespace !== undefined && namespace !== this.namespace) return false;
    const filter = (one: Block) => this.#isMeant(one, at, as);
    return holds(this.#match, filter) && !holds(this.#exclude, filter);
  }

  #isMeant(filter: Block, at: Manifest, as: Pick<Manifest, 'apiVersion' | 'kind'>): boolean {
    // Who applies is Argo CD: what Git holds does not say under which user.
    if (['subjects', 'roles', 'clusterRoles'].some((name) => listIn(filter, `/${name}`).length > 0))
      return false;
    const resources = mapIn(filter, '/resources');
    const { name = '', namespace = '', annotations = {} } = at.metadata;
    const kinds = textsIn(resources, '/kinds');
    const names = [...textsIn(resources, '/names'), ...textsIn(resources, '/name')];
    const namespaces = textsIn(resources, '/namespaces');
    const operations = textsIn(resources, '/operations');
    return (
      Object.keys(resources).length > 0 &&
      (kinds.length === 0 ||
        kinds.some((one) => isKind(one, groupOf(as), as.kind, versionOf(as)))) &&
      isOneOf(names, name) &&
      isOneOf(namespaces, at.kind === 'Namespace' ? name : namespace) &&
      (operations.length === 0 || operations.some((o) => o === 'CREATE' || o === 'UPDATE')) &&
      Object.entries(mapIn(resources, '/annotations')).every(([key, value]) =>
        hasLike(annotations, key, String(value)),
      ) &&
      isSelected(mapIn(resources, '/selector'), at.metadata.labels ?? {}) &&
      this.#isInNamespace(mapIn(resources, '/namespaceSelector'), namespace)
    );
  }

  /** Labels of a Namespace that the set does not have are not known, and select nothing. */
  #isInNamespace(selector: Block, namespace: string): boolean {
    if (Object.keys(selector).length === 0) return true;
    const [found] = this.set.named('', 'Namespace', namespace);
    return found !== undefined && isSelected(selector, found.metadata.labels ?? {});
  }
}

/** The blocks below `any` and `all`, or the old form without either. */
export function filtersOf(block: unknown): Block[] {
  const listed = [...listIn(block, '/any'), ...listIn(block, '/all')].filter(isMap);
  return listed.length > 0 ? listed : isMap(block) && isMap(block['resources']) ? [block] : [];
}

/** `Pod`, `v1/Pod`, `apps/v1/Deployment`, each part a pattern; subresources are other requests. */
export function isKind(pattern: string, group: string, kind: string, version?: string): boolean {
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

function holds(block: unknown, filter: (one: Block) => boolean): boolean {
  const any = listIn(block, '/any').filter(isMap);
  const all = listIn(block, '/all').filter(isMap);
  if (any.length > 0) return any.some(filter);
  if (all.length > 0) return all.every(filter);
  return filtersOf(block).some(filter);
}

function isSelected(selector: Block, labels: Readonly<Record<string, unknown>>): boolean {
  const wanted = Object.entries(mapIn(selector, '/matchLabels'));
  return (
    wanted.every(([key, value]) => hasLike(labels, key, String(value))) &&
    listIn(selector, '/matchExpressions').every((one) => isExpressionTrue(one, labels))
  );
}

function isExpressionTrue(expression: unknown, labels: Readonly<Record<string, unknown>>): boolean {
  const value = labels[textIn(expression, '/key') ?? ''];
  const values = listIn(expression, '/values');
  switch (textIn(expression, '/operator')) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

function hasLike(map: Readonly<Record<string, unknown>>, key: string, pattern: string): boolean {
  return Object.entries(map).some(
    ([name, value]) => isLike(key, name) && isLike(pattern, String(value)),
  );
}

function isOneOf(patterns: readonly string[], text: string): boolean {
  return patterns.length === 0 || patterns.some((pattern) => isLike(pattern, text));
}

/** A list of texts, or one text. */
function textsIn(root: unknown, pointer: string): string[] {
  const single = textIn(root, pointer);
  return single === undefined ? listIn(root, pointer).map(String) : [single];
}
