import { comparePrereleases, compareVersions, readVersion, type VersionData } from './version';

/** One comparison; wildcards and missing numbers make it `dirty`. */
interface Comparison {
  readonly operator: string;
  readonly version: VersionData;
  readonly dirty: boolean;
  readonly minorDirty: boolean;
  readonly patchDirty: boolean;
}

interface Group {
  readonly comparisons: readonly Comparison[];
  /** Whether one of them names a prerelease: only then are prereleases looked at. */
  readonly prereleases: boolean;
}

// Go writes these classes with `|`, which so counts as a digit.
const NUMBER = '[0-9|x|X|*]+';
const SUFFIX = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const VERSION = `v?${NUMBER}(?:\\.${NUMBER})?(?:\\.${NUMBER})?(?:-${SUFFIX})?(?:\\+${SUFFIX})?`;
const CAPTURED = `v?(${NUMBER})(\\.${NUMBER})?(\\.${NUMBER})?(-${SUFFIX})?(?:\\+${SUFFIX})?`;
const OPERATOR = '=||!=|>|<|>=|=>|<=|=<|~|~>|\\^';
const SPACE = '[\\t\\n\\f\\r ]';
// The first alternative that fits counts in Go too; an empty one fits always.
const ONE = new RegExp(`^${SPACE}*(${OPERATOR})${SPACE}*(${CAPTURED})${SPACE}*$`);
const EACH = new RegExp(`(?:${OPERATOR})${SPACE}*(?:${VERSION})`, 'g');
const VALID = new RegExp(
  `^${SPACE}*(?:${OPERATOR})${SPACE}*(?:${VERSION})${SPACE}*(?:(?:${SPACE}+|,${SPACE}*)(?:${OPERATOR})${SPACE}*(?:${VERSION})${SPACE}*)*$`,
);
const RANGE = new RegExp(`${SPACE}*(${VERSION})${SPACE}+-${SPACE}+(${VERSION})${SPACE}*`, 'g');

/**
 * Whether a version fits a constraint: `>=1.2 <2 || ^3.0.0`, `1.x`, `~1.2`, `1.2 - 1.4`.
 *
 * @returns Go's message for a constraint that is none.
 */
export function satisfies(version: VersionData, constraint: string): boolean | string {
  const groups: Group[] = [];
  for (const text of withoutRanges(constraint).split('||')) {
    const group = readGroup(text);
    if (typeof group === 'string') return group;
    groups.push(group);
  }
  return groups.some(
    ({ comparisons, prereleases }) =>
      (prereleases || version.prerelease === '') &&
      comparisons.every((comparison) => holds(version, comparison)),
  );
}

function withoutRanges(text: string): string {
  return [...text.matchAll(RANGE)].reduce(
    (out, [whole, low, high]) => out.replace(whole, () => `>= ${low}, <= ${high} `),
    text,
  );
}

function readGroup(text: string): Group | string {
  if (!VALID.test(text)) return `improper constraint: ${text}`;
  const comparisons: Comparison[] = [];
  for (const part of text.match(EACH) ?? [text]) {
    const comparison = readComparison(part);
    if (typeof comparison === 'string') return comparison;
    comparisons.push(comparison);
  }
  const prereleases = comparisons.some(({ version }) => version.prerelease !== '');
  return { comparisons, prereleases };
}

function readComparison(text: string): Comparison | string {
  const match = ONE.exec(text);
  if (!match) return `improper constraint: ${text}`;
  const [, operator = '', whole = '', major = '', minor = '', patch = '', prerelease = ''] = match;
  const open = [major, minor.slice(1), patch.slice(1)].map((part) => /^[xX*]?$/.test(part));
  const [anyMajor, anyMinor, anyPatch] = open as [boolean, boolean, boolean];
  const written = anyMajor
    ? `0.0.0${prerelease}`
    : anyMinor
      ? `${major}.0.0${prerelease}`
      : anyPatch
        ? `${major}${minor}.0${prerelease}`
        : whole;
  const version = readVersion(written);
  if (typeof version === 'string') return 'constraint parser error';
  return {
    operator,
    version,
    dirty: anyMajor || anyMinor || anyPatch,
    minorDirty: !anyMajor && anyMinor,
    patchDirty: !anyMajor && !anyMinor && anyPatch,
  };
}

function holds(v: VersionData, comparison: Comparison): boolean {
  const { operator, version: c, dirty, minorDirty, patchDirty } = comparison;
  const order = compareVersions(v, c);
  switch (operator) {
    case '':
    case '=':
      return dirty ? isLike(v, comparison) : order === 0;
    case '!=':
      return differs(v, comparison);
    case '>':
      if (!dirty) return order > 0;
      if (v.major !== c.major) return v.major > c.major;
      if (minorDirty) return false;
      return patchDirty ? v.minor > c.minor : order > 0;
    case '<':
      return order < 0;
    case '>=':
    case '=>':
      return order >= 0;
    case '<=':
    case '=<':
      if (!dirty) return order <= 0;
      return v.major <= c.major && !(v.major === c.major && v.minor > c.minor && !minorDirty);
    case '^':
      return order >= 0 && isCompatible(v, comparison);
    default:
      return isLike(v, comparison);
  }
}

/** `~`: at least that, and the same major and minor number. */
function isLike(v: VersionData, { version: c, minorDirty, patchDirty }: Comparison): boolean {
  if (compareVersions(v, c) < 0) return false;
  const zero = c.major === 0n && c.minor === 0n && c.patch === 0n;
  if (zero && !minorDirty && !patchDirty) return true;
  return v.major === c.major && (v.minor === c.minor || minorDirty);
}

function differs(
  v: VersionData,
  { version: c, dirty, minorDirty, patchDirty }: Comparison,
): boolean {
  if (dirty) {
    if (c.major !== v.major) return true;
    if (c.minor !== v.minor && !minorDirty) return true;
    if (minorDirty) return false;
    if (c.patch !== v.patch && !patchDirty) return true;
    if (patchDirty) return comparePrereleases(v.prerelease, c.prerelease) !== 0;
  }
  return compareVersions(v, c) !== 0;
}

/** `^`: no change of the first number that is not zero. */
function isCompatible(v: VersionData, { version: c, minorDirty, patchDirty }: Comparison): boolean {
  if (c.major > 0n || minorDirty) return v.major === c.major;
  if (v.major > 0n) return false;
  if (c.minor > 0n || patchDirty) return v.minor === c.minor;
  return v.minor === 0n && v.patch === c.patch;
}
