/** A part of a schema: written out, or the index of a shape that several places share. */
export type Child = number | Node;

/**
 * One node of a structural schema, as in a CRD's `openAPIV3Schema`, its children shared or not.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export interface Node {
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly items?: Child;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Child>>;
  readonly additionalProperties?: Child | boolean;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly allOf?: readonly Child[];
  readonly anyOf?: readonly Child[];
  readonly oneOf?: readonly Child[];
  readonly not?: Child;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: string;
  /** Rules in CEL: see `ruleValidatorOf`. */
  readonly 'x-kubernetes-validations'?: readonly unknown[];
}

/** Shapes that refer to each other, and to themselves, by index. */
export interface ShapeTable {
  readonly shapes: readonly Node[];
}

/** What is known of one kind at one version. */
export interface KindFacts {
  readonly root: Child;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly plural: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly scale?: { readonly specReplicasPath: string };
}

/** A kind's facts with the table that its root refers into. */
export interface KindSchema {
  readonly table: ShapeTable;
  readonly facts: KindFacts;
}
