import { ManifestSet } from '../../lib/core';
import { manifestsOf as manifestsBelow } from '../../lib/synth';
import type { Delivery } from './delivery';
import { fileEntries } from './file-entries';
import { withSynthesis } from './synthesis';

/** The manifests in an artifact, or in one of its variants, as the program builds them. */
export function manifestsOf(delivery: Delivery, variant?: string): ManifestSet {
  return withSynthesis(delivery.construct, (pass) =>
    ManifestSet.concat(
      ...delivery.parts
        .filter(({ folder }) => variant === undefined || folder === variant)
        .map(({ root }) => manifestsBelow(pass, root)),
      new ManifestSet(fileEntries(pass, delivery)),
    ),
  );
}
