import type { World } from '../core';
import type * as ReleasesModule from '../releases';
import { CliError } from './errors';
import { readRecorded } from './recorded';

/** What rings run, or go back to: `core-stack/production` and the like. */
export interface Pins {
  /**
   * Rings that run a digest of a repository, or follow a tag of it; `[]` for none.
   *
   * @param repository `undefined` for a folder, which may be on its way to any.
   */
  of(repository: string | undefined, digest: string, tag?: string): readonly string[];
  /** Every digest that a ring runs or goes back to, of any repository. */
  readonly digests: readonly string[];
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
    if (!mustKnow) return { of: () => [], digests: [] };
    throw new CliError('CLI_INPUT_MISSING', `there is no ${file}`, 'name the file by --file');
  }
  const { isPin, parseReleases } = require('../releases') as typeof ReleasesModule;
  const releases = parseReleases(text, file);
  const byDigest = new Map<string, (Place & { readonly label: string })[]>();
  const byTag = new Map<string, string[]>();
  const pin = (digest: string, label: string, { repository }: Place = {}) =>
    byDigest.set(digest, [...(byDigest.get(digest) ?? []), { label, repository }]);
  const follow = (tag: string, label: string) => byTag.set(tag, [...(byTag.get(tag) ?? []), label]);
  for (const artifact of releases.artifacts()) {
    for (const name of releases.rings(artifact)) {
      const ring = releases.ring(artifact, name);
      const announced = releases.announced(artifact);
      const label = `${artifact}/${name}`;
      if (isPin(ring)) {
        pin(ring.digest, label, ring);
        if (ring.previous) pin(ring.previous.digest, `${label} (previous)`, ring.previous);
      } else if (announced) follow(`${announced.repository}:${announced.tag}`, label);
      else {
        const head = headOf(artifact, world, mustKnow);
        if (head !== undefined) pin(head, label);
      }
    }
  }
  return {
    digests: [...byDigest.keys()],
    of: (repository, digest, tag) => [
      ...(byDigest.get(digest) ?? [])
        .filter(
          (one) =>
            one.repository === undefined || (repository ?? one.repository) === one.repository,
        )
        .map(({ label }) => label),
      ...(byTag.get(`${repository ?? ''}:${tag ?? ''}`) ?? []),
    ],
  };
}

interface Place {
  /** Default the artifact's own, which the file does not name: any that has the digest. */
  readonly repository?: string | undefined;
}

function headOf(artifact: string, world: World, mustKnow: boolean): string | undefined {
  try {
    return readRecorded(world).find(({ name }) => name === artifact)?.digest;
  } catch (error) {
    if (mustKnow) throw error;
    return undefined;
  }
}
