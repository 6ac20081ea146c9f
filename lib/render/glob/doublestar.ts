import { literal, readBracket } from '../../core/glob/bracket';

const RULES = { negations: '^!', leadingLiteral: false, posix: false };

/** Tells which paths a glob matches; a folder is asked for with a slash at its end. */
export type GlobTest = (path: string) => boolean;

/**
 * The globs of Argo CD's `--enable-new-git-file-globbing`: `*` stops at slashes, a whole segment `**`
 * is any number of folders, `{a,b}` is either. They match folders as well as files.
 *
 * @returns `undefined` for a malformed pattern.
 * @see https://github.com/bmatcuk/doublestar#patterns
 */
export function doublestarMatcher(pattern: string): GlobTest | undefined {
  return compile(clean(pattern));
}

/**
 * The same globs as the `oci` generator takes them: the pattern is not joined to a root first, so one
 * with an empty segment, `.` or `..` matches nothing, `./apps/*` among them. A mere `.` is all files.
 *
 * @returns `undefined` for a malformed pattern.
 */
export function artifactMatcher(pattern: string): GlobTest | undefined {
  return pattern === '' || pattern === '.' ? () => true : compile(pattern);
}

function compile(pattern: string): GlobTest | undefined {
  const alternatives = expandBraces(pattern)?.map(alternative);
  if (!alternatives || alternatives.includes(undefined)) return undefined;
  const source = new RegExp(`^(?:${alternatives.join('|')})$`, 'su');
  return (path) => source.test(path);
}

/** The path without `.`, `..` and empty segments, as joining it to the root leaves it. */
function clean(pattern: string): string {
  const out: string[] = [];
  for (const segment of pattern.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..' && out.length > 0) out.pop();
    else out.push(segment);
  }
  return out.join('/');
}

/** Every choice of `{a,b}`, nested ones too; `undefined` where a brace is not closed. */
function expandBraces(pattern: string): string[] | undefined {
  const open = findUnescaped(pattern, 0, (letter) => letter === '{');
  if (open < 0) return [pattern];
  let depth = 0;
  const cuts = [open];
  const close = findUnescaped(pattern, open + 1, (letter, at) => {
    if (letter === '{') depth++;
    if (letter === ',' && depth === 0) cuts.push(at);
    return letter === '}' && depth-- === 0;
  });
  if (close < 0) return undefined;
  cuts.push(close);
  const [before, after] = [pattern.slice(0, open), pattern.slice(close + 1)];
  const out: string[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const inner = pattern.slice((cuts[i] ?? 0) + 1, cuts[i + 1]);
    const expanded = expandBraces(before + inner + after);
    if (!expanded) return undefined;
    out.push(...expanded);
  }
  return out;
}

function findUnescaped(
  text: string,
  from: number,
  found: (letter: string, at: number) => boolean,
): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (found(text[at] ?? '', at)) return at;
  }
  return -1;
}

function alternative(pattern: string): string | undefined {
  const segments = pattern.split('/');
  let source = '';
  for (const [i, segment] of segments.entries()) {
    const last = i === segments.length - 1;
    if (segment === '**') {
      source += last ? '.*' : '(?:[^/]+/)*';
      continue;
    }
    const part = segmentSource([...segment]);
    if (part === undefined) return undefined;
    // A name has a letter at least, where `*` would take none.
    source += last ? `(?=[^/])${part}/?` : `(?=[^/])${part}/`;
  }
  return source;
}

function segmentSource(letters: readonly string[]): string | undefined {
  let source = '';
  for (let at = 0; at < letters.length;) {
    const letter = letters[at] ?? '';
    // Those that close something have been expanded.
    if (letter === '}') return undefined;
    if (letter === '[') {
      const bracket = readBracket(letters, at + 1, RULES);
      if (!bracket) return undefined;
      source += `(?!/)${bracket.source}`;
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
  return source;
}
