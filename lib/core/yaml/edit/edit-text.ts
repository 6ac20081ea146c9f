import { parsePointer } from '../../pointer';
import { addItem, replaceItem } from './edit-list';
import { addEntry, replaceValue } from './edit-map';
import { holderOf, removeChild } from './remove';
import { readTree, type TreeList, type TreeMap, type TreeNode } from './tree';
import type { YamlEdit } from './yaml-edit';

/**
 * The text of one document after one edit, everything else as it was; `undefined` where its structure
 * has no place for the edit. Whether the text reads as meant is for the caller to check.
 */
export function editText(text: string, edit: YamlEdit): string | undefined {
  const root = readTree(text);
  if (!root) return undefined;
  const { trail, rest } = follow(root, parsePointer(edit.pointer));
  if (edit.do === 'remove') return rest.length === 0 ? remove(text, trail) : undefined;
  return write(text, trail, rest, edit);
}

interface Step {
  readonly node: TreeNode;
  /** Of the next step among the children; -1 at the end. */
  readonly index: number;
}

/** The nodes on the way as far as they are written, and the tokens that are left. */
function follow(root: TreeNode, tokens: readonly string[]): { trail: Step[]; rest: string[] } {
  const trail: Step[] = [];
  let node = root;
  for (const [i, token] of tokens.entries()) {
    const index = indexIn(node, token);
    trail.push({ node, index });
    if (index < 0) return { trail, rest: tokens.slice(i) };
    node = childOf(node, index);
  }
  return { trail: [...trail, { node, index: -1 }], rest: [] };
}

function indexIn(node: TreeNode, token: string): number {
  if (node.kind === 'map') return node.entries.findIndex(({ key }) => key === token);
  if (node.kind === 'leaf' || !/^\d+$/.test(token)) return -1;
  return Number(token) < node.items.length ? Number(token) : -1;
}

function childOf(node: TreeNode, index: number): TreeNode {
  const children = node.kind === 'map' ? node.entries : (node as TreeList).items;
  return (children[index] as { readonly value: TreeNode }).value;
}

function remove(text: string, trail: readonly Step[]): string | undefined {
  const parent = trail.at(-2);
  if (!parent || parent.node.kind === 'leaf') return undefined;
  const above = trail.at(-3);
  return removeChild(text, parent.node, parent.index, above && holderOf(above.node, above.index));
}

function write(
  text: string,
  trail: readonly Step[],
  rest: readonly string[],
  edit: Exclude<YamlEdit, { readonly do: 'remove' }>,
): string | undefined {
  const last = trail.at(-1) as Step;
  const above = trail.at(-2);
  const [token, ...below] = rest;
  const value = edit.do === 'set' ? edit.value : [edit.value];
  if (token === undefined) {
    if (edit.do === 'add' && last.node.kind === 'list') {
      const inPlace = last.node.items.length > 0 || last.node.flow;
      const short = typeof edit.value !== 'object' || !isInBlock(above);
      if (inPlace && (last.node.items.length > 0 || short)) {
        return addItem(text, last.node, edit.value);
      }
    }
    return above && replace(text, above, value);
  }
  const data = nested(below, value);
  if (last.node.kind === 'map') {
    const flow = last.node.flow && !isEmptyInBlock(last.node, above);
    if (last.node.entries.length > 0 || flow) return addEntry(text, last.node, token, data, flow);
  }
  if (last.node.kind === 'list') return undefined;
  return above && replace(text, above, { [token]: data });
}

function isInBlock(above: Step | undefined): boolean {
  return above?.node.kind === 'map' && !above.node.flow;
}

function isEmptyInBlock(map: TreeMap, above: Step | undefined): boolean {
  return map.entries.length === 0 && isInBlock(above);
}

function replace(text: string, { node, index }: Step, data: unknown): string | undefined {
  if (node.kind === 'leaf') return undefined;
  if (node.kind === 'list') {
    const item = node.items[index];
    return item && replaceItem(text, node, item, data);
  }
  const entry = node.entries[index];
  return entry && replaceValue(text, node, entry, data, isEmpty(data));
}

/** `{}` has no block form. */
function isEmpty(data: unknown): boolean {
  return typeof data === 'object' && data !== null && Object.keys(data).length === 0;
}

function nested(tokens: readonly string[], value: unknown): unknown {
  return tokens.reduceRight<unknown>((inner, token) => ({ [token]: inner }), value);
}
