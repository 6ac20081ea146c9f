import type { KindSchema } from '../schema';

/** Where schemas and facts about versions come from; `imports/schemas` is one. */
export interface SchemaSource {
  findKind(apiVersion: string, kind: string, options?: SchemaOptions): KindSchema | undefined;
  /** Versions of a kind that its API server serves; `[]` for an unknown kind. */
  servedVersions?(group: string, kind: string, options?: SchemaOptions): readonly string[];
  /** Kinds known of a group; `[]` for an unknown group. */
  kindsOf?(group: string, options?: SchemaOptions): readonly string[];
  /** Releases of Kubernetes that are known, the oldest first. */
  kubernetesReleases?(): readonly string[];
  deprecations?(): readonly Deprecation[];
}

export interface SchemaOptions {
  /** Release for built-in kinds, `1.34`; default the newest known. */
  readonly kubernetes?: string;
}

/** The end of one API version of a kind. Releases are written `v1.22.0`; empty for none known. */
export interface Deprecation {
  /** `k8s`, `cert-manager`, `istio`. */
  readonly component: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly deprecatedIn?: string;
  readonly removedIn?: string;
  readonly replacementApi?: string;
}
