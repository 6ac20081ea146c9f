/** The Go type of a parameter, which decides what may be passed and what a nil becomes. */
export type Parameter =
  /** `interface {}`: anything; no value arrives as `null`. */
  | 'any'
  /** Anything as it is, `undefined` and `null` told apart. */
  | 'value'
  | 'string'
  /** Arrives as a JavaScript number. */
  | 'int'
  | 'bool'
  | 'float64'
  /** `map[string]interface {}`; no value arrives as a nil map. */
  | 'map';

/** A function that templates may call. */
export interface TemplateFunction {
  readonly parameters: readonly Parameter[];
  /** Type of the arguments after those, in any number; absent: there are none. */
  readonly rest?: Parameter;
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
  : P extends 'int' | 'float64'
    ? number
    : P extends 'bool'
      ? boolean
      : P extends 'map'
        ? Record<string, unknown>
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
