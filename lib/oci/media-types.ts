/** An image manifest. @see https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md */
export const IMAGE_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** A list of manifests. @see https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md */
export const IMAGE_INDEX = 'application/vnd.oci.image.index.v1+json';

/** Docker's forms of the same two, which registries may still answer with. */
export const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
export const DOCKER_INDEX = 'application/vnd.docker.distribution.manifest.list.v2+json';

/**
 * Layer of a packed folder: the one type that Argo CD takes by default; Flux takes any.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/oci/
 */
export const LAYER_TAR_GZIP = 'application/vnd.oci.image.layer.v1.tar+gzip';

/** Layer of `flux push artifact`: Argo CD takes it only where its repo server is told to. */
export const FLUX_LAYER = 'application/vnd.cncf.flux.content.v1.tar+gzip';

/** Config of a container image. */
export const IMAGE_CONFIG = 'application/vnd.oci.image.config.v1+json';

/**
 * Config of a packed folder. Argo CD and Flux never read it; registries with an allow-list
 * (GitLab) and Renovate know this type.
 */
export const FLUX_CONFIG = 'application/vnd.cncf.flux.config.v1+json';

export const LAYER_TAR = 'application/vnd.oci.image.layer.v1.tar';
export const HELM_CONFIG = 'application/vnd.cncf.helm.config.v1+json';
export const HELM_LAYER = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';

/** Whether a manifest of this type lists others. */
export function isIndex(mediaType: string): boolean {
  return mediaType === IMAGE_INDEX || mediaType === DOCKER_INDEX;
}

/** Whether a layer of this type is a gzipped tar: ours, Flux's, Helm's, Docker's. */
export function isTarGzip(mediaType: string): boolean {
  return /(?:tar[+.]gzip|tar\.gz)$/.test(mediaType);
}
