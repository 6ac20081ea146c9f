import { ArgoCdError } from '../errors';

/**
 * A value that the ApplicationSet controller fills in, for text fields: in `${…}` it is Go template
 * text. It is an object and no string, so that comparing it or calling string methods on it, which
 * would happen at synth and mean nothing, does not compile.
 *
 * `V` are the values it may take, as far as the generator says.
 */
export class Param<V extends string = string> {
  constructor(
    /** What stands between the braces: `.name`, `index .metadata.labels "a/b"`. */
    readonly expression: string,
    /** The one value it always has, where the generator guarantees one. */
    readonly known?: V,
  ) {}

  /** `{{ .name }}` */
  toString(): string {
    return `{{ ${this.expression} }}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

/**
 * A parameter that some of the generated sets lack. Under `missingkey=error` one set that lacks it
 * freezes the whole ApplicationSet, so it is usable only through `orElse`; anywhere else it throws
 * `ARGOCD_PARAM_OPTIONAL`.
 */
export class MaybeParam<V extends string = string> {
  /** The values it may take; for types only. */
  declare readonly values?: V;

  constructor(
    /** A pipeline that gives nothing, and does not fail, where the key is missing. */
    readonly lookup: string,
    /** As a user would write it: `metadata.labels["region"]`. */
    readonly title: string,
  ) {}

  toString(): string {
    throw this.#refusal();
  }

  toJSON(): never {
    throw this.#refusal();
  }

  [Symbol.toPrimitive](): never {
    throw this.#refusal();
  }

  #refusal(): ArgoCdError {
    return new ArgoCdError(
      'ARGOCD_PARAM_OPTIONAL',
      `parameter ${this.title} is not in every set that its generator gives, and a missing one freezes the ApplicationSet`,
      `write orElse(…, 'default'), or make the generator guarantee it, for a label by matchLabels or matchExpressions`,
    );
  }
}

/** Text that may hold parameters: a parameter, or a string with parameters in `${…}`. */
export type Text = string | Param;
