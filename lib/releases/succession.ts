import { ReleasesError } from './errors';
import { isPin, type Pin, type Release, type Ring } from './releases';

/** What a ring runs next: `release`, remembering what it ran before. */
export function promoted(old: Ring | undefined, release: Release): Pin {
  const next = releaseOf(release);
  if (!old || !isPin(old)) return next;
  const isSame = old.digest === next.digest && old.repository === next.repository;
  const previous = isSame ? old.previous : releaseOf(old);
  return { ...next, ...(previous && { previous }) };
}

/**
 * What a ring ran before; it remembers what it ran until now, so that a second time undoes the first.
 *
 * @param where for messages: `core/production`.
 * @throws {ReleasesError} `RELEASES_NO_PREVIOUS`.
 */
export function rolledBack(ring: Ring, where: string): Pin {
  if (isPin(ring) && ring.previous) return { ...ring.previous, previous: releaseOf(ring) };
  throw new ReleasesError(
    'RELEASES_NO_PREVIOUS',
    isPin(ring)
      ? `${where} names no release that it ran before`
      : `${where} runs head, and has no release that it ran before`,
    'revert the commit that changed releases.yaml, or promote the release of another ring',
  );
}

/** A release by itself. */
export function releaseOf(release: Release): Release {
  const { version, repository, digest, drift, syncOptions = [] } = release;
  return {
    ...(version !== undefined && { version }),
    ...(repository !== undefined && { repository }),
    digest,
    drift,
    ...(syncOptions.length > 0 && { syncOptions }),
  };
}
