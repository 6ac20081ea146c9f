import { isPrintable, quote } from './quote';
import { DELIMITERS, KEYWORDS, type Delimiters, type Token, type TokenType } from './tokens';

const SPACE = /[ \t\r\n]/;
const ALPHANUMERIC = /^[\p{L}\p{Nd}_]$/u;
const NUMBER =
  /[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)i?/y;

/**
 * The tokens of a Go template, the last one an `end-of-text` or an `error` whose text is Go's
 * message. Trim markers and comments are gone.
 */
export function tokenize(input: string, delimiters = DELIMITERS): Token[] {
  const lexer = new Lexer(input, delimiters);
  lexer.run();
  return lexer.tokens;
}

class Lexer {
  readonly tokens: Token[] = [];
  #at = 0;
  #start = 0;
  #line = 1;
  #lineIndex = 0;
  #depth = 0;

  constructor(
    readonly input: string,
    readonly delimiters: Delimiters,
  ) {}

  run(): void {
    for (let inAction = this.#text(); inAction !== undefined;) {
      inAction = inAction ? this.#inAction() : this.#text();
    }
  }

  /** Emits what was read since the last token; returns true: still inside an action. */
  #emit(type: TokenType): true {
    this.#push(type, this.input.slice(this.#start, this.#at));
    this.#start = this.#at;
    return true;
  }

  #push(type: TokenType, text: string): void {
    for (; this.#lineIndex < this.#start; this.#lineIndex++) {
      if (this.input[this.#lineIndex] === '\n') this.#line++;
    }
    this.tokens.push({ type, text, index: this.#start, line: this.#line });
  }

  #fail(message: string): undefined {
    this.#push('error', message);
    return undefined;
  }

  #skipTo(index: number): void {
    this.#at = this.#start = index;
  }

  /** Text up to the next action; true when inside one, undefined at the end. */
  #text(): boolean | undefined {
    const { input } = this;
    const { left } = this.delimiters;
    const open = input.indexOf(left, this.#at);
    if (open < 0) {
      this.#at = input.length;
      if (this.#at > this.#start) this.#emit('text');
      this.#push('end-of-text', 'EOF');
      return undefined;
    }
    const inner = open + left.length;
    const trims = input[inner] === '-' && SPACE.test(input[inner + 1] ?? '');
    this.#at = open;
    while (trims && this.#at > this.#start && SPACE.test(input[this.#at - 1] as string)) this.#at--;
    if (this.#at > this.#start) this.#emit('text');
    this.#skipTo(open);
    const after = trims ? inner + 2 : inner;
    if (input.startsWith('/*', after)) {
      this.#skipTo(after);
      return this.#comment();
    }
    this.#at = inner;
    this.#emit('left-delimiter');
    this.#skipTo(after);
    this.#depth = 0;
    return true;
  }

  #comment(): false | undefined {
    const close = this.input.indexOf('*/', this.#at + 2);
    if (close < 0) return this.#fail('unclosed comment');
    this.#at = close + 2;
    const end = this.#rightDelimiter();
    if (end === undefined) return this.#fail('comment ends before closing delimiter');
    this.#skipTo(end);
    return false;
  }

  /** Where text goes on after a right delimiter that starts here; undefined if none does. */
  #rightDelimiter(): number | undefined {
    const { input } = this;
    const { right } = this.delimiters;
    const at = this.#at;
    const trims = SPACE.test(input[at] ?? '') && input[at + 1] === '-';
    if (trims && input.startsWith(right, at + 2)) {
      let end = at + 2 + right.length;
      while (SPACE.test(input[end] ?? '')) end++;
      return end;
    }
    return input.startsWith(right, at) ? at + right.length : undefined;
  }

  /** One token inside an action; false when the action is over. */
  #inAction(): boolean | undefined {
    const { input } = this;
    const end = this.#rightDelimiter();
    if (end !== undefined) {
      if (this.#depth > 0) return this.#fail('unclosed left paren');
      const { right } = this.delimiters;
      if (!input.startsWith(right, this.#at)) this.#skipTo(this.#at + 2);
      this.#at += right.length;
      this.#emit('right-delimiter');
      this.#skipTo(end);
      return false;
    }
    const rune = this.#rune();
    if (rune === undefined) return this.#fail('unclosed action');
    if (SPACE.test(rune)) return this.#spaces();
    this.#at += rune.length;
    switch (rune) {
      case '=':
        return this.#emit('assign');
      case ':':
        if (input[this.#at] !== '=') return this.#fail('expected :=');
        this.#at++;
        return this.#emit('declare');
      case '|':
        return this.#emit('pipe');
      case '"':
        return this.#quoted('"', 'string', 'unterminated quoted string');
      case '`':
        return this.#rawString();
      case "'":
        return this.#quoted("'", 'character-constant', 'unterminated character constant');
      case '$':
        return this.#name('variable');
      case '(':
        this.#depth++;
        return this.#emit('left-paren');
      case ')':
        if (--this.#depth < 0) return this.#fail('unexpected right paren');
        return this.#emit('right-paren');
    }
    if (rune === '.' && this.#at < input.length && !/[0-9]/.test(input[this.#at] as string)) {
      return this.#name('field');
    }
    if (/[.+\-0-9]/.test(rune)) return this.#number();
    if (ALPHANUMERIC.test(rune)) return this.#identifier();
    if (rune > ' ' && rune <= '~') return this.#emit('char');
    return this.#fail(`unrecognized character in action: ${describeRune(rune)}`);
  }

  #rune(): string | undefined {
    const code = this.input.codePointAt(this.#at);
    return code === undefined ? undefined : String.fromCodePoint(code);
  }

  #spaces(): true {
    while (SPACE.test(this.input[this.#at] ?? '') && this.#rightDelimiter() === undefined)
      this.#at++;
    return this.#emit('space');
  }

  #quoted(mark: string, type: TokenType, message: string): true | undefined {
    for (;;) {
      let c = this.input[this.#at++];
      if (c === mark) return this.#emit(type);
      if (c === '\\') {
        c = this.input[this.#at++];
        if (c !== undefined && c !== '\n') continue;
      }
      if (c === undefined || c === '\n') return this.#fail(message);
    }
  }

  #rawString(): true | undefined {
    const close = this.input.indexOf('`', this.#at);
    if (close < 0) return this.#fail('unterminated raw quoted string');
    this.#at = close + 1;
    return this.#emit('raw-string');
  }

  #letters(): void {
    for (let rune = this.#rune(); rune !== undefined && ALPHANUMERIC.test(rune);) {
      this.#at += rune.length;
      rune = this.#rune();
    }
  }

  #name(type: 'field' | 'variable'): true | undefined {
    if (this.#terminates()) return this.#emit(type === 'field' ? 'dot' : type);
    this.#letters();
    if (!this.#terminates()) return this.#fail(`bad character ${describeRune(this.#rune() ?? '')}`);
    return this.#emit(type);
  }

  #identifier(): true | undefined {
    this.#letters();
    if (!this.#terminates()) return this.#fail(`bad character ${describeRune(this.#rune() ?? '')}`);
    const word = this.input.slice(this.#start, this.#at);
    const plain = word === 'true' || word === 'false' ? 'bool' : 'identifier';
    return this.#emit(KEYWORDS.get(word) ?? plain);
  }

  #terminates(): boolean {
    const c = this.input[this.#at];
    return (
      c === undefined ||
      /[ \t\r\n.,|:()]/.test(c) ||
      this.input.startsWith(this.delimiters.right, this.#at)
    );
  }

  #number(): true | undefined {
    const bad = () =>
      this.#fail(`bad number syntax: ${quote(this.input.slice(this.#start, this.#at))}`);
    this.#at = this.#start;
    if (!this.#scanNumber()) return bad();
    if (!/[+-]/.test(this.input[this.#at] ?? '')) return this.#emit('number');
    if (!this.#scanNumber() || this.input[this.#at - 1] !== 'i') return bad();
    return this.#emit('complex');
  }

  #scanNumber(): boolean {
    NUMBER.lastIndex = this.#at;
    this.#at += (NUMBER.exec(this.input) as RegExpExecArray)[0].length;
    const next = this.#rune();
    if (next === undefined || !ALPHANUMERIC.test(next)) return true;
    this.#at += next.length;
    return false;
  }
}

/** `U+0041 'A'`, as `%#U` prints a character. */
function describeRune(rune: string): string {
  const code = (rune.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return isPrintable(rune) ? `U+${code} '${rune}'` : `U+${code}`;
}
