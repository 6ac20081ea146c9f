import { configBlob } from '../image-manifest';
import type { ArtifactProfile } from './profile';

/** One layout that Flux and Argo CD take as they come, and registries with a list of types too. */
export const gitops: ArtifactProfile = {
  config: (diffId, _layer, created) => configBlob(diffId, created),
};
