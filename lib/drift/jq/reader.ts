import { JqSyntaxError } from './failures';
import type { Lexer, Token } from './lexer';
import type { Node } from './syntax';

/** What the parts of the parser ask of the whole. */
export interface Reader {
  readonly lexer: Lexer;
  query(): Node;
  expression(): Node;
  isNext(text: string): boolean;
  take(text: string): boolean;
  expect(text: string): void;
}

export function unexpected({ kind, text, start }: Token): JqSyntaxError {
  const message = kind === 'end' ? 'it ends too early' : `'${text}' is not expected here`;
  return new JqSyntaxError(message, start);
}
