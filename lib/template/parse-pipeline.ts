import { describe } from './describe';
import type { CommandNode, Operand, PipeNode } from './nodes';
import { readNumber } from './number';
import { quote, unquote } from './quote';
import { TokenReader, type TokenStream } from './token-reader';
import type { Token, TokenType } from './tokens';

/** What parsing needs to know of functions. Throws for a name that it refuses in its own way. */
export type HasFunction = (name: string) => boolean;

const MAX_DEPTH = 10_000;
const OPERANDS: ReadonlySet<TokenType> = new Set<TokenType>([
  'bool',
  'character-constant',
  'complex',
  'dot',
  'field',
  'identifier',
  'left-paren',
  'nil',
  'number',
  'raw-string',
  'string',
  'variable',
]);
const NOT_EXECUTABLE: ReadonlySet<string> = new Set(['bool', 'dot', 'nil', 'number', 'string']);

/** The part of the grammar between delimiters. */
export class PipelineParser extends TokenReader {
  /** Variables in sight, `$` first. */
  protected variables = ['$'];
  #depth = 0;

  constructor(
    stream: TokenStream,
    protected readonly hasFunction: HasFunction,
  ) {
    super(stream);
  }

  /** `declarations? command ('|' command)*` up to `end`, which is consumed. */
  protected pipeline(context: string, end: TokenType): PipeNode {
    const { index } = this.peekNonSpace();
    const { variables, assigns } = this.#declarations(context);
    const commands: CommandNode[] = [];
    for (;;) {
      const token = this.nextNonSpace();
      if (token.type === end) break;
      if (!OPERANDS.has(token.type)) this.unexpected(token, context);
      this.stream.cursor--;
      commands.push(this.#command());
    }
    if (commands.length === 0) this.fail(`missing value for ${context}`);
    const stage = commands.findIndex(
      ({ operands: [first] }, i) => i > 0 && first && NOT_EXECUTABLE.has(first.type),
    );
    if (stage > 0) this.fail(`non executable command in pipeline stage ${stage + 1}`);
    return { type: 'pipe', index, variables, assigns, commands };
  }

  #declarations(context: string): Pick<PipeNode, 'variables' | 'assigns'> {
    const variables: string[] = [];
    for (;;) {
      const start = this.stream.cursor;
      const variable = this.peekNonSpace();
      if (variable.type !== 'variable') return { variables, assigns: false };
      this.next();
      const next = this.peekNonSpace();
      const comma = next.type === 'char' && next.text === ',';
      if (next.type !== 'assign' && next.type !== 'declare' && !comma) {
        this.stream.cursor = start;
        return { variables, assigns: false };
      }
      this.nextNonSpace();
      variables.push(variable.text);
      this.variables.push(variable.text);
      if (!comma) return { variables, assigns: next.type === 'assign' };
      if (context !== 'range' || variables.length >= 2) {
        this.fail(`too many declarations in ${context}`);
      }
      const { type } = this.peekNonSpace();
      if (type !== 'variable' && type !== 'right-delimiter' && type !== 'right-paren') {
        this.fail('range can only initialize variables');
      }
    }
  }

  /** Operands separated by space; a pipe after them is consumed, a delimiter is not. */
  #command(): CommandNode {
    const { index } = this.peekNonSpace();
    const operands: Operand[] = [];
    for (;;) {
      this.peekNonSpace();
      const operand = this.#operand();
      if (operand) operands.push(operand);
      const token = this.next();
      if (token.type === 'space') continue;
      if (token.type === 'right-delimiter' || token.type === 'right-paren') this.stream.cursor--;
      else if (token.type !== 'pipe') this.unexpected(token, 'operand');
      break;
    }
    if (operands.length === 0) this.fail('empty command');
    return { type: 'command', index, operands };
  }

  #operand(): Operand | undefined {
    const term = this.#term();
    if (!term || this.peek().type !== 'field') return term;
    const { index } = this.peek();
    const names: string[] = [];
    while (this.peek().type === 'field') names.push(this.next().text.slice(1));
    if (term.type === 'field' || term.type === 'variable') {
      return { type: term.type, index, names: [...term.names, ...names] };
    }
    if (NOT_EXECUTABLE.has(term.type)) {
      this.fail(`unexpected . after term ${quote(describe(term))}`);
    }
    return { type: 'chain', index, operand: term, names };
  }

  #term(): Operand | undefined {
    const token = this.nextNonSpace();
    const { index, text } = token;
    switch (token.type) {
      case 'identifier':
        if (!this.hasFunction(text)) this.fail(`function ${quote(text)} not defined`, token);
        return { type: 'identifier', index, name: text };
      case 'dot':
      case 'nil':
        return { type: token.type, index };
      case 'variable':
        if (!this.variables.includes(text)) this.fail(`undefined variable ${quote(text)}`, token);
        return { type: 'variable', index, names: [text] };
      case 'field':
        return { type: 'field', index, names: [text.slice(1)] };
      case 'bool':
        return { type: 'bool', index, value: text === 'true' };
      case 'character-constant':
      case 'complex':
      case 'number': {
        const number = readNumber(text, token.type);
        return typeof number === 'string'
          ? this.fail(number, token)
          : { type: 'number', index, ...number };
      }
      case 'left-paren': {
        if (++this.#depth > MAX_DEPTH) this.fail('max expression depth exceeded', token);
        const pipe = this.pipeline('parenthesized pipeline', 'right-paren');
        this.#depth--;
        return pipe;
      }
      case 'string':
      case 'raw-string':
        return { type: 'string', index, quoted: text, text: this.unquote(token) };
      default:
        this.stream.cursor--;
        return undefined;
    }
  }

  protected unquote(token: Token): string {
    return unquote(token.text) ?? this.fail('invalid syntax', token);
  }
}
