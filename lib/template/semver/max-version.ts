import { satisfies } from './constraint';
import { compareVersions, readVersion, type VersionData } from './version';

/** A version that no release satisfies; what a constraint is worth shows on it. */
const PROBE: VersionData = {
  major: 0n,
  minor: 0n,
  patch: 0n,
  prerelease: '',
  metadata: '',
  original: '0.0.0',
};

/** Whether a text is a constraint, and no version: `1.x`, `>=1.2 <2`, `*`; not `1.2` or `latest`. */
export function isConstraint(text: string): boolean {
  if (typeof readVersion(text) !== 'string') return false;
  return typeof satisfies(PROBE, text) !== 'string';
}

/**
 * The highest version that fits a constraint, as it was written; `undefined` where none fits. What
 * is no version is passed over. Of two that differ in metadata alone, the first.
 */
export function maxVersion(constraint: string, versions: readonly string[]): string | undefined {
  let highest: VersionData | undefined;
  for (const text of versions) {
    const version = readVersion(text);
    if (typeof version === 'string' || satisfies(version, constraint) !== true) continue;
    if (!highest || compareVersions(version, highest) > 0) highest = version;
  }
  return highest?.original;
}

/** Judges texts by a constraint, as {@link maxVersion} does; `undefined` for one that is none. */
export function fitsVersion(constraint: string): ((text: string) => boolean) | undefined {
  if (typeof satisfies(PROBE, constraint) === 'string') return undefined;
  return (text) => {
    const version = readVersion(text);
    return typeof version !== 'string' && satisfies(version, constraint) === true;
  };
}

/** Go's message where a text looks like a version and is none, as `1.0.0-01`; else `undefined`. */
export function versionProblem(text: string): string | undefined {
  const version = readVersion(text);
  return typeof version === 'string' && version !== 'invalid semantic version'
    ? version
    : undefined;
}

/** Orders texts as people read a list of releases: versions, the newest first, then other names. */
export function newestFirst(a: string, b: string): number {
  const [x, y] = [readVersion(a), readVersion(b)];
  if (typeof x === 'string' || typeof y === 'string') {
    if (typeof x !== typeof y) return typeof x === 'string' ? 1 : -1;
    return a < b ? -1 : Number(a > b);
  }
  return compareVersions(y, x) || (a < b ? -1 : Number(a > b));
}
