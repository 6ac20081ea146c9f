import type { Expression } from './syntax';
import { NotRead, tokensOf, type Token } from './tokens';

/** Brackets in brackets, deeper than anybody writes. */
const DEPTH = 100;

/**
 * Reads an expression of CEL.
 *
 * @throws {NotRead} with the reason, for what is none.
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax
 */
export function parseCel(text: string): Expression {
  const parser = new Parser(tokensOf(text));
  const expression = parser.expression();
  parser.expect('');
  return expression;
}

/** From the weakest binding to the strongest. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>=', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
];

class Parser {
  #at = 0;
  #depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  expression(): Expression {
    if (++this.#depth > DEPTH) throw new NotRead('CEL is nested too deeply');
    const first = this.#level(0);
    this.#depth -= 1;
    if (!this.#takes('?')) return first;
    const then = this.expression();
    this.expect(':');
    return { is: 'choice', parts: [first, then, this.expression()] };
  }

  expect(sign: string): void {
    if (sign === '' ? this.#token.is === 'end' : this.#takes(sign)) return;
    throw new NotRead(
      `CEL has ${this.#token.text || 'its end'} where ${sign || 'its end'} should be`,
    );
  }

  get #token(): Token {
    return this.tokens[this.#at] as Token;
  }

  #takes(sign: string): boolean {
    const { is, text } = this.#token;
    if (text !== sign || (is !== 'sign' && sign !== 'in')) return false;
    this.#at += 1;
    return true;
  }

  #level(depth: number): Expression {
    const signs = LEVELS[depth];
    if (!signs) return this.#unary();
    let left = this.#level(depth + 1);
    for (;;) {
      const sign = signs.find((one) => this.#takes(one));
      if (sign === undefined) return left;
      left = { is: 'operation', sign, left, right: this.#level(depth + 1) };
    }
  }

  #unary(): Expression {
    if (this.#takes('!')) return { is: 'not', of: this.#unary() };
    if (this.#takes('-')) return { is: 'minus', of: this.#unary() };
    return this.#member();
  }

  #member(): Expression {
    let value = this.#primary();
    for (;;) {
      if (this.#takes('.')) {
        const optional = this.#takes('?');
        const name = this.#name();
        value = this.#takes('(')
          ? { is: 'call', name, on: value, given: this.#listTo(')') }
          : { is: 'field', of: value, name, optional };
      } else if (this.#takes('[')) {
        const optional = this.#takes('?');
        const at = this.expression();
        this.expect(']');
        value = { is: 'element', of: value, at, optional };
      } else if (isTypeName(value) && this.#takes('{')) {
        value = { is: 'map', entries: this.#fields() };
      } else return value;
    }
  }

  #primary(): Expression {
    const token = this.#token;
    if (this.#takes('(')) {
      const inner = this.expression();
      this.expect(')');
      return inner;
    }
    if (this.#takes('[')) return { is: 'list', items: this.#listTo(']') };
    if (this.#takes('{')) return { is: 'map', entries: this.#entries() };
    this.#takes('.');
    this.#at += 1;
    if (token.is === 'value') return { is: 'value', value: token.value };
    if (token.is !== 'name')
      throw new NotRead(`CEL has ${token.text || 'its end'} where a value should be`);
    if (this.#takes('(')) return { is: 'call', name: token.text, given: this.#listTo(')') };
    return { is: 'name', name: token.text };
  }

  #name(): string {
    const { is, text } = this.#token;
    if (is !== 'name') throw new NotRead(`CEL has ${text || 'its end'} where a name should be`);
    this.#at += 1;
    return text;
  }

  #listTo(end: string): Expression[] {
    const items: Expression[] = [];
    while (!this.#takes(end)) {
      items.push(this.expression());
      if (this.#takes(',')) continue;
      this.expect(end);
      break;
    }
    return items;
  }

  #entries(): [Expression, Expression][] {
    const entries: [Expression, Expression][] = [];
    while (!this.#takes('}')) {
      const key = this.expression();
      this.expect(':');
      entries.push([key, this.expression()]);
      if (this.#takes(',')) continue;
      this.expect('}');
      break;
    }
    return entries;
  }

  /** Of `Object.metadata{labels: …}`: names, or texts where one is no name. */
  #fields(): [Expression, Expression][] {
    const entries: [Expression, Expression][] = [];
    while (!this.#takes('}')) {
      if (this.#takes('?')) throw new NotRead('CEL has an optional field in an object');
      const { is, value, text } = this.#token;
      if (is !== 'name' && typeof value !== 'string')
        throw new NotRead(`CEL has ${text} as a field`);
      this.#at += 1;
      this.expect(':');
      entries.push([{ is: 'value', value: is === 'name' ? text : value }, this.expression()]);
      if (this.#takes(',')) continue;
      this.expect('}');
      break;
    }
    return entries;
  }
}

/** `Object.spec.template`, `JSONPatch`: what may stand before the braces of an object. */
function isTypeName(value: Expression): boolean {
  if (value.is === 'field') return isTypeName(value.of);
  return value.is === 'name' && (value.name === 'Object' || value.name === 'JSONPatch');
}
