import { int64, Int, typeName } from '../../template/values';
import { Failure, within } from '../failure';
import { compileRegexp } from '../regexp';
import { resolveConvert } from './convert';
import type { MatchPattern, MatchTransform, MathTransform, Transform } from './input';
import { resolveString } from './string-transform';
import { truncate } from './truncate';
import { validateMath } from './validate-transform';

/**
 * What a chain of transforms makes of a value. Values are Go's, as `lib/template` holds them: a number is
 * a float64, an integer an `Int`.
 *
 * @throws {Failure} at the first transform that refuses its input.
 */
export function resolveTransforms(
  transforms: readonly Transform[] | undefined,
  input: unknown,
): unknown {
  let value = input;
  transforms?.forEach((transform, i) => {
    value = within(`transform at index ${i} returned error`, () => resolve(transform, value));
  });
  return value;
}

function resolve(transform: Transform, input: unknown): unknown {
  const { type = '', math, map, match, string, convert } = transform;
  const resolved = <T>(config: T | undefined, apply: (config: T) => unknown): unknown => {
    if (config === undefined) {
      throw new Failure(`given transform type ${type} requires configuration`);
    }
    return within(`${type} transform could not resolve`, () => apply(config));
  };
  switch (type) {
    case 'math':
      return resolved(math, (config) => resolveMath(config, input));
    case 'map':
      return resolved(map, (pairs) => resolveMap(pairs, input));
    case 'match':
      return resolved(match, (config) => resolveMatch(config, input));
    case 'string':
      return resolved(string, (config) => resolveString(config, input));
    case 'convert':
      return resolved(convert, (config) => resolveConvert(config, input));
    default:
      throw new Failure(`transform type ${type} is not supported`);
  }
}

function resolveMath(transform: MathTransform, input: unknown): unknown {
  validateMath(transform);
  const { type, multiply = 0, clampMin = 0, clampMax = 0 } = transform;
  if (typeof input !== 'number' && !(input instanceof Int)) {
    const got = typeName(input);
    throw new Failure(`input is required to be a number for math transformer, got ${got}`);
  }
  if (type === 'Multiply') {
    if (typeof input === 'number') return input * multiply;
    return int64(input.value * BigInt(multiply));
  }
  const whole = typeof input === 'number' ? truncate(input) : input.value;
  const bound = BigInt(type === 'ClampMin' ? clampMin : clampMax);
  const beyond = type === 'ClampMin' ? whole < bound : whole > bound;
  return beyond ? int64(bound) : input;
}

function resolveMap(pairs: Readonly<Record<string, unknown>>, input: unknown): unknown {
  if (typeof input !== 'string') {
    throw new Failure(`type ${typeName(input)} is not supported for map transform`);
  }
  if (!Object.hasOwn(pairs, input)) throw new Failure(`key ${input} is not found in map`);
  const value = pairs[input];
  if (value !== null) return value;
  throw new Failure(`value for key ${input} is not valid JSON: unexpected end of JSON input`);
}

function resolveMatch(transform: MatchTransform, input: unknown): unknown {
  const { patterns = [], fallbackValue = null, fallbackTo } = transform;
  const found = patterns.find((pattern, i) =>
    within(`cannot match pattern at index ${i}`, () => matches(pattern, input)),
  );
  if (found) return found.result ?? null;
  if (fallbackTo !== 'Input') return fallbackValue;
  if (fallbackValue === null) return input;
  throw new Failure('cannot set both a fallback value and the fallback to input flag');
}

function matches({ type = '', literal, regexp }: MatchPattern, input: unknown): boolean {
  if (type === 'literal') {
    if (literal === undefined) throw new Failure('literal is required by type literal');
    return textOf(input) === literal;
  }
  if (type === 'regexp') {
    if (regexp === undefined) throw new Failure('regexp is required by type regexp');
    const compiled = within('cannot compile regexp', () => compileRegexp(regexp));
    if (input === null) throw new Failure("unsupported input type 'null'");
    return compiled.matcher(textOf(input)).find();
  }
  throw new Failure(`unsupported pattern type '${type}'`);
}

function textOf(input: unknown): string {
  if (typeof input === 'string') return input;
  throw new Failure(`unsupported input type '${typeName(input)}'`);
}
