import { compareBytes } from '../bytes';

/** A version as Masterminds/semver reads it; numbers are 64 bits wide. */
export interface VersionData {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  /** Behind the `-`; empty for a release. */
  readonly prerelease: string;
  /** Behind the `+`. */
  readonly metadata: string;
  /** As it was written. */
  readonly original: string;
}

const VERSION =
  /^v?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;
const MAX = 2n ** 64n - 1n;

/**
 * Reads a version; minor and patch may be missing, numbers may start with zeros.
 *
 * @returns Go's message for a text that is none.
 */
export function readVersion(text: string): VersionData | string {
  const match = VERSION.exec(text);
  if (!match) return 'invalid semantic version';
  const [, major = '', minor = '', patch = '', prerelease = '', metadata = ''] = match;
  for (const part of [major, minor, patch]) {
    if (BigInt(part || 0) > MAX) {
      return `error parsing version segment: strconv.ParseUint: parsing "${part}": value out of range`;
    }
  }
  const problem = prerelease === '' ? undefined : prereleaseProblem(prerelease);
  if (problem !== undefined) return problem;
  const [x, y, z] = [major, minor, patch].map((part) => BigInt(part || 0)) as [
    bigint,
    bigint,
    bigint,
  ];
  return { major: x, minor: y, patch: z, prerelease, metadata, original: text };
}

/** Go's message where `text` is no prerelease. */
export function prereleaseProblem(text: string): string | undefined {
  for (const part of text.split('.')) {
    if (!/^[0-9A-Za-z-]+$/.test(part)) return 'invalid prerelease string';
    if (/^0[0-9]+$/.test(part)) return 'version segment starts with 0';
  }
  return undefined;
}

/** Go's message where `text` is no build metadata. */
export function metadataProblem(text: string): string | undefined {
  const valid = text.split('.').every((part) => /^[0-9A-Za-z-]+$/.test(part));
  return valid ? undefined : 'invalid metadata string';
}

/** `1.2.3-rc.1+build`, without a leading `v`. */
export function versionText({ major, minor, patch, prerelease, metadata }: VersionData): string {
  const pre = prerelease === '' ? '' : `-${prerelease}`;
  return `${major}.${minor}.${patch}${pre}${metadata === '' ? '' : `+${metadata}`}`;
}

/** Below, at or above zero; metadata does not count, and a release follows its prereleases. */
export function compareVersions(a: VersionData, b: VersionData): number {
  for (const part of ['major', 'minor', 'patch'] as const) {
    if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  }
  if (a.prerelease === b.prerelease) return 0;
  if (a.prerelease === '') return 1;
  if (b.prerelease === '') return -1;
  return comparePrereleases(a.prerelease, b.prerelease);
}

export function comparePrereleases(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = comparePart(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

/** Numbers go before words, nothing before anything. */
function comparePart(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? -1 : 1;
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x === undefined && y === undefined) return compareBytes(a, b) > 0 ? 1 : -1;
  if (x === undefined) return 1;
  if (y === undefined) return -1;
  return x > y ? 1 : -1;
}

function numberOf(part: string): bigint | undefined {
  const value = /^[0-9]+$/.test(part) ? BigInt(part) : undefined;
  return value !== undefined && value <= MAX ? value : undefined;
}
