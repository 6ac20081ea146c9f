import { placeAt, TemplateError } from './errors';
import { quote } from './quote';
import { tokenize } from './lexer';
import { isKeyword, type Delimiters, type Token, type TokenType } from './tokens';

/** The tokens of one text, read by one parser at a time: definitions have parsers of their own. */
export interface TokenStream {
  /** Name of the template, for messages. */
  readonly name: string;
  readonly text: string;
  readonly tokens: readonly Token[];
  cursor: number;
  /** How many tokens were looked at, the furthest look-ahead included. */
  seen: number;
}

export function streamOf(name: string, text: string, delimiters?: Delimiters): TokenStream {
  return { name, text, tokens: tokenize(text, delimiters), cursor: 0, seen: 0 };
}

/** Reads tokens and makes Go's messages: the line is that of the last token this reader looked at. */
export class TokenReader {
  /** Line of the action being read; 0 outside. */
  protected actionLine = 0;
  #last: Token | undefined;

  constructor(protected readonly stream: TokenStream) {}

  protected next(): Token {
    const { stream } = this;
    const last = stream.tokens.length - 1;
    const token = stream.tokens[Math.min(stream.cursor, last)] as Token;
    stream.cursor++;
    if (stream.cursor > stream.seen) {
      stream.seen = stream.cursor;
      this.#last = token;
    }
    return token;
  }

  protected peek(): Token {
    const token = this.next();
    this.stream.cursor--;
    return token;
  }

  protected nextNonSpace(): Token {
    let token = this.next();
    while (token.type === 'space') token = this.next();
    return token;
  }

  /** Skips spaces for good, and looks at what follows. */
  protected peekNonSpace(): Token {
    const token = this.nextNonSpace();
    this.stream.cursor--;
    return token;
  }

  protected expect(context: string, ...types: readonly TokenType[]): Token {
    const token = this.nextNonSpace();
    return types.includes(token.type) ? token : this.unexpected(token, context);
  }

  protected unexpected(token: Token, context: string): never {
    if (token.type === 'error') this.fail(token.text + this.#where(token), token);
    return this.fail(`unexpected ${describeToken(token)} in ${context}`, token);
  }

  /** Names the action's first line when the message is about a later one. */
  #where(token: Token): string {
    if (this.actionLine === 0 || this.actionLine === token.line) return '';
    const started = ` started at ${this.stream.name}:${this.actionLine}`;
    return token.text.endsWith(' action') ? started : ` in action${started}`;
  }

  protected fail(message: string, at: Token | undefined = this.#last): never {
    throw new TemplateError(
      'TEMPLATE_SYNTAX',
      `template: ${this.stream.name}:${this.#last?.line ?? 0}: ${message}`,
      hintFor(message),
      placeAt(this.stream.text, at?.index ?? 0),
    );
  }
}

function hintFor(message: string): string {
  const [, name] = /^function "(\w+)" not defined$/.exec(message) ?? [];
  if (name !== undefined) return `write {{ .${name} }} for a parameter, or a known function`;
  return 'repair the template: the message is what the controller would say';
}

function describeToken({ type, text }: Token): string {
  if (type === 'end-of-text') return 'EOF';
  if (isKeyword(type)) return `<${text}>`;
  if (Buffer.byteLength(text) <= 10) return quote(text);
  return `${quote([...text].slice(0, 10).join(''))}...`;
}
