import { isManifest, parseDocuments, type ManifestEntry } from '../../lib/core';
import type { SynthPass } from '../../lib/synth';
import type { Delivery } from './delivery';

const known = new WeakMap<SynthPass, Map<Delivery, readonly ManifestEntry[]>>();

/**
 * Manifests in the files of an artifact that are plain YAML; templates of charts are none, and say
 * nothing here. Read once a synthesis.
 */
export function fileEntries(pass: SynthPass, delivery: Delivery): readonly ManifestEntry[] {
  const all = known.get(pass) ?? new Map<Delivery, readonly ManifestEntry[]>();
  known.set(pass, all);
  let entries = all.get(delivery);
  if (!entries) all.set(delivery, (entries = entriesIn(delivery)));
  return entries;
}

function entriesIn(delivery: Delivery): ManifestEntry[] {
  return delivery.files().flatMap(({ path, content }) => {
    if (!/\.(ya?ml|json)$/.test(path)) return [];
    return parseDocuments(content.toString()).flatMap(({ value }) =>
      isManifest(value) ? [{ manifest: value, origin: { file: path } }] : [],
    );
  });
}
