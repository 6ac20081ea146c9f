import type { World } from '../core';
import type * as Oci from '../oci';
import type { Values } from './command';
import { checkSigned } from './check-signed';
import type { Demands } from './demand';
import { CliError } from './errors';
import { withRegistry, type registryFlags } from './registry';

type CopyFlags = Values<typeof registryFlags> & {
  readonly tag: readonly string[];
  readonly 'no-referrers': boolean;
};

/**
 * Copies what every tag of a repository stands for to another one, each digest once, under the same
 * tags. A tag that stands for something else there stays, and is an error; so is what is not signed as asked
 * for.
 *
 * @throws {CliError} `CLI_FLAG_VALUE` beside --tag, `CLI_NOT_SIGNED`; {@link OciError} `OCI_TAG_TAKEN`.
 */
export async function copyAllTags(
  from: string,
  to: string,
  flags: CopyFlags,
  demands: Demands | undefined,
  world: World,
): Promise<number> {
  const { formatReference, isHelperTag, parseRepository, registryAttachments } =
    require('../oci') as typeof Oci;
  if (flags.tag.length > 0) {
    throw new CliError('CLI_FLAG_VALUE', 'copy takes no --tag with --all-tags', 'leave one out');
  }
  const [source, target] = [parseRepository(from), parseRepository(to)];
  await withRegistry(
    `copying all of ${from}`,
    flags,
    world,
    async (open) => {
      const tags = (await open().tags(source)).filter((tag) => !isHelperTag(tag));
      const digests = await open().digests(source, tags);
      for (const digest of new Set(digests)) {
        // Removed since it was listed.
        if (digest === undefined) continue;
        if (demands) {
          await checkSigned(registryAttachments(open(), source), source, digest, demands);
        }
        const [first = '', ...others] = tags.filter((_, i) => digests[i] === digest);
        const { moved } = await open().copy(
          { ...source, identifier: digest },
          { ...target, identifier: first },
          { tags: others, immutable: true, referrers: !flags['no-referrers'] },
        );
        for (const tag of [first, ...others]) {
          const state = moved.includes(tag) ? 'copied   ' : 'unchanged';
          world.print(`${state} ${formatReference({ ...target, identifier: tag })}`);
        }
      }
    },
    target.registry,
  );
  return 0;
}
