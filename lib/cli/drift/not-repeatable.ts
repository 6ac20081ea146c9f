import { formatPointer, keyOf, parseDocuments, valueAt } from '../../core';
import type { Diagnostic, Manifest, ManifestSet } from '../../core';
import { objectOf } from '../findings/report';

/** What two runs of a program wrote to one file; `undefined` where one of them wrote none. */
export interface TwoRuns {
  readonly file: string;
  readonly first: string | undefined;
  readonly second: string | undefined;
}

/** Git, and the digest of an artifact, would change with every run (DRIFT010). */
export const NOT_REPEATABLE = 'output-not-repeatable';

/**
 * How two runs differ: the first field of each object, with both values, or the first line where they
 * do not write the same objects.
 *
 * @param set what was judged; where it has the object of that file, the finding is on it.
 */
export function differencesIn({ file, first, second }: TwoRuns, set: ManifestSet): Diagnostic[] {
  if (first === second) return [];
  if (first === undefined || second === undefined) {
    return [finding(file, 'is written by one of two runs only')];
  }
  const [left, right] = [first, second].map((text) =>
    parseDocuments(text).map(({ value }) => value),
  ) as [unknown[], unknown[]];
  const isSame = left.length === right.length && left.every((one, i) => isAlike(one, right[i]));
  const found = isSame
    ? left.flatMap((one, i) => differenceOf(file, one as Manifest, right[i] as Manifest, set))
    : [];
  return found.length > 0 ? found : [lineOf(file, first.split('\n'), second.split('\n'))];
}

function differenceOf(file: string, one: Manifest, other: Manifest, set: ManifestSet) {
  const path = firstDifference(one, other, []);
  if (!path) return [];
  const pointer = formatPointer(path);
  const message = telling(...([one, other].map((of) => show(valueAt(of, pointer))) as Pair));
  const { group, kind, name } = keyOf(one);
  const manifest = set
    .named(group, kind, name)
    .find((own) => set.originOf(own).file === file && isAlike(own, one));
  return manifest
    ? [{ ...finding(file, message), manifest, pointer, origin: set.originOf(manifest) }]
    : [{ ...finding(file, `of ${objectOf(one)} ${message}`), pointer }];
}

type Pair = [string, string];

function telling(first: string, second: string): string {
  return `differs between two runs: ${first}, then ${second}`;
}

function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function lineOf(file: string, left: readonly string[], right: readonly string[]): Diagnostic {
  const at = left.findIndex((line, i) => line !== right[i]);
  const index = at < 0 ? left.length : at;
  const message = telling(show(left[index]?.trim()), show(right[index]?.trim()));
  return { ...finding(file, message), origin: { file, lineOf: () => index + 1 } };
}

/** Whether two values are manifests of one object. */
function isAlike(one: unknown, other: unknown): boolean {
  const [a, b] = [one, other].map((value) => (isManifest(value) ? keyOf(value) : undefined));
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

function isManifest(value: unknown): value is Manifest {
  const [apiVersion, kind, name] = ['/apiVersion', '/kind', '/metadata/name'].map((pointer) =>
    valueAt(value, pointer),
  );
  return [apiVersion, kind, name].every((text) => typeof text === 'string');
}

function firstDifference(
  a: unknown,
  b: unknown,
  at: readonly string[],
): readonly string[] | undefined {
  if (a === b) return undefined;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return at;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [x, y] = [a, b].map((value) => (value as Record<string, unknown>)[key]);
    const found = firstDifference(x, y, [...at, key]);
    if (found) return found;
  }
  return undefined;
}

function finding(file: string, message: string): Diagnostic {
  return {
    rule: NOT_REPEATABLE,
    severity: 'error',
    message,
    hint: 'take clocks, random values and the order of sets and folders out of the program',
    source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',
    pointer: '',
    origin: { file, lineOf: () => 1 },
  };
}
