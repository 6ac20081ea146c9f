import type { World } from '../core';
import type * as ReleasesModule from '../releases';
import { CliError } from './errors';
import { readRecorded } from './recorded';

/** What rings run, or go back to: `core-stack/production` and the like. */
export interface Pins {
  /** Rings that run a digest of a repository, or follow a tag of it; `[]` for none. */
  of(repository: string, digest: string, tag?: string): readonly string[];
}

/**
 * What the rings of `releases.yaml` run. A ring at head runs what the last synth recorded, or the
 * tag that an announced artifact follows.
 *
 * @param mustKnow whether what is not known is an error: what runs must not be taken for unused.
 * @throws {CliError} `CLI_INPUT_MISSING` without a file, `CLI_NOTHING_SYNTHESIZED`.
 */
export function readPins(file: string, world: World, mustKnow: boolean): Pins {
  const text = world.disk.read(file)?.toString();
  if (text === undefined) {
    if (!mustKnow) return { of: () => [] };
    throw new CliError('CLI_INPUT_MISSING', `there is no ${file}`, 'name the file by --file');
  }
  const { isPin, parseReleases } = require('../releases') as typeof ReleasesModule;
  const releases = parseReleases(text, file);
  const byDigest = new Map<string, string[]>();
  const byTag = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, key: string, ring: string) =>
    map.set(key, [...(map.get(key) ?? []), ring]);
  for (const artifact of releases.artifacts()) {
    for (const name of releases.rings(artifact)) {
      const ring = releases.ring(artifact, name);
      const announced = releases.announced(artifact);
      const label = `${artifact}/${name}`;
      if (isPin(ring)) {
        add(byDigest, ring.digest, label);
        if (ring.previous) add(byDigest, ring.previous.digest, `${label} (previous)`);
      } else if (announced) add(byTag, `${announced.repository}:${announced.tag}`, label);
      else {
        const head = headOf(artifact, world, mustKnow);
        if (head !== undefined) add(byDigest, head, label);
      }
    }
  }
  return {
    of: (repository, digest, tag) => [
      ...(byDigest.get(digest) ?? []),
      ...(byTag.get(`${repository}:${tag}`) ?? []),
    ],
  };
}

function headOf(artifact: string, world: World, mustKnow: boolean): string | undefined {
  try {
    return readRecorded(world).find(({ name }) => name === artifact)?.digest;
  } catch (error) {
    if (mustKnow) throw error;
    return undefined;
  }
}
