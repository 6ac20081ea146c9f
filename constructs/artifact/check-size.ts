import { FOLDER_BYTES } from '../../lib/oci/consumers/argocd';
import type { PackedFile } from '../../lib/oci/tar/write';
import { ArtifactError } from './errors';

/**
 * Refuses a folder with more manifests than Argo CD takes for one source. What Kustomize or Helm
 * render there is not counted, nor is what lies in folders below.
 *
 * @param folder a variant, or `''` for the top.
 * @param limitBytes default 10 MB, as `--max-combined-directory-manifests-size` of its repo server.
 * @throws {ArtifactError} `ARTIFACT_TOO_LARGE`.
 */
export function checkSize(
  artifact: string,
  files: readonly PackedFile[],
  folder: string,
  limitBytes = FOLDER_BYTES,
): void {
  const prefix = folder === '' ? '' : `${folder}/`;
  const inside = files.flatMap(({ path, sizeBytes }) => {
    const name = path.startsWith(prefix) ? path.slice(prefix.length) : '/';
    return name.includes('/') ? [] : [{ name, sizeBytes }];
  });
  if (
    inside.some(({ name }) => /^(?:Chart\.yaml|kustomization\.ya?ml|Kustomization)$/.test(name))
  ) {
    return;
  }
  const sum = inside
    .filter(({ name }) => /\.(?:ya?ml|json)$/.test(name))
    .reduce((total, { sizeBytes }) => total + sizeBytes, 0);
  if (sum <= limitBytes) return;
  const where = folder === '' ? '' : `variant '${folder}' of `;
  throw new ArtifactError(
    'ARTIFACT_TOO_LARGE',
    `${where}artifact '${artifact}' has ${sum} bytes of manifests, and Argo CD takes ${limitBytes} for one source`,
    'spread them over variants by shardOf(name, shards), a source for each; or say folderLimitBytes as your repo server has it',
  );
}
