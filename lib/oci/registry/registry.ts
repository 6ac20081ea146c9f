import type { FindCredential } from '../credentials/credential';
import { credentialsOf } from '../credentials/lookup';
import type { Beside } from '../beside';
import { descriptorOf, type Blob, type Descriptor } from '../descriptor';
import { isDigest, type Digest } from '../digest';
import { OciError } from '../errors';
import { contentOf, parseManifest } from '../image-manifest';
import type { StoredArtifact } from '../layout';
import type { LegacyLayer } from '../legacy-manifest';
import { isTarGzip } from '../media-types';
import { formatReference, type Reference, type Repository } from '../reference';
import { EMPTY_CONFIG, onlyLayer, referrerBlob } from '../referrer-manifest';
import { Authorizer } from './authorizer';
import { readBlob } from './blobs';
import { copyManifest, copyReferrers } from './copy';
import { copyLegacy, readLegacyTags, writeLegacyTags } from './copy-legacy';
import { Deadline } from './deadline';
import { endpointOf } from './endpoint';
import { Wire } from './http';
import { getManifest, headManifest, notFound } from './manifests';
import { moveTags } from './move-tags';
import {
  ATTACHMENT_LIMIT_BYTES,
  IDLE_MS,
  LAYER_LIMIT_BYTES,
  MANIFEST_LIMIT_BYTES,
  RETRY,
  TIMEOUT_MS,
  type RegistryOptions,
  type RegistryWorld,
} from './options';
import { Secrets } from './redact';
import { proxyFor } from './proxy';
import { removeManifest } from './remove';
import { Repeater } from './repeater';
import { addLegacy, readLegacy } from './legacy-tag';
import { listReferrer } from './list-referrer';
import { readReferrers, writeReferrers } from './referrer-store';
import { listReferrers, type Referrer } from './referrers';
import { deleteScope, pullScope, pushScope, type Scope } from './scope';
import { Session } from './session';
import { listTags } from './tags';
import { sourceOf, uploadBlob } from './upload';
import type { Attachment, Copied, CopyOptions, Pushed, PushOptions, TagOptions } from './writes';

/**
 * A client of OCI registries, any number of them. Each method is one operation with one timeout,
 * unless all share one.
 * Nothing is trusted: bytes are checked against their digests, both ways.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md
 */
export class Registry {
  readonly #wire: Wire;
  #total: Deadline | undefined;
  readonly #means: { repeater: Repeater; authorizer: Authorizer; secrets: Secrets };

