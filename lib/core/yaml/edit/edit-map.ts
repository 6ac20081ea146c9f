import { lookIn, renderBlock, renderKey, renderLike, renderValue } from './render';
import { applyEdits, contentEnd, indentOf, lineBreakOf, lineEnd, lineStart } from './text-edit';
import type { TreeEntry, TreeMap } from './tree';

/** The text with `key: data` behind the last entry of `map`, in the style of the entries there. */
export function addEntry(
  text: string,
  map: TreeMap,
  key: string,
  data: unknown,
  flow: boolean,
): string {
  const last = map.entries.at(-1);
  const look = lookIn(text, map, flow);
  const entry = `${renderKey(key, look)}:${renderValue(data, look)}`;
  if (!last) return applyEdits(text, [{ start: map.start, end: map.end, text: `{ ${entry} }` }]);
  return map.flow ? addToFlow(text, map, last, entry) : addToBlock(text, map, last, entry);
}

/** The text without one entry of `map`, its line and the comment on it. */
export function removeEntry(text: string, map: TreeMap, entry: TreeEntry): string {
  if (!map.flow) {
    const end = lineEnd(text, contentEnd(text, entry.value.end));
    const start = lineStart(text, entry.keyStart);
    return text.slice(0, start) + text.slice(end).replace(/^\r?\n/, '');
  }
  const index = map.entries.indexOf(entry);
  const after = map.entries[index + 1];
  const before = map.entries[index - 1];
  if (after) return text.slice(0, entry.keyStart) + text.slice(after.keyStart);
  return text.slice(0, before?.value.end ?? entry.keyStart) + text.slice(entry.value.end);
}

/** The text with another value for `entry`; comments beside the old value stay. */
export function replaceValue(
  text: string,
  map: TreeMap,
  entry: TreeEntry,
  data: unknown,
  flow: boolean,
): string {
  const old = entry.value;
  const look = lookIn(text, map, flow);
  const single = look.flow || typeof data !== 'object';
  const end = contentEnd(text, old.end);
  if (old.kind !== 'leaf' && !old.flow) {
    if (!single) {
      const own = indentOf(text, old.start);
      // Only a list may stand right below the key that holds it.
      const indent = own.length > look.indent.length ? own : look.indent + look.step;
      const lines = renderBlock(data as object, indent, look.lineBreak);
      return applyEdits(text, [{ start: lineStart(text, old.start), end, text: lines }]);
    }
    return applyEdits(text, [
      { start: entry.keyEnd, end: entry.keyEnd, text: renderValue(data, look) },
      { start: lineEnd(text, entry.keyEnd), end: lineEnd(text, end), text: '' },
    ]);
  }
  if (!single) {
    return applyEdits(text, [
      { start: entry.keyEnd, end, text: '' },
      { start: lineEnd(text, end), end: lineEnd(text, end), text: renderValue(data, look) },
    ]);
  }
  const value = typeof data === 'string' && old.kind === 'leaf' && old.end > old.start;
  const next = value ? renderLike(text, old, data, look) : renderValue(data, look).trimStart();
  const gap = old.start === entry.keyEnd ? ' ' : '';
  return applyEdits(text, [{ start: old.start, end: old.end, text: gap + next }]);
}

function addToFlow(text: string, map: TreeMap, last: TreeEntry, entry: string): string {
  const end = last.value.end;
  const ownLine = text.slice(lineStart(text, last.keyStart), last.keyStart).trim() === '';
  if (!ownLine) return applyEdits(text, [{ start: end, end, text: `, ${entry}` }]);
  // One entry a line: a comment on the last one stays on its line.
  const comma = /^[ \t]*,/.test(text.slice(end));
  const at = lineEnd(text, end);
  const line = `${lineBreakOf(text)}${indentOf(text, last.keyStart)}${entry}`;
  return applyEdits(text, [
    { start: end, end, text: comma ? '' : ',' },
    { start: at, end: at, text: comma ? `${line},` : line },
  ]);
}

function addToBlock(text: string, map: TreeMap, last: TreeEntry, entry: string): string {
  const at = lineEnd(text, contentEnd(text, last.value.end));
  const lineBreak = lineBreakOf(text);
  const above = map.entries.at(-2);
  const gap = above ? text.slice(contentEnd(text, above.value.end), last.keyStart) : '';
  const blank = /\n[ \t]*\r?\n/.test(gap) ? lineBreak : '';
  const line = `${lineBreak}${blank}${indentOf(text, last.keyStart)}${entry}`;
  return applyEdits(text, [{ start: at, end: at, text: line }]);
}
