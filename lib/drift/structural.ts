/** A part of a schema: written out, or the index of a shape that several places share. */
export type SchemaChild = number | SchemaNode;

/**
 * What drift reads of a structural schema, as in a CRD's `openAPIV3Schema`.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export interface SchemaNode {
  readonly type?: string;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly items?: SchemaChild;
  readonly properties?: Readonly<Record<string, SchemaChild>>;
  readonly additionalProperties?: SchemaChild | boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: string;
}

/** The schema of a kind, with the table that its root refers into. */
export interface KindSchema {
  readonly table: { readonly shapes: readonly SchemaNode[] };
  readonly facts: { readonly root: SchemaChild };
}

/** Finds the schema of a kind; `undefined` where nobody knows one. */
export type SchemaOf = (apiVersion: string, kind: string) => KindSchema | undefined;

/** The node itself, wherever it stands. */
export function schemaNode(child: SchemaChild, { table }: KindSchema): SchemaNode {
  return typeof child === 'number' ? (table.shapes[child] ?? {}) : child;
}

/** What the values of a map, or the fields that it does not name, look like. */
export function valuesOf({ additionalProperties: values }: SchemaNode): SchemaChild | undefined {
  return typeof values === 'boolean' ? undefined : values;
}

/**
 * Whether the OpenAPI document that Argo CD reads says nothing of what is below: version 2 cannot
 * say it.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/v0.36.1/pkg/controller/openapi/v2/conversion.go
 */
export function isUnpublished(node: SchemaNode): boolean {
  return node.nullable === true || node['x-kubernetes-preserve-unknown-fields'] === true;
}
