import { isDeepStrictEqual } from 'node:util';
import { lineBreakOf, type TreeEntry, type TreeNode } from '../core/yaml/edit';
import { orderedRule } from './format';
import { readTable } from './parse-releases';
import { isPin, type Release, type Ring } from './releases';

/** A ring as the file writes it. */
export type RingData = 'head' | Readonly<Record<string, unknown>>;

export function dataOf(ring: Ring): RingData {
  if (!isPin(ring)) return 'head';
  const { previous } = ring;
  return { ...releaseData(ring), ...(previous && { previous: releaseData(previous) }) };
}

function releaseData(release: Release): Readonly<Record<string, unknown>> {
  const { version, repository, digest, drift, syncOptions = [] } = release;
  return {
    ...(version === undefined ? {} : { version }),
    ...(repository === undefined ? {} : { repository }),
    digest,
    ...(drift.length === 0 ? {} : { drift: drift.map(orderedRule) }),
    ...(syncOptions.length === 0 ? {} : { syncOptions }),
  };
}

/** Whether an edited text says what it should. */
export function reads(text: string, expected: unknown, file: string): boolean {
  try {
    return isDeepStrictEqual(readTable(text, file), expected);
  } catch {
    return false;
  }
}

export function append(text: string, ...lines: readonly string[]): string {
  const lineBreak = lineBreakOf(text);
  const start = text === '' || text.endsWith('\n') ? text : text + lineBreak;
  return start + lines.map((line) => line + lineBreak).join('');
}

export function entryOf(node: TreeNode | undefined, key: string): TreeEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}
