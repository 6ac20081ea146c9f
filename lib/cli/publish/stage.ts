import type { ArtifactRecord } from '../../../constructs/artifact/record';
import type { World } from '../../core';
import { OciError, parseReference, type Registry } from '../../oci';
import { CliError } from '../errors';
import type { Signing } from '../push-signed';
import { pushWith } from '../push-with';
import type { Loaded } from './load';
import { namedDigests } from './named-digests';
import { signOnce } from './sign-once';
import { contentTag, refuseTaken } from './tags';

export interface PublishOptions {
  /** Tag for the artifacts, never moved; default none. */
  readonly version: string | undefined;
  /** Whether hubs' tags stay as well. */
  readonly immutable: boolean;
  /** Tells what would be done, and does nothing. */
  readonly dryRun: boolean;
  readonly signing: Signing | undefined;
}

export interface Published {
  readonly name: string;
  /** `ghcr.io/acme/manifests/core@sha256:…` */
  readonly reference: string;
  /** `tagged`: the content was there, a tag was not. */
  readonly state: 'pushed' | 'tagged' | 'unchanged';
}

/**
 * Pushes everything that changed. Hubs come last, and their tags move when every artifact that they
 * name by digest is in, those of earlier releases too: nothing is referenced before it exists.
 *
 * @throws {CliError} `CLI_TAG_TAKEN`, with nothing written; {@link OciError}.
 */
export async function publishAll(
  loaded: readonly Loaded[],
  registry: Registry,
  options: PublishOptions,
  world: World,
): Promise<Published[]> {
  const { version, dryRun, immutable } = options;
  const artifacts = loaded.filter(({ record }) => record.kind === 'artifact');
  const hubs = loaded.filter(({ record }) => record.kind === 'hub');
  const records = artifacts.map(({ record }) => record);
  if (version !== undefined) await refuseTaken(records, registry, version);
  const published: Published[] = [];
  for (const one of artifacts) {
    const tags = version === undefined ? [] : [version];
    published.push(await publishOne(one, tags, registry, { ...options, immutable: true }, world));
  }
  if (!dryRun) {
    await Promise.all(records.map((record) => registry.resolve(parseReference(nameOf(record)))));
  }
  for (const { record, artifact } of hubs) {
    const others = namedDigests(artifact).filter((name) => !records.map(nameOf).includes(name));
    await Promise.all(others.map((name) => verifyNamed(record, name, registry)));
  }
  for (const one of hubs) {
    const tags = [one.record.tag ?? 'latest'];
    published.push(await publishOne(one, tags, registry, { ...options, immutable }, world));
  }
  return published;
}

/** @throws {OciError} `OCI_NOT_FOUND` for a release of before that is gone, or never was. */
async function verifyNamed(hub: ArtifactRecord, name: string, registry: Registry): Promise<void> {
  await registry.resolve(parseReference(name)).catch((cause: unknown) => {
    if (!(cause instanceof OciError) || cause.code !== 'OCI_NOT_FOUND') throw cause;
    throw new OciError(
      'OCI_NOT_FOUND',
      `hub '${hub.name}' names ${name}, which is not there`,
      'pin another release in releases.yaml, or push that one again',
      { cause },
    );
  });
}

/** `ghcr.io/acme/manifests/core@sha256:…` */
function nameOf({ repository, digest }: ArtifactRecord): string {
  return `${repository}@${digest}`;
}

async function publishOne(
  { record, artifact, beside }: Loaded,
  tags: readonly string[],
  registry: Registry,
  { immutable, dryRun, signing }: PublishOptions,
  world: World,
): Promise<Published> {
  const held = contentTag(artifact.digest);
  const target = parseReference(`${record.repository}:${held}`);
  const stateOf = (moved: readonly string[]) =>
    moved.length === 0 ? 'unchanged' : moved.includes(held) ? 'pushed' : 'tagged';
  if (dryRun) {
    const all = [held, ...tags];
    const found = await registry.digests(target, all);
    const other = found.findIndex((digest) => (digest ?? artifact.digest) !== artifact.digest);
    if (immutable && other >= 0) throw wouldMove(record, all[other] ?? '', found[other] ?? '');
    const moved = all.filter((_, i) => found[i] !== artifact.digest);
    return { name: record.name, reference: nameOf(record), state: stateOf(moved) };
  }
  if (signing) await signOnce(registry, target, artifact, signing, world);
  const { reference, moved } = await pushWith(beside, registry, target, artifact, {
    tags,
    immutable,
  });
  return { name: record.name, reference, state: stateOf(moved) };
}

function wouldMove({ repository, digest }: ArtifactRecord, tag: string, now: string): CliError {
  return new CliError(
    'CLI_TAG_TAKEN',
    `${repository}:${tag} is ${now}, not ${digest}`,
    'give this content a tag of its own, or leave out --immutable',
  );
}
