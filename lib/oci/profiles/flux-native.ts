import { configBlob } from '../image-manifest';
import { FLUX_LAYER } from '../media-types';
import type { ArtifactProfile } from './profile';

/**
 * The media types of `flux push artifact`, for who selects layers by them. Argo CD refuses this layer
 * until its repo server is told to take it.
 *
 * @see https://fluxcd.io/flux/cheatsheets/oci-artifacts/
 */
export const fluxNative: ArtifactProfile = {
  config: (diffId, _layer, created) => configBlob(diffId, created),
  layerMediaType: FLUX_LAYER,
};
