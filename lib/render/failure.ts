import type { Pointer } from '../core';

/** The rules that expansion reports by itself. */
export type ExpansionRule =
  'application-set-fails' | 'application-set-input-missing' | 'application-set-not-repeatable';

/**
 * Why a generator gives no parameters, or a template no Application. Never leaves this folder: it
 * becomes a diagnostic, since it is a fact about the user's manifest.
 */
export class ExpansionFailure extends Error {
  readonly rule: ExpansionRule;
  readonly hint: string;
  /** Into the ApplicationSet; of the nearest place that is known. */
  readonly pointer: Pointer;

  constructor(
    message: string,
    options: { readonly rule?: ExpansionRule; readonly hint: string; readonly pointer?: Pointer },
  ) {
    super(message);
    this.rule = options.rule ?? 'application-set-fails';
    this.hint = options.hint;
    this.pointer = options.pointer ?? '';
  }

  /** The same one, its message behind `prefix` as Argo CD wraps errors. */
  within(prefix: string): ExpansionFailure {
    return new ExpansionFailure(`${prefix}: ${this.message}`, this);
  }

  at(pointer: Pointer): ExpansionFailure {
    return new ExpansionFailure(this.message, { ...this, hint: this.hint, pointer });
  }
}
