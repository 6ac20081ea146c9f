import { blobOf, descriptorOf, type Blob, type Descriptor } from './descriptor';
import { OciError } from './errors';
import { parseManifest } from './image-manifest';
import { IMAGE_MANIFEST } from './media-types';

/** Of manifests whose content is in their layer. */
export const EMPTY_CONFIG: Blob = blobOf('application/vnd.oci.empty.v1+json', Buffer.from('{}'));

/** A manifest that is about another: one layer, and the `subject`. */
export interface ReferrerManifest {
  /** `application/vnd.dev.sigstore.bundle.v0.3+json` */
  readonly artifactType: string;
  /** What it is about. */
  readonly subject: Blob;
  /** The signature, the provenance, the list of parts. */
  readonly content: Blob;
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * The bytes of such a manifest, the same for the same input.
 *
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md#guidelines-for-artifact-usage
 */
export function referrerBlob(of: ReferrerManifest): Blob {
  const { artifactType, subject, content, annotations = {} } = of;
  const sorted = Object.entries(annotations).sort(([a], [b]) => (a < b ? -1 : 1));
  const manifest = {
    schemaVersion: 2,
    mediaType: IMAGE_MANIFEST,
    artifactType,
    config: descriptorOf(EMPTY_CONFIG),
    layers: [descriptorOf(content)],
    subject: descriptorOf(subject),
    ...(sorted.length > 0 && { annotations: Object.fromEntries(sorted) }),
  };
  return blobOf(IMAGE_MANIFEST, Buffer.from(JSON.stringify(manifest)));
}

/** Where the content of such a manifest is. @throws {OciError} `OCI_CONTENT_INVALID`. */
export function onlyLayer(manifest: Uint8Array, where: string): Descriptor {
  const { layers } = parseManifest(manifest, where);
  const [layer, second] = layers;
  if (layer && !second) return layer;
  throw new OciError(
    'OCI_CONTENT_INVALID',
    `${where} has ${layers.length} layers, not one`,
    'attach it again',
  );
}
