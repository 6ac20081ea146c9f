/** A JSON pointer, RFC 6901: `''` is the whole value, `/spec/replicas` a field of it. */
export type Pointer = string;

/** The pointer to `tokens`, each escaped: `['metadata', 'labels', 'a/b']` is `/metadata/labels/a~1b`. */
export function formatPointer(tokens: readonly (string | number)[]): Pointer {
  return tokens.map((token) => `/${escapeToken(String(token))}`).join('');
}

/** The tokens of a pointer, unescaped. A pointer that is neither empty nor starts with `/` has none. */
export function parsePointer(pointer: Pointer): string[] {
  if (!pointer.startsWith('/')) return [];
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replace(/~1/g, '/').replace(/~0/g, '~'));
}

export function escapeToken(token: string): string {
  return token.replace(/~/g, '~0').replace(/\//g, '~1');
}

/** The value at `pointer`, or `undefined` where any part is missing. Array indexes are digits. */
export function valueAt(root: unknown, pointer: Pointer): unknown {
  if (!pointer.startsWith('/')) return root;
  const isEscaped = pointer.includes('~');
  let value = root;
  for (let start = 1, end = 0; end >= 0; start = end + 1) {
    end = pointer.indexOf('/', start);
    const raw = pointer.slice(start, end < 0 ? undefined : end);
    const token = isEscaped ? raw.replace(/~1/g, '/').replace(/~0/g, '~') : raw;
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token))
      return undefined;
    value = (value as Record<string, unknown>)[token];
  }
  return value;
}
