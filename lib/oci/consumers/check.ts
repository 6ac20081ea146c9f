import type { Diagnostic } from '../../core';
import type { Blob } from '../descriptor';
import { parseJson, parseManifest } from '../image-manifest';
import { isIndex } from '../media-types';
import type { Consumer, Shown } from './consumer';

/**
 * An artifact as its consumers see it.
 *
 * @param where how the user names it, for messages.
 * @param known what its layer holds, and where in a registry it is or goes, where that is known.
 * @throws {OciError} `OCI_CONTENT_INVALID` for bytes that are no manifest.
 */
export function showArtifact(
  where: string,
  manifest: Blob,
  { files, repository }: Pick<Shown, 'files' | 'repository'> = {},
): Shown {
  const { artifactType, subject } = parseJson(manifest.bytes, where);
  const shown = {
    where,
    digest: manifest.digest,
    manifestBytes: manifest.bytes.length,
    mediaType: manifest.mediaType,
    hasSubject: typeof subject === 'object' && subject !== null,
    ...(typeof artifactType === 'string' && { artifactType }),
    ...(repository !== undefined && { repository }),
  };
  if (isIndex(manifest.mediaType)) return { ...shown, layers: [] };
  const { config, layers } = parseManifest(manifest.bytes, where);
  return {
    ...shown,
    config: { mediaType: config.mediaType, sizeBytes: config.size },
    layers: layers.map(({ mediaType, size }) => ({ mediaType, sizeBytes: size })),
    ...(files && { files }),
  };
}

/** What consumers would refuse of an artifact, or take in another way than one thinks. */
export function checkFor(artifact: Shown, wanted: readonly Consumer[]): readonly Diagnostic[] {
  return wanted.flatMap((consumer) =>
    [...consumer.check(artifact)].map(({ path, ...finding }): Diagnostic => ({
      source: consumer.source,
      ...finding,
      pointer: '',
      origin: { file: placeOf(artifact.where, path) },
    })),
  );
}

function placeOf(where: string, path = ''): string {
  return path === '' ? where : `${where.replace(/\/$/, '')}/${path}`;
}
