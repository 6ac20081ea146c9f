import { isCodedError, type World } from '../../core';
import type * as Oci from '../../oci';
import type { Release } from '../../releases';

/** Registries that keep a clean-up away from what has a tag, or whose login may only read. */
const MAY_FAIL = ['OCI_FORBIDDEN', 'OCI_UNAUTHORIZED', 'OCI_REGISTRY_REFUSED', 'OCI_TAG_TAKEN'];

/**
 * Sees to it that a tag stands for a release, since clean-ups of registries remove what has none: its
 * version, or else one that is made of its digest and never moves. A registry that does not let us
 * write is told of, and no obstacle.
 */
export async function keepRelease(
  registry: Oci.Registry,
  repository: Oci.Repository,
  { version = '', digest }: Release,
  world: World,
): Promise<void> {
  const { formatReference, isTag } = require('../../oci') as typeof Oci;
  const own = `pin-${digest.slice('sha256:'.length, 'sha256:'.length + 12)}`;
  const tags = [version, `v${version}`, own].filter(isTag);
  const found = await registry.digests(repository, tags);
  if (found.includes(digest as Oci.Digest)) return;
  try {
    await registry.tag({ ...repository, identifier: digest }, [own], { immutable: true });
  } catch (error) {
    if (!isCodedError(error) || !MAY_FAIL.includes(error.code)) throw error;
    const reference = formatReference({ ...repository, identifier: digest });
    world.report(`no tag keeps ${reference} from clean-ups: ${error.message}`);
  }
}
