/** A key of a Secret, in the namespace of the configuration. */
export interface SecretKey {
  readonly name: string;
  readonly key: string;
  readonly namespace?: undefined;
}

/** One in a namespace that is said, for what is cluster-scoped. */
export interface PlacedSecretKey {
  readonly name: string;
  readonly key: string;
  readonly namespace: string;
}

/** One that may be elsewhere. */
export interface NearSecretKey {
  readonly name: string;
  readonly key: string;
  /** Default: the namespace of the configuration. */
  readonly namespace?: string;
}

/** What Crossplane's runtime reads for every provider that takes it. */
export type CommonCredentials<S> =
  | { readonly source: 'Secret'; readonly secretRef: S }
  /** A variable of the provider's pod. */
  | { readonly source: 'Environment'; readonly env: { readonly name: string } }
  /** A file in the provider's pod. */
  | { readonly source: 'Filesystem'; readonly fs: { readonly path: string } };

/** Pace of repeated failures; durations as `30s`, both at least what the CRD says. */
export interface ReconciliationPolicy {
  readonly exponentialFailureRateLimiter: {
    /** At least 1s. */
    readonly baseDelay?: string;
    /** At least 60s, which is the default. */
    readonly maxDelay?: string;
  };
}
