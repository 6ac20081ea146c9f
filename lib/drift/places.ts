import { formatPointer, type Pointer } from '../core';
import { isMap } from './values';

/**
 * A field as jq writes it, `[]` for each element of a list and `[*]` for each value of a map:
 * `.spec.rules[].backendRefs[].weight`, `.metadata.annotations["kubectl.kubernetes.io/restartedAt"]`.
 */
export type FieldPath = `.${string}`;

/** A place of an object where a path leads; the field itself may be missing there. */
export interface Place {
  readonly pointer: Pointer;
  readonly value: unknown;
}

/** The places of `path` in `root` whose parents exist. */
export function placesOf(root: unknown, path: FieldPath): Place[] {
  const found: Place[] = [];
  walk(root, tokensOf(path), 0, [], found);
  return found;
}

/** As a jq path of Argo CD: it deletes nothing where a list is missing, instead of failing. */
export function jqOf(path: FieldPath): string {
  return path.replaceAll('[]', '[]?').replaceAll('[*]', '[]?');
}

/** The one place of a path without lists, as a pointer; `undefined` for a path with lists. */
export function pointerOf(path: FieldPath): Pointer | undefined {
  const tokens = tokensOf(path);
  return tokens.some((token) => token === EACH || token === EACH_VALUE)
    ? undefined
    : formatPointer(tokens as string[]);
}

const EACH = Symbol('[]');
const EACH_VALUE = Symbol('[*]');
type Token = string | typeof EACH | typeof EACH_VALUE;

const known = new Map<FieldPath, readonly Token[]>();

function tokensOf(path: FieldPath): readonly Token[] {
  let tokens = known.get(path);
  if (!tokens) known.set(path, (tokens = parse(path)));
  return tokens;
}

function parse(path: FieldPath): Token[] {
  return [...path.matchAll(/\[\]|\[\*\]|\["([^"]*)"\]|\.([\w$-]+)/g)].map(
    ([text, quoted, name]) => {
      if (text === '[]') return EACH;
      return text === '[*]' ? EACH_VALUE : (quoted ?? name ?? '');
    },
  );
}

function walk(
  value: unknown,
  tokens: readonly Token[],
  index: number,
  trail: readonly (string | number)[],
  found: Place[],
): void {
  const token = tokens[index];
  if (token === undefined) return;
  const isLast = index === tokens.length - 1;
  if (token === EACH) {
    if (!Array.isArray(value)) return;
    for (const [i, element] of value.entries())
      walk(element, tokens, index + 1, [...trail, i], found);
    return;
  }
  if (!isMap(value)) return;
  if (token === EACH_VALUE && isLast) {
    for (const [key, element] of Object.entries(value))
      found.push({ pointer: formatPointer([...trail, key]), value: element });
    return;
  }
  if (token === EACH_VALUE) {
    for (const [key, element] of Object.entries(value))
      walk(element, tokens, index + 1, [...trail, key], found);
    return;
  }
  const next = Object.hasOwn(value, token) ? value[token] : undefined;
  if (!isLast) {
    if (next !== undefined && next !== null)
      walk(next, tokens, index + 1, [...trail, token], found);
    return;
  }
  found.push({ pointer: formatPointer([...trail, token]), value: next });
}