  constructor(
    world: RegistryWorld,
    private readonly options: RegistryOptions = {},
  ) {
    const { credentials, report = () => undefined } = options;
    const now = () => world.now();
    const secrets = new Secrets();
    const proxy = (to: URL) => {
      const found = proxyFor(to, world.env);
      if (found?.authorization !== undefined) secrets.add(found.authorization.slice(6));
      return found;
    };
    const { clientCertificate } = options;
    this.#wire = new Wire({
      idleMs: options.idleMs ?? IDLE_MS,
      ca: options.ca,
      proxyFor: proxy,
      ...(clientCertificate && { clientCertificate }),
    });
    const repeater = new Repeater({
      wire: this.#wire,
      retry: { ...RETRY, ...options.retry },
      now,
      report,
      proxyFor: proxy,
      concurrency: options.concurrency,
    });
    const stored = credentialsOf(world);
    const find: FindCredential = async (registry, repository) => {
      if (!credentials || (credentials.registry ?? registry) !== registry) {
        return stored(registry, repository);
      }
      const { username, password } = credentials;
      return { kind: 'basic', username, password };
    };
    const authorizer = new Authorizer({ find, repeater, secrets, now });
    this.#means = { repeater, authorizer, secrets };
  }

  /**
   * The digest that a tag or digest stands for. It is that of bytes which the registry gives: a header
   * alone may lie or be old, and what is resolved gets pinned.
   *
   * @throws {OciError} `OCI_NOT_FOUND`, `OCI_DIGEST_MISMATCH`.
   */
  async resolve(reference: Reference): Promise<Digest> {
    return (await this.manifest(reference)).digest;
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
    { tags = [], mountFrom, immutable = false }: PushOptions = {},
  ): Promise<Pushed> {
    const { identifier } = reference;
    const { digest, manifest, config, layer, more = [] } = artifact;
    if (isDigest(identifier) && identifier !== digest) throw otherDigest(reference, digest);
    const scopes = mountFrom === undefined ? [] : [pullScope(mountFrom)];
    const session = this.#session(reference, pushScope, scopes);
    const { chunkBytes } = this.options;
    const moved = await moveTags(session, manifest, [identifier, ...tags], {
      immutable,
      confirm: true,
      before: async () => {
        const options = { from: mountFrom, chunkBytes };
        await Promise.all(
          [layer, ...more, config].map((blob) => uploadBlob(session, sourceOf(blob), options)),
        );
      },
    });
    return { reference: formatReference({ ...reference, identifier: digest }), moved };
  }

  /**
   * All tags of a repository, sorted by bytes.
   *
   * @throws {OciError} `OCI_NOT_FOUND` where there is no such repository.
   */
  async tags(repository: Repository): Promise<readonly string[]> {
    return listTags(this.#session(repository, pullScope));
  }

  /** What each of some tags stands for; `undefined` for one that does not exist. */
  async digests(
    repository: Repository,
    tags: readonly string[],
  ): Promise<readonly (Digest | undefined)[]> {
    const session = this.#session(repository, pullScope);
    return Promise.all(tags.map((tag) => headManifest(session, tag)));
  }

  /**
   * Lets tags stand for what `reference` names, in the same repository.
   *
   * @throws {OciError} `OCI_NOT_FOUND`, `OCI_TAG_TAKEN`.
   */
  async tag(
    reference: Reference,
    tags: readonly string[],
    { immutable = false }: TagOptions = {},
  ): Promise<Pushed> {
    const session = this.#session(reference, pushScope);
    const manifest = await getManifest(session, reference.identifier);
    if (!manifest) throw notFound(session, reference.identifier);
    const moved = await moveTags(session, manifest, tags, { immutable });
    return { reference: formatReference({ ...reference, identifier: manifest.digest }), moved };
  }

  /** The bytes of a manifest or index, checked against its digest. @throws {OciError} `OCI_NOT_FOUND`. */
  async manifest(reference: Reference): Promise<Blob> {
    const session = this.#session(reference, pullScope);
    const manifest = await getManifest(session, reference.identifier);
    if (!manifest) throw notFound(session, reference.identifier);
    return manifest;
  }

  /** The same; `undefined` where there is none. */
  async find(reference: Reference): Promise<Blob | undefined> {
    return getManifest(this.#session(reference, pullScope), reference.identifier);
  }

  /** What refers to a manifest: signatures, provenances and the like. */
  async referrers(repository: Repository, subject: Digest): Promise<readonly Referrer[]> {
    return listReferrers(this.#session(repository, pullScope), subject);
  }

  /** What travels with a manifest, for layouts. @throws {OciError} `OCI_DIGEST_MISMATCH`. */
  async pullBeside(repository: Repository, subject: Digest): Promise<Beside> {
    const session = this.#session(repository, pullScope);
    const referrers = await readReferrers(session, subject);
    return { referrers, legacy: await readLegacyTags(session, subject) };
  }

  /** Stores what {@link Registry.pullBeside} or a layout gave; the subjects must be there. */
  async pushBeside(at: Repository, { referrers, legacy }: Beside): Promise<void> {
    const session = this.#session(at, pushScope);
    await writeReferrers(session, referrers);
    await writeLegacyTags(session, legacy);
  }

  /**
   * The content of a manifest with one layer, as {@link Registry.attach} stores it.
   *
   * @throws {OciError} `OCI_NOT_FOUND`, `OCI_CONTENT_INVALID` for more or less than one layer.
   */
  async attached(repository: Repository, digest: Digest): Promise<Blob> {
    const session = this.#session(repository, pullScope);
    const manifest = await getManifest(session, digest);
    if (!manifest) throw notFound(session, digest);
    const where = formatReference({ ...repository, identifier: digest });
    const layer = onlyLayer(manifest.bytes, where);
    return readBlob(session, layer, ATTACHMENT_LIMIT_BYTES);
  }

  /**
   * Attaches content to a manifest: a signature, a provenance. Attaching the same again writes
   * nothing.
   *
   * @returns the reference of what was attached.
   * @throws {OciError} `OCI_NOT_FOUND` where there is no such manifest.
   */
  async attach(to: Reference, attachment: Attachment): Promise<Pushed> {
    const session = this.#session(to, pushScope);
    const subject = await getManifest(session, to.identifier);
    if (!subject) throw notFound(session, to.identifier);
    const manifest = referrerBlob({ ...attachment, subject });
    const { digest } = manifest;
    const blobs = [attachment.content, EMPTY_CONFIG];
    const moved = await moveTags(session, manifest, [digest], {
      immutable: false,
      before: () => Promise.all(blobs.map((blob) => uploadBlob(session, sourceOf(blob)))),
    });
    const { artifactType, annotations } = attachment;
    const entry = { ...descriptorOf(manifest), artifactType, ...(annotations && { annotations }) };
    await listReferrer(session, subject.digest, entry);
    return { reference: formatReference({ ...to, identifier: digest }), moved };
  }

  /** What stands under the tag `sha256-<hex>.sig` of a digest, of one type. */
  async legacy(
    repository: Repository,
    subject: Digest,
    mediaType: string,
  ): Promise<readonly LegacyLayer[]> {
    return readLegacy(this.#session(repository, pullScope), subject, mediaType);
  }

  /** Adds to what stands under that tag. Adding the same again writes nothing. */
  async addLegacy(repository: Repository, subject: Digest, layer: LegacyLayer): Promise<void> {
    await addLegacy(this.#session(repository, pushScope), subject, layer);
  }

  /**
   * Copies what `from` names to another repository, of this registry or another, with what refers to
   * it. Blobs that the target has, or can take over, are not read; tags move last.
   *
   * @param to by tag; by digest only where that is the digest.
   * @throws {OciError} `OCI_NOT_FOUND`, `OCI_TAG_TAKEN`, `OCI_DIGEST_MISMATCH`.
   */
  async copy(from: Reference, to: Reference, options: CopyOptions = {}): Promise<Copied> {
    const { tags = [], immutable = false, referrers = true } = options;
    const source = this.#session(from, pullScope);
    const near = from.registry === to.registry ? [pullScope(source.endpoint.name)] : [];
    const target = this.#session(to, pushScope, near);
    const manifest = await getManifest(source, from.identifier);
    if (!manifest) throw notFound(source, from.identifier);
    const { digest } = manifest;
    if (isDigest(to.identifier) && to.identifier !== digest) throw otherDigest(to, digest);
    const { layerLimitBytes: limitBytes = LAYER_LIMIT_BYTES, chunkBytes } = this.options;
    const ends = { from: source, to: target, limitBytes, chunkBytes };
    let copied: readonly Referrer[] = [];
    let legacy: readonly string[] = [];
    // Signatures come before the tag: whoever verifies what a tag names finds them.
    const before = async () => {
      await copyManifest(ends, manifest);
      if (!referrers) return;
      copied = await copyReferrers(ends, digest);
      legacy = await copyLegacy(ends, digest);
    };
    const moved = await moveTags(target, manifest, [to.identifier, ...tags], {
      immutable,
      before,
      always: referrers,
    });
    return {
      reference: formatReference({ ...to, identifier: digest }),
      moved,
      referrers: copied,
      legacy,
    };
  }

  /**
   * Removes a manifest by digest, and with it all its tags, or one tag alone, where the registry can
   * do that.
   *
   * @throws {OciError} `OCI_NOT_FOUND`, `OCI_REGISTRY_REFUSED` where the registry removes nothing.
   */
  async remove(reference: Reference): Promise<void> {
    await removeManifest(this.#session(reference, deleteScope), reference.identifier);
  }

  /**
   * Reads an artifact of one gzipped tar, ours or another's, every byte checked.
   *
   * @throws {OciError} `OCI_NOT_FOUND`, `OCI_DIGEST_MISMATCH`, `OCI_CONTENT_INVALID`,
   *   `OCI_LIMIT_EXCEEDED`.
   */
  async pull(reference: Reference): Promise<StoredArtifact> {
    const session = this.#session(reference, pullScope);
    const manifest = await getManifest(session, reference.identifier);
    if (!manifest) throw notFound(session, reference.identifier);
    const where = formatReference(reference);
    const { config, layers } = parseManifest(manifest.bytes, where);
    const { layer, more } = contentLayer(layers, where);
    const { layerLimitBytes = LAYER_LIMIT_BYTES } = this.options;
    const [configBlob, layerBlob, ...others] = await Promise.all([
      readBlob(session, config, MANIFEST_LIMIT_BYTES),
      ...[layer, ...more].map((each) => readBlob(session, each, layerLimitBytes)),
    ]);
    return {
      digest: manifest.digest,
      manifest,
      config: configBlob,
      layer: layerBlob as Blob,
      ...(others.length > 0 && { more: others }),
    };
  }

  /**
   * Logs in to a registry, with no repository in mind.
   *
   * @returns whether it asked for a login.
   * @throws {OciError} `OCI_UNAUTHORIZED`.
   */
  async login(registry: string): Promise<boolean> {
    const at = { registry, repository: '' };
    const endpoint = endpointOf(at, this.options);
    const deadline = new Deadline(this.options.timeoutMs ?? TIMEOUT_MS);
    const session = new Session(endpoint, [], deadline, this.#means);
    const to = new URL('/v2/', endpoint.origin);
    await session.send({ method: 'GET', to, accept: [200], purpose: `logging in to ${registry}` });
    return (await this.#means.authorizer.header(endpoint, [], deadline)) !== undefined;
  }

  /** Closes the connections that are kept open. */
  close(): void {
    this.#wire.close();
  }

  #deadline(): Deadline {
    const { timeoutMs = TIMEOUT_MS, totalTimeoutMs } = this.options;
    if (totalTimeoutMs === undefined) return new Deadline(timeoutMs);
    return (this.#total ??= new Deadline(totalTimeoutMs));
  }

  #session(
    at: Repository,
    scope: (repository: string) => Scope,
    others: readonly Scope[] = [],
  ): Session {
    const endpoint = endpointOf(at, this.options);
    const deadline = this.#deadline();
    return new Session(endpoint, [scope(endpoint.name), ...others], deadline, this.#means);
  }
}

function contentLayer(layers: readonly Descriptor[], where: string) {
  const found = contentOf(layers);
  if (found && isTarGzip(found.layer.mediaType)) return found;
  const content = layers.filter(({ mediaType }) => isTarGzip(mediaType));
  const [only, second] = content;
  if (only && !second) return { layer: only, more: [] };
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
