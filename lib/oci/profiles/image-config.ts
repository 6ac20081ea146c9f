import { blobOf } from '../descriptor';
import { IMAGE_CONFIG } from '../media-types';
import type { ArtifactProfile } from './profile';

/**
 * A config that is an image's, for registries that know nothing else, such as a Quay of one's own:
 * both required fields are there, and one entry of history stands for the one layer. Container
 * runtimes mount it as a volume where the platform is theirs, and scanners look into it.
 *
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md
 */
export const imageConfig: ArtifactProfile = {
  config(diffId, _layer, created) {
    const time = created === undefined ? {} : { created };
    const config = {
      ...time,
      architecture: 'amd64',
      os: 'linux',
      config: {},
      rootfs: { type: 'layers', diff_ids: [diffId] },
      history: [{ ...time, comment: 'manifests' }],
    };
    return blobOf(IMAGE_CONFIG, Buffer.from(JSON.stringify(config)));
  },
};
