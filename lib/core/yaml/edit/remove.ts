import { applyEdits, contentEnd, lineEnd, lineStart, startsLine, type TextEdit } from './text-edit';
import type { TreeEntry, TreeItem, TreeList, TreeMap, TreeNode } from './tree';

/** What holds a collection, so that a collection which gets empty can be written there. */
export interface Holder {
  /** Behind the colon or the dash. */
  readonly at: number;
}

/** One child of a collection: from its key, dash or value to the end of its value. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The text without one entry of a map or one item of a list, its line and the comment on it; comments
 * on lines of their own stay. A block collection that loses its only child becomes `{}` or `[]`.
 */
export function removeChild(
  text: string,
  parent: TreeMap | TreeList,
  index: number,
  holder: Holder | undefined,
): string {
  const spans = parent.kind === 'map' ? parent.entries.map(ofEntry) : parent.items.map(ofItem);
  const own = spans[index] as Span;
  const after = spans[index + 1];
  const before = spans[index - 1];
  if (parent.flow) {
    if (after) return cut(text, own.start, after.start);
    return cut(text, before?.end ?? own.start, own.end);
  }
  const empty = parent.kind === 'map' ? '{}' : '[]';
  const end = contentEnd(text, own.end);
  if (startsLine(text, own.start)) {
    const lines = wholeLines(text, own.start, end);
    if (after || before) return applyEdits(text, [lines]);
    const at = holder?.at ?? own.start;
    if (startsLine(text, at)) return applyEdits(text, [{ ...own, end, text: empty }]);
    return applyEdits(text, [{ start: at, end: at, text: ` ${empty}` }, lines]);
  }
  // Behind a dash: what comes next moves up, unless comments stand between.
  if (!after) return applyEdits(text, [{ start: own.start, end, text: empty }]);
  const between = text.slice(lineEnd(text, end), after.start);
  if (between.trim() === '') return cut(text, own.start, after.start);
  return cut(text, contentEnd(text, own.start), lineEnd(text, end));
}

export function holderOf(parent: TreeNode | undefined, index: number): Holder | undefined {
  if (parent?.kind === 'map') return { at: (parent.entries[index] as TreeEntry).keyEnd };
  if (parent?.kind === 'list') return { at: (parent.items[index] as TreeItem).start + 1 };
  return undefined;
}

function ofEntry({ keyStart, value }: TreeEntry): Span {
  return { start: keyStart, end: value.end };
}

function ofItem({ start, value }: TreeItem): Span {
  return { start, end: value.end };
}

function cut(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(end);
}

/** Lines with the break at their end, or at the end of the text the one before them. */
function wholeLines(text: string, from: number, to: number): TextEdit {
  const start = lineStart(text, from);
  const end = lineEnd(text, to);
  const feed = /^\r?\n/.exec(text.slice(end, end + 2))?.[0].length ?? 0;
  return { start, end: end + feed, text: '' };
}
