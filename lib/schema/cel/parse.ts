import { macro } from './macros';
import { SyntaxProblem, type Expr, type MapEntry, type MessageField } from './syntax';
import { tokensOf, type Token } from './tokens';
import type { Uint } from './values';

/** As deep as Go's CEL goes. */
const DEPTH = 250;
const MAX_LENGTH = 100_000;

/** Words that may name a field and nothing else. */
const RESERVED = new Set(
  (
    'as break const continue else false for function if import in let loop package namespace ' +
    'null return true var void while'
  ).split(' '),
);

/**
 * Reads an expression of CEL, macros included.
 *
 * @param isStandard whether it may use CEL itself only: no extensions, no optional values.
 * @throws {SyntaxProblem} at the first thing that is none.
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax
 */
export function parse(text: string, isStandard = false): Expr {
  if (text.length > MAX_LENGTH) {
    throw new SyntaxProblem(0, `expression code point size exceeds limit: ${MAX_LENGTH}`);
  }
  const parser = new Parser(tokensOf(text), isStandard);
  const expression = parser.expression();
  parser.end();
  return expression;
}

const LEVELS: readonly (readonly string[])[] = [
  ['==', '!=', '<=', '>=', '<', '>', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
];

class Parser {
  #at = 0;
  #depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly isStandard: boolean,
  ) {}

  expression(): Expr {
    if (++this.#depth > DEPTH) {
      throw new SyntaxProblem(this.#token.at, `expression recursion limit exceeded: ${DEPTH}`);
    }
    const first = this.#logical('||', () => this.#logical('&&', () => this.#level(0)));
    const { at } = this.#token;
    let found = first;
    if (this.#takes('?')) {
      const then = this.#logical('||', () => this.#logical('&&', () => this.#level(0)));
      this.#expect(':');
      found = { is: 'call', name: '_?_:_', args: [first, then, this.expression()], at };
    }
    this.#depth -= 1;
    return found;
  }

  end(): void {
    if (this.#token.is !== 'end') this.#unexpected();
  }

  get #token(): Token {
    return this.tokens[this.#at] as Token;
  }

  #unexpected(): never {
    const { text, at, is } = this.#token;
    const shown = is === 'end' ? '<EOF>' : text;
    throw new SyntaxProblem(at, `Syntax error: mismatched input '${shown}'`);
  }

  #takes(sign: string): boolean {
    const { is, text } = this.#token;
    if (text !== sign || (is !== 'sign' && sign !== 'in')) return false;
    this.#at += 1;
    return true;
  }

  #optional(): boolean {
    const { at } = this.#token;
    if (!this.#takes('?')) return false;
    if (this.isStandard) throw new SyntaxProblem(at, "unsupported syntax '?'");
    return true;
  }

  #expect(sign: string): void {
    if (!this.#takes(sign)) this.#unexpected();
  }

  /** All parts of `a && b && c` in one call: chains are long, and must not nest. */
  #logical(sign: string, next: () => Expr): Expr {
    const { at } = this.#token;
    const args = [next()];
    while (this.#takes(sign)) args.push(next());
    const [only] = args;
    return args.length === 1 && only ? only : { is: 'call', name: `_${sign}_`, args, at };
  }

  #level(depth: number): Expr {
    const signs = LEVELS[depth];
    if (!signs) return this.#unary();
    let left = this.#level(depth + 1);
    for (let length = 0; ; length++) {
      const { at } = this.#token;
      const sign = signs.find((one) => this.#takes(one));
      if (sign === undefined) return left;
      if (length > DEPTH) {
        throw new SyntaxProblem(at, `expression recursion limit exceeded: ${DEPTH}`);
      }
      const right = this.#level(depth + 1);
      const name = sign === 'in' ? '@in' : `_${sign}_`;
      left = { is: 'call', name, args: [left, right], at };
    }
  }

  #unary(): Expr {
    const { at, text } = this.#token;
    let signs = 0;
    if (text === '!' || text === '-') while (this.#takes(text)) signs += 1;
    const { is, value } = this.#token;
    // One minus belongs to the number, which thereby may be the smallest there is.
    if (text === '-' && signs === 1 && is === 'literal') {
      if (typeof value === 'bigint' || typeof value === 'number') {
        this.#at += 1;
        return this.#suffixes({ is: 'literal', value: -value, at });
      }
    }
    const of = this.#member();
    if (signs % 2 === 0) return of;
    return { is: 'call', name: text === '!' ? '!_' : '-_', args: [of], at };
  }

  #member(): Expr {
    return this.#suffixes(this.#primary());
  }

  #suffixes(first: Expr): Expr {
    let of = first;
    for (let length = 0; ; length++) {
      const { at } = this.#token;
      if (length > DEPTH) {
        throw new SyntaxProblem(at, `expression recursion limit exceeded: ${DEPTH}`);
      }
      if (this.#takes('.')) {
        const optional = this.#optional();
        const { is, text: name, at: start } = this.#token;
        if (is === 'quoted') throw new SyntaxProblem(start, "unsupported syntax: '`'");
        if (is !== 'name' || name === 'in') this.#unexpected();
        this.#at += 1;
        const { at: open } = this.#token;
        if (!optional && this.#takes('(')) {
          of = macro(name, of, this.#listTo(')'), open, this.isStandard);
        } else of = { is: 'select', of, name, test: false, optional, at };
      } else if (this.#takes('[')) {
        const name = this.#optional() ? '_[?_]' : '_[_]';
        const index = this.expression();
        this.#expect(']');
        of = { is: 'call', name, args: [of, index], at };
      } else if (this.#startsMessage(of)) {
        of = this.#message(of, at);
      } else return of;
    }
  }

  #startsMessage(of: Expr): boolean {
    return this.#token.text === '{' && this.#token.is === 'sign' && nameOf(of) !== undefined;
  }

  /** Names in backticks are for field names that are no names, such as `a-b`. */
  #message(of: Expr, at: number): Expr {
    this.#expect('{');
    const fields: MessageField[] = [];
    while (!this.#takes('}')) {
      const optional = this.#optional();
      const { is, text } = this.#token;
      if (is !== 'name' && is !== 'quoted') this.#unexpected();
      this.#at += 1;
      const { at: colon } = this.#token;
      this.#expect(':');
      const name = is === 'quoted' ? text.slice(1, -1) : text;
      fields.push({ name, value: this.expression(), optional, at: colon });
      if (!this.#takes(',') && this.#token.text !== '}') this.#unexpected();
    }
    return { is: 'message', name: nameOf(of) ?? '', fields, at };
  }

  #primary(): Expr {
    const token = this.#token;
    const { at } = token;
    if (this.#takes('(')) {
      const inner = this.expression();
      this.#expect(')');
      return inner;
    }
    if (this.#takes('[')) return this.#list(at);
    if (this.#takes('{')) return { is: 'map', entries: this.#entries(), at };
    if (token.is === 'literal') return this.#literal(token);
    const dotted = this.#takes('.');
    const { is, text } = this.#token;
    if (is !== 'name') this.#unexpected();
    this.#at += 1;
    if (RESERVED.has(text)) throw new SyntaxProblem(at, `reserved identifier: ${text}`);
    const { at: open } = this.#token;
    if (!this.#takes('(')) return { is: 'ident', name: text, at };
    const args = this.#listTo(')');
    if (text === 'has' && args.length === 1 && !dotted) return presence(args[0] as Expr, at);
    return { is: 'call', name: text, args, at: open };
  }

  #literal({ value, at }: Token): Expr {
    this.#at += 1;
    if (typeof value === 'bigint' && value === 2n ** 63n) {
      throw new SyntaxProblem(at, 'invalid int literal');
    }
    return { is: 'literal', value: value as string | Uint, at };
  }

  #listTo(end: string): Expr[] {
    const items: Expr[] = [];
    if (this.#takes(end)) return items;
    do items.push(this.expression());
    while (this.#takes(','));
    this.#expect(end);
    return items;
  }

  #list(at: number): Expr {
    const items: Expr[] = [];
    const optional = new Set<number>();
    while (!this.#takes(']')) {
      if (this.#optional()) optional.add(items.length);
      items.push(this.expression());
      if (this.#takes(',')) continue;
      this.#expect(']');
      break;
    }
    return { is: 'list', items, optional, at };
  }

  #entries(): MapEntry[] {
    const entries: MapEntry[] = [];
    while (!this.#takes('}')) {
      const optional = this.#optional();
      const key = this.expression();
      this.#expect(':');
      entries.push({ key, value: this.expression(), optional });
      if (this.#takes(',')) continue;
      this.#expect('}');
      break;
    }
    return entries;
  }
}

/** `a.b.c` as one name; `undefined` for anything else. */
export function nameOf(of: Expr): string | undefined {
  if (of.is === 'ident') return of.name;
  if (of.is !== 'select' || of.test || of.optional) return undefined;
  const before = nameOf(of.of);
  return before === undefined ? undefined : `${before}.${of.name}`;
}

function presence(of: Expr, at: number): Expr {
  if (of.is === 'select' && !of.test) return { ...of, test: true, at };
  throw new SyntaxProblem(at, 'invalid argument to has() macro');
}
