/** A part of a pattern, read into a regular expression, and where the rest starts. */
export interface Bracket {
  readonly source: string;
  readonly end: number;
}

export interface BracketRules {
  /** The letters that negate a class right behind its `[`. */
  readonly negations: string;
  /** Whether a `]` or `-` right behind the `[` stands for itself, as in a shell. */
  readonly leadingLiteral: boolean;
  /** Whether `[:alpha:]` and its like are known. */
  readonly posix: boolean;
}

const POSIX: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  blank: ' \\t',
  digit: '0-9',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
};

/**
 * Reads `[a-z]` of a pattern.
 *
 * @param start index behind the `[`.
 * @returns `undefined` where it is malformed.
 */
export function readBracket(
  pattern: readonly string[],
  start: number,
  rules: BracketRules,
): Bracket | undefined {
  let at = start;
  const negated = pattern[at] !== undefined && rules.negations.includes(pattern[at] ?? '');
  if (negated) at++;
  const first = at;
  let ranges = '';
  for (;;) {
    const letter = pattern[at];
    if (letter === undefined) return undefined;
    if (letter === ']' && (at > first || !rules.leadingLiteral)) break;
    const name = rules.posix && letter === '[' && pattern[at + 1] === ':' && posixAt(pattern, at);
    if (name) {
      ranges += POSIX[name] ?? '';
      at += name.length + 4;
      continue;
    }
    const low = readLetter(pattern, at, rules);
    if (!low) return undefined;
    at = low.end;
    if (pattern[at] !== '-' || (rules.leadingLiteral && pattern[at + 1] === ']')) {
      ranges += escapeInClass(low.letter);
      continue;
    }
    const high = readLetter(pattern, at + 1, rules);
    if (!high) return undefined;
    at = high.end;
    // A range that runs backwards matches nothing, and JavaScript refuses it.
    if (low.letter <= high.letter) {
      ranges += `${escapeInClass(low.letter)}-${escapeInClass(high.letter)}`;
    }
  }
  if (at === first) return undefined;
  if (ranges === '') return { source: negated ? '[^]' : '(?!)', end: at + 1 };
  return { source: `[${negated ? '^' : ''}${ranges}]`, end: at + 1 };
}

function readLetter(pattern: readonly string[], at: number, { leadingLiteral }: BracketRules) {
  const escaped = pattern[at] === '\\';
  const letter = pattern[escaped ? at + 1 : at];
  if (letter === undefined) return undefined;
  if (!escaped && !leadingLiteral && (letter === '-' || letter === ']')) return undefined;
  return { letter, end: at + (escaped ? 2 : 1) };
}

function posixAt(pattern: readonly string[], at: number): string | undefined {
  const [, name] = /^\[:([a-z]+):\]/.exec(pattern.slice(at, at + 12).join('')) ?? [];
  return name !== undefined && name in POSIX ? name : undefined;
}

function escapeInClass(letter: string): string {
  return /[\]\\^\-[]/.test(letter) ? `\\${letter}` : letter;
}

/** A letter that stands for itself. */
export function literal(letter: string): string {
  return letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}
