import { isCodedError, type World } from '../../core';
import type * as Oci from '../../oci';
import type { Release } from '../../releases';
import { CliError } from '../errors';
import { pushWith } from '../push-with';

/**
 * Brings a release to another repository, with what refers to it and the tags of its version. The
 * digest is the same there; tags come last, and none is moved. Done again, it adds what is missing.
 *
 * @throws {CliError} `CLI_TAG_TAKEN` where the version stands for other content there.
 */
export async function transfer(
  registry: Oci.Registry,
  from: Oci.Repository,
  to: Oci.Repository,
  { version = '', digest }: Release,
  world: World,
): Promise<void> {
  const named = tagsOf(version);
  const found = await registry.digests(from, named);
  const tags = named.filter((_, i) => found[i] === digest);
  const [source, target] = [from, to].map((at) => ({ ...at, identifier: digest })) as [
    Oci.Reference,
    Oci.Reference,
  ];
  await told(target, world, async () => {
    const { referrers, legacy } = await registry.copy(source, target, { tags, immutable: true });
    return referrers.length + legacy.length;
  });
}

/**
 * The same, of a layout that was carried over. Names of it that are the version become tags.
 *
 * @throws {OciError} `OCI_DIGEST_MISMATCH` for what the layout has no longer as it was.
 */
export async function transferLayout(
  registry: Oci.Registry,
  folder: string,
  to: Oci.Repository,
  { version = '', digest }: Release,
  world: World,
): Promise<void> {
  const { layoutBeside, listLayout, readLayout } = require('../../oci') as typeof Oci;
  const artifact = readLayout(world.disk, folder, digest);
  const beside = layoutBeside(world.disk, folder, artifact.digest);
  const names = listLayout(world.disk, folder).filter((one) => one.digest === digest);
  const tags = tagsOf(version).filter((tag) => names.some(({ name }) => name === tag));
  const target = { ...to, identifier: digest };
  await told(target, world, async () => {
    await pushWith(beside, registry, target, artifact, { tags, immutable: true });
    return beside.referrers.length + beside.legacy.length;
  });
}

/** Tags that people give to a version. */
function tagsOf(version: string): readonly string[] {
  const { isTag } = require('../../oci') as typeof Oci;
  return [version, `v${version}`].filter(isTag);
}

/** Says what came, and what to do where the version is taken. */
async function told(
  target: Oci.Reference,
  world: World,
  work: () => Promise<number>,
): Promise<void> {
  const { formatReference } = require('../../oci') as typeof Oci;
  try {
    const along = await work();
    world.report(
      `${formatReference(target)} is there${along > 0 ? `, and ${along} that refer to it` : ''}`,
    );
  } catch (cause) {
    if (!isCodedError(cause) || cause.code !== 'OCI_TAG_TAKEN') throw cause;
    const hint = 'promote it by another --version: a version means one content, for ever';
    throw new CliError('CLI_TAG_TAKEN', cause.message, hint, { cause });
  }
}
