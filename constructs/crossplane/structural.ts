/** A node of an OpenAPI v3 structural schema, as a CRD carries it. */
export interface StructuralSchema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly description?: string;
  readonly default?: unknown;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, StructuralSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: StructuralSchema;
  readonly items?: StructuralSchema;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-validations'?: readonly unknown[];
  readonly [keyword: string]: unknown;
}

/** JSON Schema as TypeBox writes it; symbol keys are not part of it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schema of a field or, for a number, of an element; `undefined` where there is none. */
export function childNode(
  node: StructuralSchema | undefined,
  key: string | number,
): StructuralSchema | undefined {
  if (typeof key === 'number') return node?.items;
  return node?.properties?.[key] ?? node?.additionalProperties;
}
