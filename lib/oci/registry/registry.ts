import { credentialsOf } from '../credentials/lookup';
import type { Descriptor } from '../descriptor';
import { isDigest, type Digest } from '../digest';
import { OciError } from '../errors';
import { parseManifest } from '../image-manifest';
import type { StoredArtifact } from '../layout';
import { isTarGzip } from '../media-types';
import { formatReference, type Reference } from '../reference';
import { Authorizer } from './authorizer';
import { readBlob, uploadBlob } from './blobs';
import { Deadline } from './deadline';
import { endpointOf } from './endpoint';
import { Wire } from './http';
import { getManifest, headManifest, notFound, putManifest } from './manifests';
import {
  IDLE_MS,
  LAYER_LIMIT_BYTES,
  MANIFEST_LIMIT_BYTES,
  RETRY,
  TIMEOUT_MS,
  type RegistryOptions,
  type RegistryWorld,
} from './options';
import { Secrets } from './redact';
import { Repeater } from './repeater';
import { pullScope, pushScope } from './scope';
import { Session } from './session';

export interface PushOptions {
  /** Further tags for the same digest. */
  readonly tags?: readonly string[];
  /** A repository of the same registry that may have the blobs already. */
  readonly mountFrom?: string;
}

export interface Pushed {
  /** `ghcr.io/acme/platform@sha256:…` */
  readonly reference: string;
  /** Tags that now stand for the digest and did not before; empty when nothing was written. */
  readonly moved: readonly string[];
}

/**
 * A client of OCI registries, any number of them. Each method is one operation with one timeout.
 * Nothing is trusted: bytes are checked against their digests, both ways.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md
 */
export class Registry {
  readonly #wire: Wire;
  readonly #means: { repeater: Repeater; authorizer: Authorizer; secrets: Secrets };

  constructor(
    world: RegistryWorld,
    private readonly options: RegistryOptions = {},
  ) {
    const { credentials, report = () => undefined } = options;
    const now = () => world.now();
    const secrets = new Secrets();
    this.#wire = new Wire(options.idleMs ?? IDLE_MS, options.ca);
    const repeater = new Repeater({
      wire: this.#wire,
      retry: { ...RETRY, ...options.retry },
      now,
      report,
      proxy: ['HTTPS_PROXY', 'https_proxy'].find((name) => world.env[name]),
    });
    const find = credentials
      ? () => Promise.resolve({ kind: 'basic', ...credentials } as const)
      : credentialsOf(world);
    const authorizer = new Authorizer({ find, repeater, secrets, now });
    this.#means = { repeater, authorizer, secrets };
  }

  /** The digest that a tag or digest stands for. @throws {OciError} `OCI_NOT_FOUND`. */
  async resolve(reference: Reference): Promise<Digest> {
    const session = this.#session(reference, false);
    const digest = await headManifest(session, reference.identifier);
    if (digest === undefined) throw notFound(session, reference.identifier);
    return digest;
  }

  /**
   * Uploads what the repository lacks, then moves the tags. Where all tags stand for the digest
   * already, nothing is written.
   *
   * @param reference by tag; by digest only for an artifact of that digest.
   */
  async push(
    reference: Reference,
    artifact: StoredArtifact,
    { tags = [], mountFrom }: PushOptions = {},
  ): Promise<Pushed> {
    const { identifier } = reference;
    const { digest, manifest, config, layer } = artifact;
    if (isDigest(identifier) && identifier !== digest) throw otherDigest(reference, digest);

    const session = this.#session(reference, true, mountFrom);
    const wanted = [...new Set([identifier, ...tags])];
    const found = await Promise.all(wanted.map((tag) => headManifest(session, tag)));
    const moved = wanted.filter((_, i) => found[i] !== digest);
    if (moved.length === wanted.length) {
      await Promise.all([layer, config].map((blob) => uploadBlob(session, blob, mountFrom)));
    }
    for (const tag of moved) await putManifest(session, tag, manifest);
    return { reference: formatReference({ ...reference, identifier: digest }), moved };
  }

  /**
   * Reads an artifact of one gzipped tar, ours or another's, every byte checked.
   *
   * @throws {OciError} `OCI_NOT_FOUND`, `OCI_DIGEST_MISMATCH`, `OCI_CONTENT_INVALID`,
   *   `OCI_LIMIT_EXCEEDED`.
   */
  async pull(reference: Reference): Promise<StoredArtifact> {
    const session = this.#session(reference, false);
    const manifest = await getManifest(session, reference.identifier);
    if (!manifest) throw notFound(session, reference.identifier);
    const where = formatReference(reference);
    const { config, layers } = parseManifest(manifest.bytes, where);
    const layer = contentLayer(layers, where);
    const { layerLimitBytes = LAYER_LIMIT_BYTES } = this.options;
    const [configBlob, layerBlob] = await Promise.all([
      readBlob(session, config, MANIFEST_LIMIT_BYTES),
      readBlob(session, layer, layerLimitBytes),
    ]);
    return { digest: manifest.digest, manifest, config: configBlob, layer: layerBlob };
  }

  /** Closes the connections that are kept open. */
  close(): void {
    this.#wire.close();
  }

  #session(reference: Reference, write: boolean, mountFrom?: string): Session {
    const endpoint = endpointOf(reference, this.options);
    const scopes = [write ? pushScope(endpoint.name) : pullScope(endpoint.name)];
    if (mountFrom !== undefined) scopes.push(pullScope(mountFrom));
    const deadline = new Deadline(this.options.timeoutMs ?? TIMEOUT_MS);
    return new Session(endpoint, scopes, deadline, this.#means);
  }
}

function contentLayer(layers: readonly Descriptor[], where: string): Descriptor {
  const content = layers.filter(({ mediaType }) => isTarGzip(mediaType));
  const [only, second] = content;
  if (only && !second) return only;
  throw new OciError(
    'OCI_CONTENT_INVALID',
    `${where} has ${content.length} layers of gzipped tar among ${layers.length}, not one`,
    'name an artifact that holds a packed folder',
  );
}

function otherDigest({ identifier, ...at }: Reference, digest: Digest): OciError {
  return new OciError(
    'OCI_DIGEST_MISMATCH',
    `the artifact has digest ${digest}, not ${identifier} as asked for in ${at.registry}/${at.repository}`,
    'push it by a tag, or restore the content of that digest',
  );
}
