import type { Pointer } from '../core';

/** Which sentence about Crossplane's objects a fact breaks; also the id of the lint rule that reports it. */
export type FactRule =
  | 'composed-kind-unknown'
  | 'composed-resource-invalid'
  | 'composition-input-invalid'
  | 'composition-never-ready'
  | 'composition-patch-ignored'
  | 'composition-path-unknown'
  | 'composition-pipeline-broken'
  | 'composition-scope-broken'
  | 'composition-type-mismatch'
  | 'package-metadata-invalid'
  | 'xrd-invalid'
  | 'xrd-schema-dropped'
  | 'xrd-schema-invalid';

/** One thing that is wrong with an XRD, a Composition or a package. */
export interface Fact {
  readonly rule: FactRule;
  /** Into the object: `/spec/pipeline/0/input/resources/3/patches/1/toFieldPath`. */
  readonly pointer: Pointer;
  /** Read after the place; lower case, no full stop. */
  readonly message: string;
  /** The repair, as an order. Default: the rule's. */
  readonly hint?: string;
  /** Default `error`: it fails in the cluster, or does nothing. */
  readonly severity?: 'warning';
}
