import { isCodedError, type World } from '../../core';
import type * as Oci from '../../oci';
import type { Release } from '../../releases';
import { CliError } from '../errors';

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
  const { formatReference, isTag } = require('../../oci') as typeof Oci;
  const named = [version, `v${version}`].filter(isTag);
  const found = await registry.digests(from, named);
  const tags = named.filter((_, i) => found[i] === digest);
  const [source, target] = [from, to].map((at) => ({ ...at, identifier: digest })) as [
    Oci.Reference,
    Oci.Reference,
  ];
  try {
    const { referrers, legacy } = await registry.copy(source, target, { tags, immutable: true });
    const along = referrers.length + legacy.length;
    world.report(
      `${formatReference(target)} is there${along > 0 ? `, and ${along} that refer to it` : ''}`,
    );
  } catch (cause) {
    if (!isCodedError(cause) || cause.code !== 'OCI_TAG_TAKEN') throw cause;
    const hint = 'promote it by another --version: a version means one content, for ever';
    throw new CliError('CLI_TAG_TAKEN', cause.message, hint, { cause });
  }
}
