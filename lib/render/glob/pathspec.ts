import { literal, readBracket } from '../../core/glob/bracket';

const RULES = { negations: '!^', leadingLiteral: true, posix: true };
const SHORT: Readonly<Record<string, string>> = { '/': 'top', '!': 'exclude', '^': 'exclude' };
const KNOWN = ['top', 'exclude', 'glob', 'literal', 'icase'];

/** Why git refuses a pathspec, in its words. */
export class PathspecError extends Error {}

/**
 * What `git ls-files -- <pathspec>` lists: a path with all that is below it, or a pattern in which
 * `*` and `?` cross slashes; `:(glob)` and other magic words change that.
 *
 * @throws {PathspecError}
 * @see https://git-scm.com/docs/gitglossary#Documentation/gitglossary.txt-aiddefpathspecapathspec
 */
export function pathspecMatcher(pathspec: string): (path: string) => boolean {
  const { magic, rest } = readMagic(pathspec);
  const pattern = bytes(normalize(rest, pathspec));
  const prefix = magic.has('icase') ? pattern.toLowerCase() : pattern;
  const wild = !magic.has('literal') && /[*?[\\]/.test(pattern);
  const flags = magic.has('icase') ? 'si' : 's';
  const source = wild ? wildSource([...pattern], magic.has('glob')) : undefined;
  const glob = source === undefined ? undefined : new RegExp(`^${source}$`, flags);
  const matches = (path: string) => {
    const name = bytes(path);
    const folded = magic.has('icase') ? name.toLowerCase() : name;
    if (prefix === '' || folded === prefix) return true;
    if (folded.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`)) return true;
    return glob?.test(name) ?? false;
  };
  return magic.has('exclude') ? (path) => !matches(path) : matches;
}

function readMagic(pathspec: string): { magic: ReadonlySet<string>; rest: string } {
  const long = /^:\(([^)]*)\)/.exec(pathspec);
  if (long) {
    const words = (long[1] ?? '').split(',').filter((word) => word !== '');
    const unknown = words.find((word) => !KNOWN.includes(word));
    if (unknown !== undefined) {
      throw new PathspecError(`invalid pathspec magic '${unknown}' in '${pathspec}'`);
    }
    return { magic: new Set(words), rest: pathspec.slice(long[0].length) };
  }
  if (!pathspec.startsWith(':')) return { magic: new Set(), rest: pathspec };
  const magic = new Set<string>();
  let at = 1;
  for (let word = SHORT[pathspec[at] ?? '']; word !== undefined;) {
    magic.add(word);
    word = SHORT[pathspec[++at] ?? ''];
  }
  return { magic, rest: pathspec.slice(pathspec[at] === ':' ? at + 1 : at) };
}

/** Without `.`, `..` and empty segments; a trailing slash stays, since only folders match it. */
function normalize(path: string, pathspec: string): string {
  const outside = () => new PathspecError(`'${pathspec}' is outside repository`);
  if (path.startsWith('/')) throw outside();
  const out: string[] = [];
  const segments = path.split('/');
  for (const segment of segments) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') out.push(segment);
    else if (out.pop() === undefined) throw outside();
  }
  const open = out.length > 0 && ['', '.', '..'].includes(segments.at(-1) ?? '');
  return out.join('/') + (open ? '/' : '');
}

/** `undefined` where the pattern is malformed: it matches nothing then. */
function wildSource(letters: readonly string[], slashesStop: boolean): string | undefined {
  const one = slashesStop ? '[^/]' : '.';
  let source = '';
  for (let at = 0; at < letters.length;) {
    const letter = letters[at] ?? '';
    if (letter === '*') {
      const stars = /^\*+/.exec(letters.slice(at).join(''))?.[0].length ?? 1;
      const folders = slashesStop && stars === 2 && [undefined, '/'].includes(letters[at - 1]);
      const next = letters[at + stars];
      if (folders && next === '/') source += '(?:[^/]+/)*';
      else source += folders && next === undefined ? '.*' : `${one}*`;
      at += folders && next === '/' ? stars + 1 : stars;
    } else if (letter === '[') {
      const bracket = readBracket(letters, at + 1, RULES);
      if (!bracket) return undefined;
      source += (slashesStop ? '(?!/)' : '') + bracket.source;
      at = bracket.end;
    } else if (letter === '\\') {
      source += literal(letters[at + 1] ?? '');
      if (letters[at + 1] === undefined) return undefined;
      at += 2;
    } else {
      source += letter === '?' ? one : literal(letter);
      at++;
    }
  }
  return source;
}

/** One letter for each byte, since git knows no others. */
function bytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
