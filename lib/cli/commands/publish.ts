import type { ArtifactRecord } from '../../../constructs/artifact/record';
import type { World } from '../../core';
import type * as Oci from '../../oci';
import { command } from '../command';
import { CliError } from '../errors';
import type * as Gate from '../lint-gate';
import type * as RecordedFile from '../recorded';
import { openRegistry, registryFlags, withProgress } from '../registry';

export const publish = command({
  name: 'publish',
  summary: 'Lint and push every changed artifact, verify, then the hub.',
  example: 'cdk8s-gitops publish --tag v2.1.0',
  options: {
    tag: { type: 'string', short: 't', summary: 'version tag for the artifacts; never moved' },
    'no-lint': { type: 'boolean', default: false, summary: 'push what lint finds errors in' },
    output: {
      type: 'string',
      short: 'o',
      values: ['text', 'json'],
      default: 'text',
      summary: 'a line each, or facts',
    },
    ...registryFlags,
  },
  async run({ flags }, world) {
    const { parseTag } = require('../../oci') as typeof Oci;
    const version = flags.tag === undefined ? undefined : parseTag(flags.tag);
    const loaded = load(world);
    if (!flags['no-lint'] && !passes(loaded, world)) return 1;
    const registry = openRegistry(flags, world);
    try {
      const published = await withProgress('publishing', world, () =>
        publishAll(loaded, registry, version),
      );
      world.print(
        flags.output === 'json'
          ? JSON.stringify(published, undefined, 2)
          : published.map(({ reference, state }) => `${state.padEnd(9)} ${reference}`).join('\n'),
      );
    } finally {
      registry.close();
    }
    return 0;
  },
});

interface Loaded {
  readonly record: ArtifactRecord;
  readonly artifact: Oci.StoredArtifact;
}

interface Published {
  readonly name: string;
  /** `ghcr.io/acme/manifests/core@sha256:…` */
  readonly reference: string;
  readonly state: 'pushed' | 'unchanged';
}

/** What synth packed, checked against what its YAML names. */
function load(world: World): readonly Loaded[] {
  const { readLayout } = require('../../oci') as typeof Oci;
  const { checkRecorded, readRecorded } = require('../recorded') as typeof RecordedFile;
  return readRecorded(world).map((record) => {
    const artifact = readLayout(world.disk, '.gitops/oci', record.name);
    checkRecorded(record, artifact.digest);
    return { record, artifact };
  });
}

function passes(loaded: readonly Loaded[], world: World): boolean {
  const { unpack } = require('../../oci') as typeof Oci;
  const { passesGate } = require('../lint-gate') as typeof Gate;
  return loaded.map(({ artifact }) => passesGate(unpack(artifact), world)).every(Boolean);
}

/** Hubs come last: when they are read, everything that they refer to is in. */
async function publishAll(
  loaded: readonly Loaded[],
  registry: Oci.Registry,
  version: string | undefined,
): Promise<Published[]> {
  const artifacts = loaded.filter(({ record }) => record.kind === 'artifact');
  const hubs = loaded.filter(({ record }) => record.kind === 'hub');
  if (version !== undefined) {
    await Promise.all(artifacts.map((one) => refuseTaken(one, registry, version)));
  }
  const published: Published[] = [];
  for (const one of artifacts) {
    const tags = version === undefined ? [] : [version];
    published.push(await publishOne(one, registry, contentTag(one.record.digest), tags));
  }
  await Promise.all(artifacts.map((one) => verify(one, registry)));
  for (const one of hubs) {
    published.push(await publishOne(one, registry, one.record.tag ?? 'latest', []));
  }
  return published;
}

async function publishOne(
  { record, artifact }: Loaded,
  registry: Oci.Registry,
  tag: string,
  tags: readonly string[],
): Promise<Published> {
  const { parseReference } = require('../../oci') as typeof Oci;
  const target = parseReference(`${record.repository}:${tag}`);
  const { reference, moved } = await registry.push(target, artifact, { tags });
  return { name: record.name, reference, state: moved.length > 0 ? 'pushed' : 'unchanged' };
}

/** A tag that holds on to the content, so that a clean-up of untagged manifests cannot delete it. */
function contentTag(digest: string): string {
  return `content-${digest.slice('sha256:'.length).slice(0, 12)}`;
}

async function verify({ record }: Loaded, registry: Oci.Registry): Promise<void> {
  const { parseReference } = require('../../oci') as typeof Oci;
  await registry.resolve(parseReference(`${record.repository}@${record.digest}`));
}

/** @throws {CliError} `CLI_TAG_TAKEN`: a version means one content, for ever. */
async function refuseTaken(
  { record }: Loaded,
  registry: Oci.Registry,
  version: string,
): Promise<void> {
  const { OciError, parseReference } = require('../../oci') as typeof Oci;
  const reference = parseReference(`${record.repository}:${version}`);
  const digest = await registry.resolve(reference).catch((error: unknown) => {
    if (error instanceof OciError && error.code === 'OCI_NOT_FOUND') return undefined;
    throw error;
  });
  if (digest === undefined || digest === record.digest) return;
  throw new CliError(
    'CLI_TAG_TAKEN',
    `${record.repository}:${version} is ${digest}, not ${record.digest}`,
    'give this content a version of its own',
  );
}
