/**
 * Whether Go's `path.Match` says that a pattern matches a whole path: `*` and `?` stay within a
 * level, `[a-z]` and `[^a]` are sets, `\` takes the next character as it is.
 *
 * @see https://pkg.go.dev/path#Match
 */
export function pathMatches(pattern: string, path: string): boolean {
  const source = pattern.replace(
    /\\(.)|\[(\^?)((?:\\.|[^\]\\])+)\]|\*+|\?|[^]/gu,
    (token, escaped?: string, negated?: string, set?: string) => {
      if (escaped !== undefined) return quoted(escaped);
      if (set !== undefined) return `(?!/)[${negated ?? ''}${set.replace(/[[\]]/g, '\\$&')}]`;
      if (token.startsWith('*')) return '[^/]*';
      return token === '?' ? '[^/]' : quoted(token);
    },
  );
  return new RegExp(`^${source}$`, 'su').test(path);
}

function quoted(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&');
}
