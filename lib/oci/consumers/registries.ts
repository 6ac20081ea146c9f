import { FLUX_CONFIG, IMAGE_CONFIG, isIndex } from '../media-types';
import type { Consumer, ConsumerFinding, Shown } from './consumer';
import { GITLAB_MEDIA_TYPES } from './gitlab-media-types';
import { registry, type Limits } from './registry';

/** Refuses every media type that is not on its list. */
function* gitlabTypes({ config, layers, artifactType }: Shown): Generator<ConsumerFinding> {
  const types = [config, ...layers].flatMap((blob) => (blob ? [blob.mediaType] : []));
  for (const type of new Set([...types, ...(artifactType === undefined ? [] : [artifactType])])) {
    if (GITLAB_MEDIA_TYPES.has(type)) continue;
    yield {
      rule: 'gitlab-media-type',
      severity: 'error',
      message: `has the media type '${type}', which GitLab does not know`,
      hint: 'pack it with --profile gitops, or ask for the type to be added to the container registry',
    };
  }
}

/** A Quay of one's own takes images, Helm charts and what its configuration lists. */
function* quayTypes({ mediaType, config }: Shown): Generator<ConsumerFinding> {
  const known = [IMAGE_CONFIG, 'application/vnd.cncf.helm.config.v1+json'];
  if (isIndex(mediaType) || !config || known.includes(config.mediaType)) return;
  const flux = config.mediaType === FLUX_CONFIG ? ', as quay.io does' : '';
  yield {
    rule: 'quay-config-type',
    severity: 'warning',
    message: `has a config of type '${config.mediaType}', which a Quay of your own refuses until ALLOWED_OCI_ARTIFACT_TYPES lists it`,
    hint: `pack it with --profile image-config, or list the type there${flux}`,
  };
}

/** The path may have 255 characters where the registry is distribution, or reads names as it does. */
const DISTRIBUTION_PATH = {
  most: 255,
  source: 'https://github.com/distribution/reference/blob/v0.6.0/reference.go#L37',
} as const;

const LIMITS = {
  gitlab: {
    name: 'gitlab',
    source:
      'https://gitlab.com/gitlab-org/container-registry/-/blob/master/docs/supported-media-types.md',
    path: {
      shown: '<group>/<project>',
      source:
        'https://docs.gitlab.com/user/packages/container_registry/#naming-convention-for-your-container-images',
    },
    pathLength: DISTRIBUTION_PATH,
    more: gitlabTypes,
  },
  quay: {
    name: 'quay',
    source: 'https://docs.projectquay.io/config_quay.html#config-fields-helm-oci',
    path: {
      shown: '<namespace>/<repository>',
      source: 'https://docs.projectquay.io/use_quay.html#creating-repository',
    },
    more: quayTypes,
  },
  harbor: {
    name: 'harbor',
    source: 'https://github.com/goharbor/harbor/blob/main/src/server/registry/manifest.go',
    path: {
      shown: '<project>/<repository>',
      source:
        'https://goharbor.io/docs/2.16.0/working-with-projects/working-with-images/pulling-pushing-images/',
    },
    pathLength: DISTRIBUTION_PATH,
  },
  artifactory: {
    name: 'artifactory',
    source:
      'https://jfrog.com/help/r/jfrog-artifactory-documentation/use-referrers-rest-api-to-discover-oci-references',
    path: {
      shown: '<repository key>/<image>',
      source:
        'https://jfrog.com/help/r/jfrog-artifactory-documentation/docker-repository-url-formats',
      unless: 'the key is in the host or the port',
    },
  },
  ecr: {
    name: 'ecr',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html',
    layerBytes: 52_000 * 2 ** 20,
    pathLength: {
      most: 256,
      source: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html',
    },
  },
  ghcr: {
    name: 'ghcr',
    source:
      'https://docs.github.com/en/packages/working-with-a-github-packages-registry/working-with-the-container-registry#troubleshooting',
    layerBytes: 10e9,
    path: {
      shown: '<owner>/<image>',
      source:
        'https://docs.github.com/en/packages/working-with-a-github-packages-registry/working-with-the-container-registry#pushing-container-images',
    },
  },
} as const satisfies Readonly<Record<string, Limits>>;

export const registries: readonly Consumer[] = Object.values<Limits>(LIMITS).map(registry);
