import type { Asks, WorldAccess } from './world';

/** The Go type of a parameter, which decides what may be passed and what a nil becomes. */
export type Parameter =
  /** `interface {}`: anything; no value arrives as `null`. */
  | 'any'
  /** Anything as it is, `undefined` and `null` told apart. */
  | 'value'
  | 'string'
  /** Arrives as a JavaScript number. */
  | 'int'
  /** Arrives as a JavaScript number. */
  | 'uint32'
  | 'bool'
  | 'float64'
  /** `map[string]interface {}`; no value arrives as a nil map. */
  | 'map'
  /** `[]interface {}`; no value arrives as a nil slice. */
  | 'slice'
  /** A Go value with members, by its type; no literal stands for one, but an integer for a duration. */
  | 'time.Time'
  | '*time.Location'
  | 'time.Duration'
  | '*semver.Version'
  | 'sprig.certificate'
  | 'sprig.HashAlgorithm';

/** A function that templates may call. */
export interface TemplateFunction {
  readonly parameters: readonly Parameter[];
  /** Type of the arguments after those, in any number; absent: there are none. */
  readonly rest?: Parameter;
  /** What makes it give something else each time it is called. */
  readonly asks?: Asks;
  /** Why no template can call it, in Go's words. */
  readonly problem?: string;
  /** Whether it runs the template that its first argument names, on the second. */
  readonly includes?: boolean;
  /** Whether `call` gets a WorldAccess before the arguments. */
  readonly takesWorld?: boolean;
  /**
   * Gets checked arguments; returns a value as values.ts describes.
   *
   * @throws {FunctionFailure} with Go's message.
   */
  readonly call: (...args: never[]) => unknown;
}

/** Functions of one origin. Of two sets in a list, the later one's names win. */
export interface FunctionSet {
  /** For messages: `sprig`. */
  readonly name: string;
  readonly functions: Readonly<Record<string, TemplateFunction>>;
  /** Names that the set has in Go and not here, each with the reason. */
  readonly unsupported?: Readonly<Record<string, string>>;
}

type Argument<P> = P extends 'string'
  ? string
  : P extends 'int' | 'uint32' | 'float64'
    ? number
    : P extends 'bool'
      ? boolean
      : P extends 'map'
        ? Record<string, unknown>
        : P extends 'slice'
          ? readonly unknown[]
          : unknown;

type Arguments<P extends readonly Parameter[]> = { -readonly [K in keyof P]: Argument<P[K]> };

/** A function with a fixed number of parameters. */
export function fixed<const P extends readonly Parameter[]>(
  parameters: P,
  call: (...args: Arguments<P>) => unknown,
): TemplateFunction {
  return { parameters, call: call as TemplateFunction['call'] };
}

/** A function with any number of arguments of type `rest` after the fixed ones. */
export function variadic<const P extends readonly Parameter[], const R extends Parameter>(
  parameters: P,
  rest: R,
  call: (...args: [...Arguments<P>, ...Argument<R>[]]) => unknown,
): TemplateFunction {
  return { parameters, rest, call: call as TemplateFunction['call'] };
}

/**
 * A function that gets the world before its arguments.
 *
 * @param asks what it needs each time it is called; `undefined`: only for some arguments.
 */
export function worldly<const P extends readonly Parameter[]>(
  asks: Asks | undefined,
  parameters: P,
  call: (world: WorldAccess, ...args: Arguments<P>) => unknown,
): TemplateFunction {
  return { parameters, asks, takesWorld: true, call: call as TemplateFunction['call'] };
}
