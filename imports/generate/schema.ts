/** Any JSON value as a parser gives it. */
export type JsonRecord = { readonly [field: string]: unknown };

/**
 * A node of an OpenAPI v3 structural schema. Its children may be places in a table of shapes; a
 * plain schema, which has none, is one too. Sub-schemas of oneOf, anyOf, allOf and not are plain.
 */
export interface Node {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly nullable?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Child>>;
  readonly items?: Child;
  readonly additionalProperties?: Child | boolean;
  readonly [keyword: string]: unknown;
}

/** A node, or its index in the table's shapes. */
export type Child = number | Node;

/** What a table says about one kind in one version. */
export interface KindFacts {
  readonly root: Child;
  readonly scope: Scope;
  readonly plural: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly deprecated?: boolean;
  /** JSON paths of the scale subresource, as the definition spells them: `.spec.replicas`. */
  readonly scale?: Scale;
  /** Of a composite resource or a claim that has a connection Secret. */
  readonly connection?: ConnectionFacts;
}

export interface ConnectionFacts {
  /** Of the Secret. */
  readonly keys: readonly string[];
  /**
   * What names the Secret: `spec.writeConnectionSecretToRef` of a claim or a legacy composite resource,
   * else the composition, `<name>-connection`.
   */
  readonly named: 'claim' | 'composite' | 'composition';
}

export type Scope = 'Namespaced' | 'Cluster';

export interface Scale {
  readonly specReplicasPath: string;
  readonly statusReplicasPath?: string;
  readonly labelSelectorPath?: string;
}

/** Kinds by `<apiVersion>/<kind>` (`v1/Pod`) over the shapes that their schemas share. */
export interface SchemaTable {
  readonly shapes: readonly Node[];
  readonly kinds: Readonly<Record<string, KindFacts>>;
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Code-unit order, the same on every machine. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The node itself, wherever it stands. */
export function nodeOf(child: Child, shapes: readonly Node[]): Node {
  return typeof child === 'number' ? (shapes[child] ?? {}) : child;
}
