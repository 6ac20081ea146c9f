/** What opens and closes an action. */
export interface Delimiters {
  readonly left: string;
  readonly right: string;
}

export const DELIMITERS: Delimiters = { left: '{{', right: '}}' };

export type TokenType =
  | 'bool'
  | 'char'
  | 'character-constant'
  | 'complex'
  | 'assign'
  | 'declare'
  | 'end-of-text'
  | 'error'
  | 'field'
  | 'identifier'
  | 'left-delimiter'
  | 'left-paren'
  | 'number'
  | 'pipe'
  | 'raw-string'
  | 'right-delimiter'
  | 'right-paren'
  | 'space'
  | 'string'
  | 'text'
  | 'variable'
  | Keyword;

export type Keyword =
  | 'dot'
  | 'block'
  | 'break'
  | 'continue'
  | 'define'
  | 'else'
  | 'end'
  | 'if'
  | 'nil'
  | 'range'
  | 'template'
  | 'with';

export interface Token {
  readonly type: TokenType;
  /** As written; the message of an error. */
  readonly text: string;
  /** Where it starts, in UTF-16 units. */
  readonly index: number;
  /** 1-based line of its start. */
  readonly line: number;
}

export const KEYWORDS: ReadonlyMap<string, Keyword> = new Map(
  (
    [
      'block',
      'break',
      'continue',
      'define',
      'else',
      'end',
      'if',
      'nil',
      'range',
      'template',
      'with',
    ] as const
  ).map((word) => [word, word]),
);

export function isKeyword(type: TokenType): boolean {
  return type === 'dot' || KEYWORDS.has(type);
}
