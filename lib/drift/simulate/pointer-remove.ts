import type { Pointer } from '../../core';

/** Why a `jsonPointers` entry changes nothing. */
export type PointerProblem =
  /** Nothing there: Argo CD skips it silently. */
  | 'missing'
  /** No pointer, or an index that is none. */
  | 'malformed';

export type Removal =
  | { readonly ok: true; readonly value: unknown; readonly removed: readonly string[] }
  | { readonly ok: false; readonly problem: PointerProblem };

/**
 * Removes what a pointer names, as the JSON patch library of Argo CD does: `~1` is `/`, a negative
 * index counts from the end, and what stands in front of the first `/` is not looked at.
 *
 * @see https://github.com/evanphx/json-patch/blob/v5.9.11/patch.go
 */
export function removePointer(value: unknown, pointer: Pointer): Removal {
  const tokens = pointer.split('/').map(unescape);
  if (tokens.length < 2) return { ok: false, problem: 'malformed' };
  return remove(value, tokens, 1, []);
}

function remove(
  value: unknown,
  tokens: readonly string[],
  depth: number,
  before: readonly string[],
): Removal {
  const token = tokens[depth] ?? '';
  const isLast = depth === tokens.length - 1;
  if (Array.isArray(value)) {
    const at = indexIn(value, token);
    if (at === undefined) return { ok: false, problem: 'malformed' };
    if (at < 0) return { ok: false, problem: 'missing' };
    const removed = [...before, String(at)];
    if (isLast) return { ok: true, value: value.toSpliced(at, 1), removed };
    const inner = remove(value[at], tokens, depth + 1, removed);
    return inner.ok ? { ...inner, value: value.with(at, inner.value) } : inner;
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) {
    return { ok: false, problem: 'missing' };
  }
  const fields = Object.entries(value);
  const removed = [...before, token];
  if (isLast) {
    const rest = Object.fromEntries(fields.filter(([key]) => key !== token));
    return { ok: true, value: rest, removed };
  }
  const inner = remove((value as Record<string, unknown>)[token], tokens, depth + 1, removed);
  if (!inner.ok) return inner;
  const changed = fields.map(([key, old]) => [key, key === token ? inner.value : old]);
  return { ...inner, value: Object.fromEntries(changed) };
}

/** -1 for an index beyond the list, `undefined` for what is no index. */
function indexIn(list: readonly unknown[], token: string): number | undefined {
  if (!/^[-+]?\d+$/.test(token)) return undefined;
  const index = Number(token);
  const at = index < 0 ? index + list.length : index;
  return at < 0 || at >= list.length ? -1 : at;
}

function unescape(token: string): string {
  return token.replace(/~1/g, '/').replace(/~0/g, '~');
}
