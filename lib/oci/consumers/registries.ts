import { FLUX_CONFIG, IMAGE_CONFIG, isIndex } from '../media-types';
import type { Consumer, ConsumerFinding, Shown } from './consumer';
import { GITLAB_MEDIA_TYPES } from './gitlab-media-types';

/** What clients should stay below, and registries may refuse above. */
const MANIFEST_BYTES = 4 * 2 ** 20;

/** What a registry limits. */
interface Limits {
  /** Of one layer. Default none is known. */
  readonly layerBytes?: number;
  /** What else it looks at. */
  readonly more?: (artifact: Shown) => Iterable<ConsumerFinding>;
}

function registry(name: string, source: string, { layerBytes, more }: Limits = {}): Consumer {
  return {
    name,
    source,
    *check(artifact) {
      if (artifact.manifestBytes >= MANIFEST_BYTES) {
        yield {
          rule: `${name}-manifest-size`,
          severity: 'error',
          message: `has a manifest of ${artifact.manifestBytes} bytes, and registries take less than 4 MiB`,
          hint: 'remove annotations',
        };
      }
      for (const { sizeBytes } of artifact.layers) {
        if (layerBytes === undefined || sizeBytes <= layerBytes) continue;
        yield {
          rule: `${name}-layer-size`,
          severity: 'error',
          message: `has a layer of ${sizeBytes} bytes, over the limit of ${layerBytes}`,
          hint: 'split the content into several artifacts',
        };
      }
      if (more) yield* more(artifact);
    },
  };
}

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

export const gitlab = registry(
  'gitlab',
  'https://gitlab.com/gitlab-org/container-registry/-/blob/master/docs/supported-media-types.md',
  { more: gitlabTypes },
);

export const quay = registry(
  'quay',
  'https://docs.projectquay.io/config_quay.html#config-fields-helm-oci',
  { more: quayTypes },
);

export const ghcr = registry(
  'ghcr',
  'https://docs.github.com/en/packages/working-with-a-github-packages-registry/working-with-the-container-registry#troubleshooting',
  { layerBytes: 10e9 },
);

export const ecr = registry(
  'ecr',
  'https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html',
  { layerBytes: 52_000 * 2 ** 20 },
);

const SPECIFICATION =
  'https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-manifests';

export const harbor = registry('harbor', SPECIFICATION);
export const artifactory = registry('artifactory', SPECIFICATION);
