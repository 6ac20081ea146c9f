import type { ApiObjectMetadata } from 'cdk8s';

/** When Argo CD applies what: each wave is healthy before the next begins. */
const WAVES = {
  /** Read by the packages that come after. */
  runtime: '-4',
  package: '-3',
  definition: '-2',
  config: '-1',
} as const;

/**
 * Metadata with the name and, unless the user said otherwise, the sync wave of its kind.
 *
 * Compositions and XRs have none. Every annotation of a Composition enters the hash of its revision,
 * and an XR must not wait for the Deployment that waits for its Secret, nor the other way round.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export function inWave(
  wave: keyof typeof WAVES,
  name: string,
  metadata: ApiObjectMetadata = {},
  annotations: Readonly<Record<string, string>> = {},
): ApiObjectMetadata & { readonly name: string } {
  return {
    ...metadata,
    name: metadata.name ?? name,
    annotations: {
      'argocd.argoproj.io/sync-wave': WAVES[wave],
      ...annotations,
      ...metadata.annotations,
    },
  };
}

/** For kinds that a provider of the same Application brings: Argo CD would look for them too early. */
export const ARRIVES_LATER = {
  'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true',
} as const;
