import type { Disk } from '../../core';
import type { Blob } from '../descriptor';
import type { Digest } from '../digest';
import { readLayoutManifest } from '../layout';
import { addLegacyToLayout, attachToLayout, layoutLegacy } from '../layout-attach';
import { readBlob } from '../layout-blob';
import { layoutReferrers } from '../layout-referrers';
import type { LegacyLayer } from '../legacy-manifest';
import { formatRepository, type Repository } from '../reference';
import { onlyLayer } from '../referrer-manifest';
import type { Referrer } from '../registry/referrers';
import type { Registry } from '../registry/registry';
import type { Attachment } from '../registry/writes';

/** What refers to the artifacts of one place: a repository of a registry, or an OCI image layout. */
export interface Attachments {
  /** `ghcr.io/acme/core`, or the folder of a layout. */
  readonly name: string;
  /** `ghcr.io/acme/core`; empty for a layout, which may be on its way to any. */
  readonly repository: string;
  /** What refers to an artifact, and nothing that refers to that; in the order of their digests. */
  list(subject: Digest): Promise<readonly Referrer[]>;
  /** The content of one that is listed. @throws {OciError} `OCI_NOT_FOUND`, `OCI_CONTENT_INVALID`. */
  read(digest: Digest): Promise<Blob>;
  /**
   * Attaches content to an artifact; the same again writes nothing.
   *
   * @returns its reference: `ghcr.io/acme/core@sha256:…`.
   * @throws {OciError} `OCI_NOT_FOUND` where there is no such artifact.
   */
  attach(subject: Digest, attachment: Attachment): Promise<string>;
  /** What stands under the tag `sha256-<hex>.sig` of a digest, of one type. */
  legacy(subject: Digest, mediaType: string): Promise<readonly LegacyLayer[]>;
  /** Adds to what stands under that tag; the same again writes nothing. */
  addLegacy(subject: Digest, layer: LegacyLayer): Promise<void>;
}

/** Those of a repository. */
export function registryAttachments(
  registry: Registry,
  { registry: host, repository }: Repository,
): Attachments {
  const at = { registry: host, repository };
  return {
    name: formatRepository(at),
    repository: formatRepository(at),
    list: (subject) => registry.referrers(at, subject),
    read: (digest) => registry.attached(at, digest),
    async attach(subject, attachment) {
      return (await registry.attach({ ...at, identifier: subject }, attachment)).reference;
    },
    legacy: (subject, mediaType) => registry.legacy(at, subject, mediaType),
    addLegacy: (subject, layer) => registry.addLegacy(at, subject, layer),
  };
}

/** Those of a layout; nothing is asked of anybody. */
export function layoutAttachments(disk: Disk, folder: string): Attachments {
  return {
    name: folder,
    repository: '',
    list: async (subject) =>
      layoutReferrers(disk, folder, subject)
        .filter((one) => one.subject === subject)
        .map(({ entry }) => ({ ...entry, artifactType: entry.artifactType ?? '' })),
    async read(digest) {
      const { bytes } = readLayoutManifest(disk, folder, digest);
      return readBlob(disk, folder, onlyLayer(bytes, `${folder}@${digest}`));
    },
    attach: async (subject, attachment) =>
      `${folder}@${attachToLayout(disk, folder, subject, attachment)}`,
    legacy: async (subject, mediaType) => layoutLegacy(disk, folder, subject, mediaType),
    addLegacy: async (subject, layer) => addLegacyToLayout(disk, folder, subject, layer),
  };
}
