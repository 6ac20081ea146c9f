import { literal, readBracket } from '../../core/glob/bracket';

const RULES = { negations: '^', leadingLiteral: false, posix: false };

/**
 * Go's `path.Match`, as the directories of a generator are matched: `*` and `?` stop at slashes, there
 * is no `**` and no `{a,b}`.
 *
 * @returns `undefined` for a malformed pattern, which matches nothing.
 * @see https://pkg.go.dev/path#Match
 */
export function pathMatcher(pattern: string): RegExp | undefined {
  const letters = [...pattern];
  let source = '';
  for (let at = 0; at < letters.length;) {
    const letter = letters[at] ?? '';
    if (letter === '[') {
      const bracket = readBracket(letters, at + 1, RULES);
      if (!bracket) return undefined;
      source += bracket.source;
      at = bracket.end;
    } else if (letter === '\\') {
      const escaped = letters[at + 1];
      if (escaped === undefined) return undefined;
      source += literal(escaped);
      at += 2;
    } else {
      source += letter === '*' ? '[^/]*' : letter === '?' ? '[^/]' : literal(letter);
      at++;
    }
  }
  return new RegExp(`^${source}$`, 'su');
}
