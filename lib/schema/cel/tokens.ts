import { SyntaxProblem } from './syntax';
import { bytesOf, textOf } from './unescape';
import { Uint, type Value } from './values';

export interface Token {
  /** `quoted` is a name in backticks, which may only follow a dot. */
  readonly is: 'name' | 'quoted' | 'literal' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
  readonly value?: Value;
}

const SKIP = /(?:[\t \r\n\f]+|\/\/[^\n]*)*/y;
const FLOAT = /\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+(?:[eE][+-]?\d+)?/y;
const INTEGER = /(0x[0-9a-fA-F]+|\d+)([uU])?/y;
const NAME = /[A-Za-z_]\w*/y;
const QUOTED = /`[\w.\-/ ]+`/y;
const TEXT =
  /([rRbB]{0,2})(?:"""((?:[^\\]|\\[^])*?)"""|'''((?:[^\\]|\\[^])*?)'''|"((?:[^\\"\n\r]|\\[^\n\r])*)"|'((?:[^\\'\n\r]|\\[^\n\r])*)')/y;
const RAW = /([bB]?)[rR](?:"""([^]*?)"""|'''([^]*?)'''|"([^"\n\r]*)"|'([^'\n\r]*)')/y;
const SIGN = /\|\||&&|==|!=|<=|>=|[-+*/%!<>?:.,()[\]{}]/y;

const WORDS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const MAX_INT = 2n ** 63n - 1n;
const MAX_UINT = 2n ** 64n - 1n;

/** @throws {SyntaxProblem} at a character that starts nothing. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  for (;;) {
    at += take(SKIP)?.[0].length ?? 0;
    if (at >= text.length) return [...tokens, { is: 'end', text: '', at }];
    const token =
      quoted(take(RAW), take(TEXT), at) ??
      number(take(FLOAT), take(INTEGER), at) ??
      word(take(NAME), take(QUOTED), at) ??
      sign(take(SIGN), at);
    if (!token) {
      throw new SyntaxProblem(at, `token recognition error at: '${[...text.slice(at)][0] ?? ''}'`);
    }
    tokens.push(token);
    at += token.text.length;
  }
}

function quoted(
  raw: RegExpExecArray | null,
  plain: RegExpExecArray | null,
  at: number,
): Token | undefined {
  const match = raw ?? plain;
  if (!match) return undefined;
  const [text, prefix = '', ...bodies] = match;
  if (!raw && !/^[bB]?$/.test(prefix)) return undefined;
  const body = bodies.find((one) => one !== undefined) ?? '';
  const value = /b/i.test(prefix) ? bytesOf(body, !raw, at) : textOf(body, !raw, at);
  return { is: 'literal', text, at, value };
}

function number(
  float: RegExpExecArray | null,
  integer: RegExpExecArray | null,
  at: number,
): Token | undefined {
  if (float) return { is: 'literal', text: float[0], at, value: Number(float[0]) };
  if (!integer) return undefined;
  const [text, digits = '', unsigned] = integer;
  const value = BigInt(digits);
  if (unsigned !== undefined) {
    if (value > MAX_UINT) throw new SyntaxProblem(at, 'invalid uint literal');
    return { is: 'literal', text, at, value: new Uint(value) };
  }
  // One more than the largest: a minus may stand before it.
  if (value > MAX_INT + 1n) throw new SyntaxProblem(at, 'invalid int literal');
  return { is: 'literal', text, at, value };
}

function word(
  name: RegExpExecArray | null,
  escaped: RegExpExecArray | null,
  at: number,
): Token | undefined {
  if (escaped) return { is: 'quoted', text: escaped[0], at };
  if (!name) return undefined;
  const [text] = name;
  const value = WORDS.get(text);
  return value === undefined ? { is: 'name', text, at } : { is: 'literal', text, at, value };
}

function sign(match: RegExpExecArray | null, at: number): Token | undefined {
  return match ? { is: 'sign', text: match[0], at } : undefined;
}
