import { flow } from './flow';
import { isJsonText, renderBlock } from './render';
import { applyEdits, contentEnd, indentOf, lineBreakOf, lineEnd, startsLine } from './text-edit';
import type { TreeItem, TreeList } from './tree';

/** The text with `data` behind the last item of `list`, in the style of the items there. */
export function addItem(text: string, list: TreeList, data: unknown): string {
  const last = list.items.at(-1);
  const look = { json: isJsonText(text), tight: false };
  if (list.flow) {
    if (!last) {
      return applyEdits(text, [{ start: list.start, end: list.end, text: flow([data], look) }]);
    }
    return addToFlow(text, last, flow(data, look));
  }
  if (!last) return text;
  const at = lineEnd(text, contentEnd(text, last.value.end));
  const lineBreak = lineBreakOf(text);
  const lines = renderBlock([data], indentOf(text, last.start), lineBreak);
  return applyEdits(text, [{ start: at, end: at, text: lineBreak + lines }]);
}

/** The text with another value for one item. */
export function replaceItem(text: string, list: TreeList, item: TreeItem, data: unknown): string {
  const { start, end } = item.value;
  const look = { json: isJsonText(text), tight: false };
  const gap = start === item.start + 1 && !list.flow ? ' ' : '';
  return applyEdits(text, [{ start, end: contentEnd(text, end), text: gap + flow(data, look) }]);
}

function addToFlow(text: string, last: TreeItem, item: string): string {
  const end = last.value.end;
  if (!startsLine(text, last.start)) {
    return applyEdits(text, [{ start: end, end, text: `, ${item}` }]);
  }
  // One item a line: a comment on the last one stays on its line.
  const comma = /^[ \t]*,/.test(text.slice(end));
  const at = lineEnd(text, end);
  const line = `${lineBreakOf(text)}${indentOf(text, last.start)}${item}`;
  return applyEdits(text, [
    { start: end, end, text: comma ? '' : ',' },
    { start: at, end: at, text: comma ? `${line},` : line },
  ]);
}
