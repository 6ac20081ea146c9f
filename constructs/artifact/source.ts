import type { Ring } from '../../lib/releases';
import { DEPLOYS, type Deployable } from '../deployable';
import { clusterResourcesOf, ignoreDifferencesOf } from './facts';
import { DeferredString } from './deferred';
import { digestOf } from './content';
import type { Delivery } from './delivery';
import { ArtifactError } from './errors';
import { programOf } from './program';

/** Which release, and where there are variants, which of them. */
export type SourceOptions<Variant extends string> = {
  /** The line of `releases.yaml` that says what runs: `production`. */
  readonly ring: string;
} & ([Variant] extends [never] ? { readonly variant?: undefined } : { readonly variant: Variant });

/** A source of an Argo CD Application, as upstream spells it. */
export interface ArtifactSource {
  /** `oci://ghcr.io/acme/manifests/core-stack` */
  readonly repoURL: string;
  /** The variant, or `.`. */
  readonly path: string;
  /** `sha256:…`, known at synth. */
  readonly targetRevision: string;
  /** For the Applications that use it. */
  readonly [DEPLOYS]: Deployable;
}

export function artifactSource(
  delivery: Delivery,
  variants: readonly string[],
  { ring, variant }: { readonly ring: string; readonly variant?: string | undefined },
): ArtifactSource {
  checkVariant(delivery.name, variants, variant);
  const repoURL = `oci://${delivery.repository}`;
  const release = () => releaseOf(delivery, ring);
  return {
    repoURL,
    path: variant ?? '.',
    targetRevision: DeferredString.of(
      `the digest of artifact '${delivery.name}' in ring '${ring}'`,
      () => {
        const pinned = release();
        return 'head' in pinned ? digestOf(delivery) : pinned.digest;
      },
    ),
    [DEPLOYS]: {
      repoURL,
      ignoreDifferences() {
        const pinned = release();
        return 'head' in pinned ? ignoreDifferencesOf(delivery, variant) : pinned.drift;
      },
      clusterResources: () => clusterResourcesOf(delivery),
      version() {
        const pinned = release();
        return 'head' in pinned ? undefined : pinned.version;
      },
    },
  };
}

/** @throws {ReleasesError} for a ring that `releases.yaml` does not name. */
function releaseOf({ construct, name }: Delivery, ring: string): Ring {
  return programOf(construct)?.releases.ring(name, ring) ?? { head: true };
}

function checkVariant(
  artifact: string,
  variants: readonly string[],
  variant: string | undefined,
): void {
  if (variants.length === 0 ? variant === undefined : variants.includes(variant ?? '')) return;
  throw new ArtifactError(
    'ARTIFACT_VARIANT_UNKNOWN',
    `artifact '${artifact}' has ${variant === undefined ? 'variants, and none is named' : `no variant '${variant}'`}`,
    variants.length === 0 ? 'leave variant out' : `write one of ${variants.join(', ')}`,
  );
}
