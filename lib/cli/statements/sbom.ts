import type * as Oci from '../../oci';
import { version } from '../version';
import { parseImage, purlOf } from './image';
import { imagesIn, type NamedImage } from './images';

/** Type of {@link sbom}'s predicate. */
export const SBOM = 'https://cyclonedx.org/bom';

/**
 * The images that the manifests of an artifact name, as CycloneDX 1.6. It says the same for the same
 * artifact: no time and no random number is in it.
 *
 * @param name `ghcr.io/acme/core`.
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function sbom(
  name: string,
  digest: Oci.Digest,
  files: readonly Oci.UnpackedFile[],
): Readonly<Record<string, unknown>> {
  const artifact = purlOf({ name, digest });
  const components = imagesIn(files).map(componentOf);
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(digest)}`,
    version: 1,
    metadata: {
      tools: { components: [{ type: 'application', name: 'cdk8s-gitops', version }] },
      component: {
        type: 'data',
        'bom-ref': artifact,
        name,
        version: digest,
        purl: artifact,
        hashes: [hashOf(digest)],
      },
    },
    components,
    dependencies: [
      { ref: artifact, dependsOn: components.map((one) => one['bom-ref']) },
      ...components.map((one) => ({ ref: one['bom-ref'] })),
    ],
  };
}

/** What cannot be read as an image, such as a template, is listed as it is written. */
function componentOf({ text, users }: NamedImage) {
  const properties = users.map((value) => ({ name: 'cdk8s-gitops:usedBy', value }));
  const image = parseImage(text);
  if (!image) return { type: 'container', 'bom-ref': text, name: text, properties };
  const purl = purlOf(image);
  const { name, tag, digest } = image;
  const known = tag ?? digest;
  return {
    type: 'container',
    // As it is written: two spellings of one image are two entries.
    'bom-ref': text,
    name,
    ...(known !== undefined && { version: known }),
    ...(digest !== undefined && { hashes: [hashOf(digest)] }),
    purl,
    properties,
  };
}

function hashOf(digest: string): object {
  return { alg: 'SHA-256', content: digest.slice('sha256:'.length) };
}

/** Of version 8, which is for such: the first bits of the digest. */
function uuidOf(digest: string): string {
  const hex = digest.slice('sha256:'.length);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
