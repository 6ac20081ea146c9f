import type { ArtifactRecord } from '../../../constructs/artifact/record';
import { OciError, parseReference, type Registry } from '../../oci';
import type { Loaded } from './load';
import { namedDigests } from './named-digests';
import { contentTag, refuseTaken } from './tags';

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
 * @param version tag for the artifacts, never moved; default none.
 * @throws {CliError} `CLI_TAG_TAKEN`, with nothing written; {@link OciError}.
 */
export async function publishAll(
  loaded: readonly Loaded[],
  registry: Registry,
  version: string | undefined,
): Promise<Published[]> {
  const artifacts = loaded.filter(({ record }) => record.kind === 'artifact');
  const hubs = loaded.filter(({ record }) => record.kind === 'hub');
  const records = artifacts.map(({ record }) => record);
  if (version !== undefined) await refuseTaken(records, registry, version);
  const published: Published[] = [];
  for (const one of artifacts) {
    published.push(await publishOne(one, registry, version === undefined ? [] : [version]));
  }
  await Promise.all(records.map((record) => registry.resolve(parseReference(nameOf(record)))));
  for (const { record, artifact } of hubs) {
    const others = namedDigests(artifact).filter((name) => !records.map(nameOf).includes(name));
    await Promise.all(others.map((name) => verifyNamed(record, name, registry)));
  }
  for (const one of hubs) {
    published.push(await publishOne(one, registry, [one.record.tag ?? 'latest']));
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
  { record, artifact }: Loaded,
  registry: Registry,
  tags: readonly string[],
): Promise<Published> {
  const held = contentTag(artifact.digest);
  const target = parseReference(`${record.repository}:${held}`);
  const { reference, moved } = await registry.push(target, artifact, { tags });
  const state = moved.length === 0 ? 'unchanged' : moved.includes(held) ? 'pushed' : 'tagged';
  return { name: record.name, reference, state };
}
