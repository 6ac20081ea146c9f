import { SyntaxProblem } from './syntax';

const ESCAPE =
  /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|[xX]([0-9a-fA-F]{2})|([0-3][0-7]{2})|([^]))/g;

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '`': '`',
  '?': '?',
};

/** The text that a string literal stands for. */
export function textOf(body: string, escapes: boolean, at: number): string {
  if (!escapes) return body;
  return body.replace(ESCAPE, (_, u?: string, U?: string, x?: string, octal?: string, one = '') => {
    const hex = u ?? U ?? x;
    const code = hex === undefined ? undefined : parseInt(hex, 16);
    return code === undefined && octal === undefined
      ? simple(one as string, at)
      : character(code ?? parseInt(octal ?? '0', 8), at);
  });
}

/** The bytes that a bytes literal stands for: `\x` and octal escapes are single bytes. */
export function bytesOf(body: string, escapes: boolean, at: number): Uint8Array {
  if (!escapes) return Buffer.from(body, 'utf8');
  const parts: Buffer[] = [];
  let last = 0;
  for (const match of body.matchAll(ESCAPE)) {
    const [whole, u, U, x, octal, one = ''] = match;
    parts.push(Buffer.from(body.slice(last, match.index), 'utf8'));
    last = match.index + whole.length;
    if (u ?? U) throw new SyntaxProblem(at, 'unable to unescape string: \\u in bytes');
    if (x !== undefined) parts.push(Buffer.from([parseInt(x, 16)]));
    else if (octal !== undefined) parts.push(Buffer.from([parseInt(octal, 8)]));
    else parts.push(Buffer.from(simple(one, at), 'utf8'));
  }
  return Buffer.concat([...parts, Buffer.from(body.slice(last), 'utf8')]);
}

function simple(letter: string, at: number): string {
  const found = Object.hasOwn(SIMPLE, letter) ? SIMPLE[letter] : undefined;
  if (found === undefined) throw new SyntaxProblem(at, `unable to unescape '\\${letter}'`);
  return found;
}

function character(code: number, at: number): string {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    throw new SyntaxProblem(at, 'invalid unicode code point');
  }
  return String.fromCodePoint(code);
}
