import { dataJson } from './files';

/** An API version of a kind that a release deprecates or removes. */
export interface Deprecation {
  /** `k8s`, or the project whose release counts: `cert-manager`, `istio`. */
  readonly component: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** Releases with a `v` in front: `v1.22.0`. Empty or absent where it is not decided. */
  readonly deprecatedIn?: string;
  readonly removedIn?: string;
  /** The API version to move to. */
  readonly replacementApi?: string;
  readonly replacementAvailableIn?: string;
}

/** All that is known, in the order of the facts. */
export function deprecations(): readonly Deprecation[] {
  return dataJson('schemas/deprecations.json') as readonly Deprecation[];
}
