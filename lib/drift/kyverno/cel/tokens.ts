export interface Token {
  readonly is: 'name' | 'value' | 'sign' | 'end';
  readonly text: string;
  readonly value?: unknown;
}

/** A text that is no CEL, or CEL that is not read here. */
export class NotRead extends Error {}

const SKIP = /(?:\s+|\/\/[^\n]*)*/y;
const NUMBER = /0x[0-9a-fA-F]+u?|\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\d+u?/y;
const NAME = /[A-Za-z_]\w*|`[^`]+`/y;
const TEXT = /([rR]?)(?:'''([^]*?)'''|"""([^]*?)"""|'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")/y;
const SIGN = /\|\||&&|==|!=|<=|>=|[-+*/%!<>?:.,()[\]{}]/y;

const WORDS: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };

/** What is longer is not written by people, and would go too deep. */
const MOST_TOKENS = 3_000;

/** @throws {NotRead} at a character that starts nothing. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };
  for (;;) {
    take(SKIP);
    if (tokens.length > MOST_TOKENS) throw new NotRead('CEL is too long to be followed');
    if (at >= text.length) return [...tokens, { is: 'end', text: '' }];
    const quoted = take(TEXT);
    if (quoted) {
      const [whole, raw, ...bodies] = quoted;
      const body = bodies.find((one) => one !== undefined) ?? '';
      tokens.push({ is: 'value', text: whole, value: raw ? body : unescaped(body) });
      continue;
    }
    const number = take(NUMBER)?.[0];
    if (number !== undefined) {
      tokens.push({ is: 'value', text: number, value: Number(number.replace(/(?<=\d)u$/, '')) });
      continue;
    }
    const name = take(NAME)?.[0];
    if (name !== undefined) {
      tokens.push(
        Object.hasOwn(WORDS, name)
          ? { is: 'value', text: name, value: WORDS[name] }
          : { is: 'name', text: name.replaceAll('`', '') },
      );
      continue;
    }
    const sign = take(SIGN)?.[0];
    if (sign === undefined) throw new NotRead(`cannot read CEL at ${JSON.stringify(text[at])}`);
    tokens.push({ is: 'sign', text: sign });
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

function unescaped(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([^]))/g,
    (_, u?: string, x?: string, one = '') => {
      const code = u ?? x;
      return code
        ? String.fromCharCode(parseInt(code, 16))
        : (ESCAPES[one as string] ?? String(one));
    },
  );
}
