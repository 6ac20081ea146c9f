import { parsePointer, type Pointer } from '../../pointer';

/** One change of a document. Pointers are those of the document before any change. */
export type YamlEdit =
  /** Another value, or a new field; maps on the way that are missing are made. */
  | { readonly do: 'set'; readonly pointer: Pointer; readonly value: unknown }
  /** One more item at the end of the list at `pointer`, which is made where it is missing. */
  | { readonly do: 'add'; readonly pointer: Pointer; readonly value: unknown }
  /** A field or a list item less. */
  | { readonly do: 'remove'; readonly pointer: Pointer };

const ORDER = { set: 0, add: 1, remove: 2 } as const;

/**
 * Edits in the order in which they can be made one after another: removals last and from the end of
 * each list, since they move what comes behind. Each edit once.
 */
export function inOrder(edits: readonly YamlEdit[]): YamlEdit[] {
  const once = new Map(edits.map((edit) => [JSON.stringify(edit), edit]));
  return [...once.values()].sort(
    (a, b) => ORDER[a.do] - ORDER[b.do] || (a.do === 'remove' ? compare(b.pointer, a.pointer) : 0),
  );
}

function compare(a: Pointer, b: Pointer): number {
  const [left, right] = [parsePointer(a), parsePointer(b)];
  for (const [i, token] of left.entries()) {
    const other = right[i];
    if (other === undefined) return 1;
    if (token === other) continue;
    const [n, m] = [Number(token), Number(other)];
    if (Number.isInteger(n) && Number.isInteger(m)) return n - m;
    return token < other ? -1 : 1;
  }
  return left.length - right.length;
}

/** The value after one edit; nothing of the old one is changed. `undefined` where it has no place. */
export function editValue(root: unknown, edit: YamlEdit): { readonly value: unknown } | undefined {
  return descend(root, parsePointer(edit.pointer), edit);
}

type Edited = { readonly value: unknown } | undefined;

function descend(node: unknown, tokens: readonly string[], edit: YamlEdit): Edited {
  const [token, ...rest] = tokens;
  if (token === undefined) return atEnd(node, edit);
  if (Array.isArray(node)) {
    const index = Number(token);
    if (!(index in node)) return undefined;
    if (rest.length === 0 && edit.do === 'remove') return { value: node.toSpliced(index, 1) };
    const below = descend(node[index], rest, edit);
    return below && { value: node.with(index, below.value) };
  }
  if (node !== undefined && node !== null && typeof node !== 'object') return undefined;
  const map = (node ?? {}) as Readonly<Record<string, unknown>>;
  const has = Object.hasOwn(map, token);
  if (edit.do === 'remove') {
    if (!has) return undefined;
    if (rest.length === 0) {
      const { [token]: _gone, ...left } = map;
      return { value: left };
    }
  }
  const below = descend(has ? map[token] : undefined, rest, edit);
  return below && { value: { ...map, [token]: below.value } };
}

function atEnd(node: unknown, edit: YamlEdit): Edited {
  if (edit.do === 'remove') return undefined;
  if (edit.do === 'set') return { value: edit.value };
  if (Array.isArray(node)) return { value: [...(node as unknown[]), edit.value] };
  return node === undefined || node === null ? { value: [edit.value] } : undefined;
}
