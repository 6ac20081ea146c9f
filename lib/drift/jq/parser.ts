import { Lexer, type Token } from './lexer';
import { parseObject } from './objects';
import { combine, number, sign } from './operators';
import { bind, parsePattern } from './patterns';
import { unexpected, type Reader } from './reader';
import { parseString } from './strings';
import { parseSuffixes } from './suffixes';
import type { Definition, Node } from './syntax';

/**
 * Reads a program as gojq 0.12.19 does, whatever this engine can run of it: the rest becomes
 * `unsupported` nodes.
 *
 * @throws {JqSyntaxError} where gojq refuses it.
 * @see https://github.com/itchyny/gojq/blob/v0.12.19/parser.go.y
 */
export function parseJq(source: string): Node {
  const parser = new Parser(new Lexer(source));
  const node = parser.query();
  parser.expectEnd();
  return node;
}

/** The definitions of a prelude: `def a: …; def b: …;`. */
export function parseDefinitions(source: string): Definition[] {
  const parser = new Parser(new Lexer(source));
  const found: Definition[] = [];
  while (parser.isNext('def')) found.push(parser.definition());
  parser.expectEnd();
  return found;
}

/** Weakest first. */
const LEVELS: readonly (readonly string[])[] = [
  ['//'],
  ['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='],
  ['or'],
  ['and'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];
const [ALTERNATIVE, UPDATE, , , COMPARE] = [0, 1, 2, 3, 4];

class Parser implements Reader {
  constructor(readonly lexer: Lexer) {}

  /** Loosest of all: definitions, `|`, `as`. */
  query(): Node {
    const { start: at } = this.lexer.peek();
    if (this.isNext('def')) {
      const definition = this.definition();
      return { kind: 'define', at, definition, body: this.query() };
    }
    const left = this.#commas();
    if (!this.take('|')) return left;
    return { kind: 'pipe', at, left, right: this.query() };
  }

  definition(): Definition {
    this.expect('def');
    const name = this.#name('identifier');
    const params: string[] = [];
    if (this.take('(')) {
      do params.push(this.#name('identifier', 'variable'));
      while (this.take(';'));
      this.expect(')');
    }
    this.expect(':');
    const body = this.query();
    this.expect(';');
    return { name, params, body };
  }

  #commas(): Node {
    let left = this.#item();
    while (this.take(',')) left = { kind: 'comma', at: left.at, left, right: this.#item() };
    return left;
  }

  /** What stands between commas; a definition, label or `as` reaches to the end of the query. */
  #item(): Node {
    const { start: at } = this.lexer.peek();
    if (this.isNext('def')) return this.query();
    if (this.take('label')) {
      const name = this.#name('variable');
      this.expect('|');
      return { kind: 'label', at, name, body: this.query() };
    }
    const source = this.expression();
    if (!this.take('as')) return source;
    const patterns = [parsePattern(this)];
    while (this.take('?//')) patterns.push(parsePattern(this));
    this.expect('|');
    const body = this.query();
    return bind(at, source, patterns, body);
  }

  /** Operators, without `|` and `,`. */
  expression(level = ALTERNATIVE): Node {
    if (level >= LEVELS.length) return this.term();
    let left = this.expression(level + 1);
    for (;;) {
      const operator = this.#takeAny(LEVELS[level] ?? []);
      if (operator === undefined) return left;
      const right = this.expression(level === ALTERNATIVE ? level : level + 1);
      left = combine(operator, left, right);
      if (level === ALTERNATIVE) return left;
      if (level === UPDATE || level === COMPARE) {
        const again = this.lexer.peek();
        if (LEVELS[level]?.includes(again.text)) throw unexpected(again);
        return left;
      }
    }
  }

  /** A value with its suffixes: `.a[0]?`, `f(x)`, `-1`, `if … end`. */
  term(): Node {
    const { start: at } = this.lexer.peek();
    for (const operator of ['-', '+']) {
      if (!this.take(operator)) continue;
      return sign(at, operator === '-', this.term());
    }
    if (this.take('try')) return this.#try(at);
    return parseSuffixes(this, this.#primary());
  }

  #try(at: number): Node {
    const body = this.term();
    if (!this.take('catch')) return { kind: 'try', at, body };
    const handler = this.term();
    return { kind: 'unsupported', at, construct: `'catch'`, parts: [body, handler] };
  }

  #primary(): Node {
    const token = this.lexer.next();
    const { start: at, kind, text } = token;
    switch (kind) {
      case 'field':
        return { kind: 'field', at, of: { kind: 'identity', at }, key: text };
      case 'number':
        return number(at, text);
      case 'quote':
        return parseString(this, at);
      case 'variable':
        return { kind: 'variable', at, name: text };
      case 'module':
        return { kind: 'call', at, name: text, args: [] };
      case 'identifier':
        return { kind: 'call', at, name: text, args: this.#args() };
      case 'format':
        return this.#format(at, text);
      default:
        return this.#keyword(token);
    }
  }

  #format(at: number, text: string): Node {
    const next = this.lexer.peek();
    const parts = next.kind === 'quote' ? [parseString(this, this.lexer.next().start)] : [];
    return { kind: 'unsupported', at, construct: `the format '${text}'`, parts };
  }

  #keyword(token: Token): Node {
    const { start: at, text } = token;
    switch (token.kind === 'end' ? '' : text) {
      case '.':
        return { kind: 'identity', at };
      case '..':
        return { kind: 'call', at, name: 'recurse', args: [] };
      case 'null':
        return { kind: 'literal', at, value: null };
      case 'true':
        return { kind: 'literal', at, value: true };
      case 'false':
        return { kind: 'literal', at, value: false };
      case 'break':
        return { kind: 'break', at, name: this.#name('variable') };
      case 'if':
        return this.#if(at);
      case 'reduce':
        return this.#fold(at, 'reduce');
      case 'foreach':
        return this.#fold(at, 'foreach');
      case '(':
        return this.#group();
      case '[':
        return this.#array(at);
      case '{':
        return parseObject(this, at);
      default:
        throw unexpected(token);
    }
  }

  #group(): Node {
    const node = this.query();
    this.expect(')');
    return node;
  }

  #array(at: number): Node {
    if (this.take(']')) return { kind: 'array', at };
    const of = this.query();
    this.expect(']');
    return { kind: 'array', at, of };
  }

  #if(at: number): Node {
    const condition = this.query();
    this.expect('then');
    const then = this.query();
    const { start } = this.lexer.peek();
    if (this.take('elif')) return { kind: 'if', at, condition, then, else: this.#if(start) };
    const otherwise: Node = this.take('else') ? this.query() : { kind: 'identity', at };
    this.expect('end');
    return { kind: 'if', at, condition, then, else: otherwise };
  }

  #fold(at: number, word: 'reduce' | 'foreach'): Node {
    const source = this.expression();
    this.expect('as');
    const pattern = parsePattern(this);
    this.expect('(');
    const start = this.query();
    this.expect(';');
    const update = this.query();
    const extract = word === 'foreach' && this.take(';') ? this.query() : undefined;
    this.expect(')');
    if (pattern.kind !== 'name') {
      const parts = [source, start, update, ...(extract ? [extract] : [])];
      return { kind: 'unsupported', at, construct: `a pattern in '${word}'`, parts };
    }
    const { name } = pattern;
    if (word === 'reduce') return { kind: 'reduce', at, source, name, start, update };
    return { kind: 'foreach', at, source, name, start, update, ...(extract ? { extract } : {}) };
  }

  #args(): Node[] {
    const args: Node[] = [];
    if (!this.take('(')) return args;
    do args.push(this.query());
    while (this.take(';'));
    this.expect(')');
    return args;
  }

  #name(...kinds: readonly Token['kind'][]): string {
    const token = this.lexer.next();
    if (!kinds.includes(token.kind)) throw unexpected(token);
    return token.text;
  }

  isNext(text: string): boolean {
    const token = this.lexer.peek();
    return token.text === text && (token.kind === 'operator' || token.kind === 'keyword');
  }

  take(text: string): boolean {
    if (!this.isNext(text)) return false;
    this.lexer.next();
    return true;
  }

  #takeAny(texts: readonly string[]): string | undefined {
    return texts.find((text) => this.take(text));
  }

  expect(text: string): void {
    if (!this.take(text)) throw unexpected(this.lexer.peek());
  }

  expectEnd(): void {
    const token = this.lexer.peek();
    if (token.kind !== 'end') throw unexpected(token);
  }
}
