import { valueAt, type Manifest, type ManifestSet, type Pointer } from '../core';

const SOURCE = 'source.toolkit.fluxcd.io';

/** Every place where Flux is told whose signature to ask for. */
export function* verified(
  set: ManifestSet,
): Iterable<{ readonly at: Manifest; readonly pointer: Pointer }> {
  const places = [
    ...[...set.ofKind(SOURCE, 'OCIRepository')].map((at) => ({ at, pointer: '/spec/verify' })),
    ...[...set.ofKind(SOURCE, 'HelmChart')].map((at) => ({ at, pointer: '/spec/verify' })),
  ];
  for (const place of places) if (valueAt(place.at, place.pointer) !== undefined) yield place;
}
