/** A value in a secret store. */
export interface RemoteValue {
  /** Name of the secret there: `argocd/ghcr`. */
  readonly key: string;
  /** Field of it; default the whole value. */
  readonly property?: string;
  /** Default the newest. */
  readonly version?: string;
}
