import { isCodedError, type World } from '../../core';
import type * as Oci from '../../oci';
import type { Pins } from '../pins';
import type { Survey } from './survey';

/**
 * Removes what refers to an artifact, and the tags that are made of its digest. What something else
 * needs stays, and is told: what a tag of people stands for, what a ring runs, and what those are
 * about. What refers to others goes before those: whoever is interrupted finds the rest again.
 *
 * @returns how many manifests are gone.
 */
export async function removeReferrers(
  registry: Oci.Registry,
  { registry: host, repository, identifier: artifact }: Oci.Reference,
  { referrers, helpers, tags }: Survey,
  pins: Pins,
  world: World,
): Promise<number> {
  const { fallbackTag, helpedBy, isHelperTag } = require('../../oci') as typeof Oci;
  const at = { registry: host, repository };
  const digests = await registry.digests(at, tags);
  const named = tags.flatMap((tag, i) => (isHelperTag(tag) ? [] : [[tag, digests[i]] as const]));
  const kept = new Set<Oci.Digest>();
  let removed = 0;
  for (const { digest, subject } of [...referrers].reverse()) {
    const names = named.filter(([, found]) => found === digest).map(([tag]) => tag);
    const rings = pins.of(`${host}/${repository}`, digest);
    const why =
      names.length > 0
        ? `${names.join(', ')} stands for it`
        : rings.length > 0
          ? `${rings.join(', ')} runs it`
          : kept.has(digest)
            ? 'what refers to it stays'
            : undefined;
    if (why !== undefined) {
      kept.add(digest).add(subject);
      world.report(`kept ${digest}: ${why}`);
    } else if (await isRemoved(registry, { ...at, identifier: digest })) removed++;
  }
  for (const tag of helpers) {
    const about = helpedBy(tag);
    // The lists of clients have what stays; what stays keeps its older signatures.
    const isList = about !== undefined && tag === fallbackTag(about);
    if (about !== undefined && kept.has(about) && (isList || about !== artifact)) continue;
    const digest = digests[tags.indexOf(tag)];
    const others = tags.filter((_, i) => digests[i] === digest && tags[i] !== tag);
    if (digest === undefined) continue;
    // With its manifest, unless another tag needs that: it would be left without any.
    const what = others.length === 0 ? digest : tag;
    if (await isRemoved(registry, { ...at, identifier: what })) removed++;
  }
  return removed;
}

/** Whether it was there: somebody else may remove the same. */
async function isRemoved(registry: Oci.Registry, reference: Oci.Reference): Promise<boolean> {
  try {
    await registry.remove(reference);
    return true;
  } catch (error) {
    if (isCodedError(error) && error.code === 'OCI_NOT_FOUND') return false;
    throw error;
  }
}
