/** Name of a failure for programs, `<AREA>_<WHAT>`. Public API: once released, never renamed. */
export type Code = `${Uppercase<string>}_${Uppercase<string>}`;

/**
 * Base of every error thrown on purpose ("cannot go on"); each folder derives its own with its own
 * codes. Facts about the user's manifests are never errors: those are {@link Diagnostic}s.
 */
export abstract class CodedError<C extends Code = Code> extends Error {
  /** What made it fail, as caught; kept for `--debug`, never for the message. */
  override readonly cause?: unknown;

  constructor(
    readonly code: C,
    /** What is wrong, where, and the value received; lower case, no full stop. */
    message: string,
    /** The change that most likely repairs it, as an order: "write …", "remove …". */
    readonly hint: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message);
    this.name = new.target.name;
    if (options?.cause !== undefined) this.cause = options.cause;
  }
}

const MARK = Symbol.for('cdk8s-gitops.CodedError');
Object.defineProperty(CodedError.prototype, MARK, { value: true });

/** Whether `error` was thrown on purpose, by this or another copy of the package. */
export function isCodedError(error: unknown): error is CodedError {
  return typeof error === 'object' && error !== null && MARK in error;
}
