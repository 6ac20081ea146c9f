import type { Pointer } from '../../core';

/** What the API server refuses about a rule that a schema has. */
export interface DefinitionProblem {
  /** Below the schema: `/properties/spec/x-kubernetes-validations/0/rule`. */
  readonly pointer: Pointer;
  readonly message: string;
  readonly hint: string;
}
