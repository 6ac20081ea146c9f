import { isManifest, ManifestSet, parseDocuments, type ManifestEntry } from '../../lib/core';
import { manifestsOf as manifestsBelow } from '../../lib/synth';
import type { Delivery } from './delivery';
import { withSynthesis } from './synthesis';

/** The manifests in an artifact, or in one of its variants, as the program builds them. */
export function manifestsOf(delivery: Delivery, variant?: string): ManifestSet {
  return withSynthesis(delivery.construct, (pass) =>
    ManifestSet.concat(
      ...delivery.parts
        .filter(({ folder }) => variant === undefined || folder === variant)
        .map(({ root }) => manifestsBelow(pass, root)),
      new ManifestSet(fileEntries(delivery)),
    ),
  );
}

/** Files that are plain YAML; templates of charts are none, and say nothing here. */
function fileEntries(delivery: Delivery): ManifestEntry[] {
  return delivery.files().flatMap(({ path, content }) => {
    if (!/\.(ya?ml|json)$/.test(path)) return [];
    return parseDocuments(content.toString()).flatMap(({ value }) =>
      isManifest(value) ? [{ manifest: value, origin: { file: path } }] : [],
    );
  });
}
