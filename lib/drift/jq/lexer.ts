import { JqSyntaxError } from './failures';

export type TokenKind =
  | 'identifier'
  | 'keyword'
  /** `.name`; the text is the name. */
  | 'field'
  /** `$name`, with the dollar. */
  | 'variable'
  /** `a::b` or `$a::b` */
  | 'module'
  | 'number'
  /** `@base64` */
  | 'format'
  /** The opening quote of a string; {@link Lexer.text} reads on. */
  | 'quote'
  | 'operator'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const KEYWORDS = new Set(
  `or and module import include def as label break null true false if then elif else end try catch
   reduce foreach`.split(/\s+/),
);

const OPERATOR = /\?\/\/|\/\/=|\.\.|\|=|\+=|-=|\*=|\/=|%=|\/\/|==|!=|>=|<=|[\s\S]/uy;
const IDENTIFIER = /[A-Za-z_][A-Za-z_0-9]*(?:::[A-Za-z_][A-Za-z_0-9]*)?/y;
const NAME = /[A-Za-z_][A-Za-z_0-9]*/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?/y;
const AFTER_NUMBER = /[.A-Za-z_]/;
const AFTER_EXPONENT = /[A-Za-z_]/;

/** Reads jq's tokens one after the other. */
export class Lexer {
  #at = 0;
  #peeked: Token | undefined;

  constructor(readonly source: string) {}

  peek(): Token {
    return (this.#peeked ??= this.#read());
  }

  next(): Token {
    const token = this.peek();
    this.#peeked = undefined;
    this.#at = token.end;
    return token;
  }

  /**
   * The letters of a string literal up to its closing quote or to `\(`, after the quote token or
   * after the `)` of an interpolation.
   */
  text(): { readonly text: string; readonly interpolation: boolean } {
    let text = '';
    for (;;) {
      const letter = this.source[this.#at];
      if (letter === undefined) throw new JqSyntaxError('the string is not closed', this.#at);
      this.#at++;
      if (letter === '"') return { text: wellFormed(text), interpolation: false };
      if (letter !== '\\') text += letter;
      else if (this.source[this.#at] === '(') {
        this.#at++;
        return { text: wellFormed(text), interpolation: true };
      } else text += this.#escape();
    }
  }

  #escape(): string {
    const start = this.#at - 1;
    const letter = this.source[this.#at++];
    if (letter === 'u') {
      const hex = this.source.slice(this.#at, this.#at + 4);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw new JqSyntaxError(`unknown escape '\\u'`, start);
      this.#at += 4;
      return String.fromCharCode(parseInt(hex, 16));
    }
    const meant = letter === undefined ? -1 : '"/\\bfnrt'.indexOf(letter);
    if (meant < 0) throw new JqSyntaxError(`unknown escape '\\${letter ?? ''}'`, start);
    return '"/\\\b\f\n\r\t'[meant] ?? '';
  }

  #read(): Token {
    const start = this.#skipBlanks();
    const letter = this.source[start];
    if (letter === undefined) return { kind: 'end', text: '', start, end: start };
    const word = this.#match(IDENTIFIER, start);
    if (word !== undefined) {
      const kind = word.includes('::') ? 'module' : KEYWORDS.has(word) ? 'keyword' : 'identifier';
      return { kind, text: word, start, end: start + word.length };
    }
    const number = this.#match(NUMBER, start);
    if (number !== undefined) return this.#number(number, start);
    const tail = '.$@'.includes(letter)
      ? this.#match(letter === '$' ? IDENTIFIER : NAME, start + 1)
      : undefined;
    if (tail !== undefined) {
      const end = start + 1 + tail.length;
      if (letter === '.') return { kind: 'field', text: tail, start, end };
      if (letter === '@') return { kind: 'format', text: `@${tail}`, start, end };
      return { kind: tail.includes('::') ? 'module' : 'variable', text: `$${tail}`, start, end };
    }
    if (letter === '"') return { kind: 'quote', text: letter, start, end: start + 1 };
    const text = this.#match(OPERATOR, start) ?? letter;
    return { kind: 'operator', text, start, end: start + text.length };
  }

  #number(text: string, start: number): Token {
    const end = start + text.length;
    const refused = /e/i.test(text) ? AFTER_EXPONENT : AFTER_NUMBER;
    if (refused.test(this.source[end] ?? '')) {
      throw new JqSyntaxError(`'${this.source.slice(start, end + 1)}' is no number`, start);
    }
    return { kind: 'number', text, start, end };
  }

  #match(pattern: RegExp, at: number): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.source)?.[0];
  }

  /** A comment runs to the end of its line; an odd number of backslashes there continues it. */
  #skipBlanks(): number {
    let at = this.#at;
    for (;;) {
      const letter = this.source[at];
      if (letter === '#') at = this.#afterComment(at);
      else if (letter !== undefined && ' \t\r\n'.includes(letter)) at++;
      else return at;
    }
  }

  #afterComment(start: number): number {
    let at = start;
    for (;;) {
      const letter = this.source[at];
      if (letter === undefined || letter === '\0') return this.source.length;
      if (letter === '\n' || letter === '\r') return at;
      at++;
      if (letter !== '\\') continue;
      const escaped = this.source[at];
      if (escaped === '\\' || escaped === '\n') at++;
      else if (escaped === '\r') at += this.source[at + 1] === '\n' ? 2 : 1;
    }
  }
}

/** Go has no lone surrogates: it reads them as U+FFFD. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
