import { CodedError } from '../core';

export type TemplateErrorCode =
  | 'TEMPLATE_SYNTAX'
  | 'TEMPLATE_EXECUTION'
  | 'TEMPLATE_FUNCTION_UNSUPPORTED'
  | 'TEMPLATE_NOT_REPEATABLE'
  | 'TEMPLATE_OPTION_INVALID';

/** A place inside a template's text; both are 1-based, the column counts UTF-16 units. */
export interface TemplatePlace {
  readonly line: number;
  readonly column: number;
}

/** A template that cannot be parsed or executed. The message is Go's own where Go has one. */
export class TemplateError extends CodedError<TemplateErrorCode> {
  constructor(
    code: TemplateErrorCode,
    message: string,
    hint: string,
    /** Where in the template's text, if known. */
    readonly place?: TemplatePlace,
  ) {
    super(code, message, hint);
  }
}

/** What a template function throws: `error calling <name>: <message>` is made of it. */
export class FunctionFailure extends Error {}

/** What Go says where a nil pointer is followed. */
export function nilDereference(): never {
  throw new FunctionFailure('runtime error: invalid memory address or nil pointer dereference');
}

export function placeAt(text: string, index: number): TemplatePlace {
  const before = text.slice(0, index);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: index - start + 1 };
}
