import { findKind } from '../../imports/schemas';
import { ManifestSet, readManifests, type World } from '../core';
import type * as Drift from '../drift';
import type * as Oci from '../oci';
import type { Announcement, Pin } from '../releases';
import type { Values } from './command';
import { openRegistry, withProgress, type registryFlags } from './registry';

/**
 * What the tag of an announced artifact stands for now: its digest, and the rules that its content
 * needs, since no synth of ours made either.
 *
 * @throws {OciError} where the registry does not have it.
 */
export async function announcedPin(
  { repository, path, tag }: Announcement,
  flags: Values<typeof registryFlags>,
  world: World,
): Promise<Pin> {
  const { parseReference, unpack } = require('../oci') as typeof Oci;
  const registry = openRegistry(flags, world);
  try {
    const artifact = await withProgress(`pulling ${repository}:${tag}`, world, () =>
      registry.pull(parseReference(`${repository}:${tag}`)),
    );
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
    const drift = recordedRules(claimsOf(new ManifestSet(entries), facts));
    return { digest: artifact.digest, drift };
  } finally {
    registry.close();
  }
}

function isBelow(file: string, folder: string): boolean {
  const name = folder.replace(/^\.\/|\/+$/g, '');
  return name === '.' || name === '' || file.startsWith(`${name}/`);
}
