import type { Json } from './syntax';

/** The text is no jq program: gojq refuses it too. */
export class JqSyntaxError extends Error {
  constructor(
    message: string,
    /** Index of the letter where reading stopped. */
    readonly at: number,
  ) {
    super(message);
  }
}

/** The program failed while it ran, as gojq's would; `try` and `?` catch it. */
export class JqRuntimeError extends Error {}

/** gojq would go on where this engine does not know the answer; nothing catches it. */
export class JqUnsupported extends Error {
  constructor(
    readonly construct: string,
    readonly at: number,
  ) {
    super(construct);
  }
}

/** A value as a message shows it: at most 40 letters. */
export function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
