import { compareValues } from './compare-values';
import type { SourceRef } from './types';

/** Where two lists of sources differ, but for their revisions, in words; equal where they do not. */
export function sourceTexts(
  before: readonly SourceRef[],
  after: readonly SourceRef[],
): [before: string, after: string] {
  const [a, b] = [before.map(placeText).join(', '), after.map(placeText).join(', ')];
  const changed = before.length === after.length ? parameters(before, after) : [];
  if (changed.length === 0) return [a, b];
  const show = (side: 'before' | 'after', name: string) =>
    [name, ...changed.map((field) => `${field.path} ${valueText(field[side])}`)].join(', ');
  return [show('before', a), show('after', b)];
}

function parameters(before: readonly SourceRef[], after: readonly SourceRef[]) {
  return before.flatMap((one, i) =>
    compareValues(one.parameters ?? {}, after[i]?.parameters ?? {}),
  );
}

function placeText({ repoURL, path, chart, tool, directory }: SourceRef): string {
  const { include, exclude, recurse } = directory;
  return [
    repoURL,
    chart === undefined ? path : `chart ${chart}`,
    tool && `by ${tool}`,
    include && `include ${include}`,
    exclude && `exclude ${exclude}`,
    recurse && 'recurse',
  ]
    .filter(Boolean)
    .join(' ');
}

function valueText(value: unknown): string {
  if (value === undefined) return 'unset';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
