import { isCodedError, type World } from '../../core';
import type * as Oci from '../../oci';
import type { Content, SourceRef } from '../../plan';
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
  const { isDigest, parseReference } = require('../../oci') as typeof Oci;
  const { repoURL, revision } = source;
  const separator = isDigest(revision) ? '@' : ':';
  try {
    const artifact = await open().pull(parseReference(`${repoURL}${separator}${revision}`));
    store.addArtifact(artifact);
    return store.get(artifact.digest) ?? NOT_ASKED;
  } catch (error) {
    if (!isCodedError(error)) throw error;
    // The reference is told beside it.
    return { missing: error.message.replace(/^reading \S+: /, '') };
  }
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
