import { isCodedError, type World } from '../../core';
import type * as Oci from '../../oci';
import type { Content, SourceRef } from '../../plan';
import type * as Render from '../../render';
import type * as Template from '../../template';
import { withProgress } from '../registry';
import type { ReleasesStore } from './releases-store';
import type { OpenRegistry } from './resolve-state';

/** How many releases are pulled at once. */
const PULLS = 4;

/**
 * Looks up the content of sources: in the store, else in its registry. What cannot be had is told
 * as such; a plan goes on without it.
 *
 * @param open `undefined` asks no registry.
 */
export async function contentsOf(
  sources: readonly SourceRef[],
  store: ReleasesStore,
  world: World,
  open: OpenRegistry | undefined,
): Promise<(source: SourceRef) => Content> {
  const found = new Map<string, Content>();
  const wanted = sources.filter(({ repoURL, revision }) => {
    return repoURL.startsWith('oci://') && !store.has(revision);
  });
  const queue = [...wanted];
  const worker = async (): Promise<void> => {
    for (let source = queue.shift(); source; source = queue.shift()) {
      found.set(keyOf(source), open ? await pull(source, store, open) : NOT_ASKED);
    }
  };
  await withProgress(`pulling ${wanted.length} releases`, world, async () => {
    await Promise.all(Array.from({ length: Math.min(PULLS, wanted.length) }, worker));
  });
  return (source) => store.get(source.revision) ?? found.get(keyOf(source)) ?? notOci(source);
}

const NOT_ASKED: Content = { missing: 'it is not here, and no registry is asked (--no-pull)' };

async function pull(source: SourceRef, store: ReleasesStore, open: OpenRegistry): Promise<Content> {
  try {
    const chosen = await revisionOf(source, open);
    if ('missing' in chosen) return chosen;
    const artifact = await open().pull(chosen);
    store.addArtifact(artifact);
    return store.get(artifact.digest) ?? NOT_ASKED;
  } catch (error) {
    if (!isCodedError(error)) throw error;
    // The reference is told beside it.
    return { missing: error.message.replace(/^reading \S+: /, '') };
  }
}

/** What a source names: a digest, a tag, or the tag that a range of versions means today. */
async function revisionOf(
  { repoURL, revision }: SourceRef,
  open: OpenRegistry,
): Promise<Oci.Reference | { readonly missing: string; readonly hint: string }> {
  const { isDigest, isTag, parseReference, parseRepository } = require('../../oci') as typeof Oci;
  if (isDigest(revision)) return parseReference(`${repoURL}@${revision}`);
  const repository = parseRepository(repoURL);
  const reference = { ...repository, identifier: revision };
  const { isConstraint } = require('../../template') as typeof Template;
  const isRange = isConstraint(revision);
  if (isTag(revision)) {
    if (!isRange) return reference;
    // A tag of that very name goes before what it means as a range.
    const [digest] = await open().digests(repository, [revision]);
    if (digest !== undefined) return reference;
  }
  const { chooseVersion } = require('../../render') as typeof Render;
  const chosen = chooseVersion(revision, isRange ? await open().tags(repository) : []);
  return 'tag' in chosen ? { ...repository, identifier: chosen.tag } : chosen;
}

function notOci({ repoURL }: SourceRef): Content {
  const what = repoURL.startsWith('oci://')
    ? 'it was not asked for'
    : 'no inventory names its repository';
  return { missing: what, notRead: true };
}

function keyOf({ repoURL, revision }: SourceRef): string {
  return `${repoURL}\0${revision}`;
}
