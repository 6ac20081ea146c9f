import { emitDocument } from '../emit';
import { flow, type FlowLook } from './flow';
import { indentOf, lineBreakOf } from './text-edit';
import type { TreeMap, TreeNode } from './tree';

/** How new text has to look where it goes. */
export interface Look extends FlowLook {
  /** On one line, between braces and brackets. */
  readonly flow: boolean;
  /** Of the line that holds the key. */
  readonly indent: string;
  /** What the lines below have on top of it. */
  readonly step: string;
  readonly lineBreak: string;
}

/** A value with what goes between it and the colon of its key. */
export function renderValue(data: unknown, look: Look): string {
  if (typeof data !== 'object' || data === null || look.flow) return ` ${flow(data, look)}`;
  return look.lineBreak + renderBlock(data, look.indent + look.step, look.lineBreak);
}

/** A map or list over several lines, each behind `indent`, without the last line break. */
export function renderBlock(data: object, indent: string, lineBreak: string): string {
  const lines = emitDocument(data).slice(0, -1).split('\n');
  return lines.map((line) => indent + line).join(lineBreak);
}

export function renderKey(key: string, look: Look): string {
  return flow(key, look);
}

export function lookIn(text: string, map: TreeMap, flow: boolean): Look {
  const [first] = map.entries;
  const indent = first ? indentOf(text, first.keyStart) : '';
  return {
    flow: flow || map.flow,
    json: isJson(text, map),
    tight:
      map.flow &&
      map.entries.length > 0 &&
      text[map.start + 1] !== ' ' &&
      text[map.start + 1] !== '\n',
    indent,
    step: stepIn(text, map, indent),
    lineBreak: lineBreakOf(text),
  };
}

/** The step that neighbours use; default two spaces. */
function stepIn(text: string, map: TreeMap, indent: string): string {
  for (const { value } of map.entries) {
    if (value.kind !== 'map' || value.flow) continue;
    const [first] = value.entries;
    if (first) return indentOf(text, first.keyStart).slice(indent.length);
  }
  return '  ';
}

/** Whether the keys beside are quoted as in JSON; where there are none, those of the document. */
function isJson(text: string, map: TreeMap): boolean {
  const last = map.entries.at(-1);
  if (last === undefined) return isJsonText(text);
  return map.flow && text[last.keyStart] === '"';
}

/** Whether a document starts as JSON does. */
export function isJsonText(text: string): boolean {
  return /^\s*\{\s*"/.test(text);
}

/** A string in the quotes, if any, of the scalar that it replaces. */
export function renderLike(text: string, old: TreeNode, next: string, look: Look): string {
  const quote = text[old.start];
  if (look.json || quote === '"') return JSON.stringify(next);
  if (quote === "'") return `'${next.replaceAll("'", "''")}'`;
  return flow(next, look);
}
