import { clusterScoped, pluralOf, scales } from './kubernetes-kinds';
import { ShapePool } from './pool';
import { byText, isRecord, type Child, type JsonRecord, type KindFacts, type Node } from './schema';

/** Kubernetes' own kinds by minor release (`1.34`), over one list of shapes. */
export interface KubernetesTable {
  readonly shapes: readonly Node[];
  readonly versions: Readonly<
    Record<string, { readonly kinds: Readonly<Record<string, KindFacts>> }>
  >;
}

type Definitions = Readonly<Record<string, JsonRecord>>;

const REF = '#/definitions/';
const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/**
 * The table of several releases.
 *
 * @param documents minor release to the OpenAPI v2 document of its API server
 */
export function kubernetesTable(
  documents: ReadonlyMap<string, { readonly definitions: Definitions }>,
): KubernetesTable {
  const pool = new ShapePool();
  const versions = [...documents].map(([version, { definitions }]): [string, object] => {
    const resolver = new Resolver(definitions, pool);
    const kinds = Object.entries(definitions).flatMap(([name, definition]) =>
      kindsOf(definition).map((id): [string, KindFacts] => [id, resolver.kind(name, id)]),
    );
    return [
      version,
      { kinds: Object.fromEntries(withStorage(kinds.sort(([a], [b]) => byText(a, b)))) },
    ];
  });
  return {
    shapes: pool.shapes,
    versions: Object.fromEntries(versions) as KubernetesTable['versions'],
  };
}

/** The ids of a definition that is an object with metadata of its own, no list and no option. */
function kindsOf({ properties, 'x-kubernetes-group-version-kind': ids }: JsonRecord): string[] {
  const metadata = isRecord(properties) ? properties.metadata : undefined;
  if (!isRecord(metadata) || metadata.$ref !== REF + OBJECT_META || !Array.isArray(ids)) return [];
  return (ids as { group: string; version: string; kind: string }[]).map(
    ({ group, version, kind }) => `${group ? `${group}/` : ''}${version}/${kind}`,
  );
}

/** Marks the most stable version of each kind: GA before beta before alpha, then the highest. */
function withStorage(kinds: readonly [string, KindFacts][]): [string, KindFacts][] {
  const best = new Map<string, string>();
  const keyed = kinds.map(([id, facts]) => {
    const [kind = '', version = '', group = ''] = id.split('/').reverse();
    const key = `${group}/${kind}`;
    const rank = versionRank(version);
    if (rank > (best.get(key) ?? '')) best.set(key, rank);
    return { id, facts, key, rank };
  });
  return keyed.map(({ id, facts, key, rank }) => [
    id,
    { ...facts, storage: best.get(key) === rank },
  ]);
}

function versionRank(version: string): string {
  const [, major = '', level = 'ga', minor = ''] =
    /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  return [{ ga: '2', beta: '1', alpha: '0' }[level], major, minor]
    .map((n) => n?.padStart(4))
    .join();
}

/** Follows `$ref`s in the definitions of one release. */
class Resolver {
  readonly #places = new Map<string, Child>();

  constructor(
    readonly definitions: Definitions,
    readonly pool: ShapePool,
  ) {}

  kind(name: string, id: string): KindFacts {
    const kind = id.slice(id.lastIndexOf('/') + 1);
    const scale = scales.get(id);
    return {
      root: this.#definition(name),
      scope: clusterScoped.has(kind) ? 'Cluster' : 'Namespaced',
      plural: pluralOf(kind),
      served: true,
      storage: true,
      ...(scale && { scale }),
    };
  }

  #definition(name: string): Child {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const place = this.#marked(name) ?? this.#plain(name);
    this.#places.set(name, place);
    return place;
  }

  #plain(name: string): Child {
    const definition = this.#named(name);
    const reached = this.#reached(name);
    if (!reached.has(name)) return this.pool.add(this.#resolved(definition));
    const key = [name, ...reached].sort().map((each) => JSON.stringify(this.#named(each)));
    return this.pool.addRecursive(`${name} ${key.join()}`, (self) => {
      this.#places.set(name, self);
      return this.#resolved(definition);
    });
  }

  /** Types with a form of their own, of which OpenAPI tells less than their names. */
  #marked(name: string): Child | undefined {
    const type = name.slice(name.lastIndexOf('.') + 1);
    if (name.endsWith('pkg.api.resource.Quantity'))
      return this.pool.add({ format: 'quantity', oneOf: [{ type: 'string' }, { type: 'number' }] });
    if (type === 'IntOrString')
      return this.pool.add({ format: 'int-or-string', 'x-kubernetes-int-or-string': true });
    if (type === 'MicroTime') return this.pool.add({ type: 'string', format: 'micro-time' });
    if (type === 'RawExtension')
      return this.pool.add({
        type: 'object',
        'x-kubernetes-embedded-resource': true,
        'x-kubernetes-preserve-unknown-fields': true,
      });
    if (type === 'FieldsV1')
      return this.pool.add({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true });
    if (this.#named(name).type === undefined && !this.#named(name).properties)
      return this.pool.add({ 'x-kubernetes-preserve-unknown-fields': true });
    return undefined;
  }

  #named(name: string): JsonRecord {
    return this.definitions[name] ?? {};
  }

  #resolved(node: JsonRecord): Node {
    const entries = Object.entries(node)
      .filter(([keyword]) => !DROPPED.has(keyword))
      .map(([keyword, value]): [string, unknown] => {
        if (keyword === 'properties' && isRecord(value))
          return [
            keyword,
            Object.fromEntries(
              Object.entries(value).map(([name, child]) => [name, this.#child(child)]),
            ),
          ];
        const isChild =
          (keyword === 'items' || keyword === 'additionalProperties') && isRecord(value);
        return [keyword, isChild ? this.#child(value) : value];
      });
    return Object.fromEntries(entries);
  }

  #child(child: unknown): Child {
    if (!isRecord(child)) return {};
    if (typeof child.$ref === 'string') return this.#definition(child.$ref.slice(REF.length));
    return this.pool.add(this.#resolved(child));
  }

  /** The definitions that `name` refers to, directly or not. */
  #reached(name: string): Set<string> {
    const reached = new Set<string>();
    const queue = [name];
    for (let next = queue.pop(); next !== undefined; next = queue.pop())
      for (const [, ref = ''] of JSON.stringify(this.#named(next)).matchAll(REFS))
        if (!reached.has(ref)) {
          reached.add(ref);
          queue.push(ref);
        }
    return reached;
  }
}

const REFS = /"\$ref":"#\/definitions\/([^"]+)"/g;

/** Keywords that tell the table nothing: its kinds are named, and merge keys are list-map keys. */
const DROPPED = new Set([
  'x-kubernetes-group-version-kind',
  'x-kubernetes-patch-merge-key',
  'x-kubernetes-patch-strategy',
  'x-kubernetes-unions',
]);
