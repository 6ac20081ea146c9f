import type { World } from '../core';

/** One flag: `--plain-http`, `--output json`, `--tag a --tag b`. */
export interface Flag {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: boolean;
  readonly default?: string | boolean;
  /** The only values allowed. */
  readonly values?: readonly string[];
  /** What it does, in one line, with its unit; shown by `--help`. */
  readonly summary: string;
}

export type Flags = Readonly<Record<string, Flag>>;

type Value<F extends Flag> = F extends { type: 'boolean' }
  ? boolean
  : F extends { multiple: true }
    ? readonly string[]
    : F extends { default: string }
      ? F extends { values: readonly (infer V)[] }
        ? V
        : string
      : F extends { values: readonly (infer V)[] }
        ? V | undefined
        : string | undefined;

export type Values<F extends Flags> = { readonly [K in keyof F]: Value<F[K]> };

export interface Invocation<F extends Flags> {
  readonly flags: Values<F>;
  readonly args: readonly string[];
  /** Whether failures show their stack; default no. */
  readonly debug?: boolean;
}

/**
 * 0: clean. 1: findings. (2, could not run, is `main`'s: commands throw.) 3: ran, but does not know
 * all that was asked; only `plan`.
 */
export type ExitCode = number;

export interface Command<F extends Flags = Flags> {
  /** The verb. */
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** Positional arguments as help shows them: `<artifact>`, `[files|folders|-]`. */
  readonly args?: string;
  /** How many positional arguments it takes; default none. */
  readonly arity?: { readonly min: number; readonly max: number };
  /** One line a user would type. */
  readonly example: string;
  readonly options: F;
  /**
   * Reads, calls one stage, prints. Throws a CodedError for "cannot go on". Stages are loaded with
   * `require` inside, so that help and other verbs do not pay for them.
   */
  run(invocation: Invocation<F>, world: World): ExitCode | Promise<ExitCode>;
}

/** Types a command's flags from its `options`. */
export function command<const F extends Flags>(spec: Command<F>): Command<F> {
  return spec;
}
