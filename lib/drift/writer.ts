import type { Manifest, ManifestSet, ObjectKey, Pointer } from '../core';

/** One field of one object that a controller writes at run time. */
export interface Claim {
  /** Whose field it is; the object itself may live elsewhere (a Helm chart, another artifact). */
  readonly target: ObjectKey;
  /** The target in the set, where it is. */
  readonly at?: Manifest;
  readonly pointer: Pointer;
  /** The object that makes the controller write: the autoscaler. */
  readonly by: Manifest;
}

/** A controller that writes fields of objects which somebody else declares. */
export interface Writer {
  /** `horizontal-pod-autoscaler`. */
  readonly name: string;
  /** Where its documentation says that it writes the field. */
  readonly source: string;
  claims(set: ManifestSet, facts?: DriftFacts): Iterable<Claim>;
}

/** What is known of kinds whose definition is not in the set. */
export interface DriftFacts {
  /** Dotted path of the scale subresource (`.spec.replicas`) of a kind; `undefined` where unknown. */
  scalePathOf?(apiVersion: string, kind: string): string | undefined;
}
