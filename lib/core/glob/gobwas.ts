import { literal, readBracket } from './bracket';

const RULES = { negations: '!', leadingLiteral: false, posix: false };

/**
 * The globs of AppProjects and of `ignoreDifferences`: `*` stops at the separator, `**` does not,
 * `{a,b}` is either.
 *
 * @param separator `/` for repositories; `''` elsewhere, where nothing stops `*`.
 * @returns `undefined` for a malformed pattern, which matches nothing.
 * @see https://github.com/gobwas/glob#syntax
 */
export function gobwasGlob(pattern: string, separator: '' | '/'): RegExp | undefined {
  const letters = [...pattern];
  const one = separator === '' ? '.' : '[^/]';
  let source = '';
  let depth = 0;
  for (let at = 0; at < letters.length;) {
    const letter = letters[at] ?? '';
    if (letter === '[') {
      const bracket = readBracket(letters, at + 1, RULES);
      if (!bracket) return undefined;
      source += bracket.source;
      at = bracket.end;
      continue;
    }
    const double = letter === '*' && letters[at + 1] === '*';
    if (letter === '\\' && letters[at + 1] === undefined) return undefined;
    if (letter === '{') depth++;
    if (letter === '}' && depth-- === 0) return undefined;
    if (letter === '\\') source += literal(letters[at + 1] ?? '');
    else if (letter === '*') source += double ? '.*' : `${one}*`;
    else if (letter === '?') source += one;
    else if (letter === '{') source += '(?:';
    else if (letter === '}') source += ')';
    else source += letter === ',' && depth > 0 ? '|' : literal(letter);
    at += letter === '\\' || double ? 2 : 1;
  }
  // A brace that is not closed ends with the pattern.
  return new RegExp(`^${source}${')'.repeat(depth)}$`, 'su');
}
