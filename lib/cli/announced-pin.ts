import { findKind } from '../../imports/schemas';
import { ManifestSet, NEEDED_OPTIONS, readManifests, type World } from '../core';
import type * as Drift from '../drift';
import type * as Oci from '../oci';
import type { Announcement, Pin } from '../releases';
import type * as Sync from '../sync';
import type { Values } from './command';
import { openRegistry, withProgress, type registryFlags } from './registry';

/**
 * What an artifact of elsewhere is now: its digest, the rules and the sync options that its content
 * needs, since no synth of ours made either.
 *
 * @param at where it is, and the folder that is deployed.
 * @param identifier the tag that is moved by its own pipeline, or a digest.
 * @throws {OciError} where the registry does not have it.
 */
export async function announcedPin(
  { repository, path }: Pick<Announcement, 'repository' | 'path'>,
  identifier: string,
  flags: Values<typeof registryFlags>,
  world: World,
): Promise<Pin> {
  const { formatReference, parseRepository } = require('../oci') as typeof Oci;
  const reference = { ...parseRepository(repository), identifier };
  const registry = openRegistry(flags, world);
  try {
    const artifact = await withProgress(`pulling ${formatReference(reference)}`, world, () =>
      registry.pull(reference),
    );
    return pinOfContent(artifact, path);
  } finally {
    registry.close();
  }
}

/** The digest of an artifact, with the rules and the sync options that its content needs. */
export function pinOfContent(artifact: Oci.StoredArtifact, path: string): Pin {
  const { unpack } = require('../oci') as typeof Oci;
  const files = unpack(artifact).filter(
    (file) => isBelow(file.path, path) && /\.(ya?ml|json)$/.test(file.path),
  );
  const entries = files.flatMap(
    (file) => readManifests(file.content.toString('utf8'), file.path).entries,
  );
  const { claimsOf, recordedRules } = require('../drift') as typeof Drift;
  const facts: Drift.DriftFacts = {
    scalePathOf: (apiVersion, kind) => findKind(apiVersion, kind)?.facts.scale?.specReplicasPath,
  };
  const set = new ManifestSet(entries);
  const drift = recordedRules(claimsOf(set, facts));
  const { syncNeeds } = require('../sync') as typeof Sync;
  const needed = new Set([...syncNeeds(set)].map(({ option }) => option));
  const syncOptions = NEEDED_OPTIONS.filter((option) => needed.has(option));
  return { digest: artifact.digest, drift, ...(syncOptions.length > 0 && { syncOptions }) };
}

function isBelow(file: string, folder: string): boolean {
  const name = folder.replace(/^\.\/|\/+$/g, '');
  return name === '.' || name === '' || file.startsWith(`${name}/`);
}
