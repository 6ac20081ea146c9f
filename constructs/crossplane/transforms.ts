import { compilePattern } from '../../lib/schema';
import { CompositionError } from './errors';
import type { StructuralSchema } from './structural';

/** A transform as function-patch-and-transform decodes it. It refuses fields it does not know. */
export interface Transform {
  readonly type: 'map' | 'match' | 'math' | 'string' | 'convert';
  readonly [configuration: string]: unknown;
}

/** What a method of a reference does to the value: more transforms, and the schema of the result. */
export interface Step {
  readonly transforms: readonly Transform[];
  readonly schema?: StructuralSchema;
}

type Method = (from: StructuralSchema | undefined, ...args: never[]) => Step;

const STRING: StructuralSchema = { type: 'string' };

/**
 * The methods of scalar references by name.
 *
 * `map` and `match` take strings only, so anything else is made one first. Every number that the
 * function reads is a float64 in Go; `convert` prints it without exponent or fraction.
 *
 * @see https://github.com/crossplane-contrib/function-patch-and-transform/blob/main/transforms.go
 */
export const METHODS: Readonly<Record<string, Method>> = {
  map: (from, cases: Readonly<Record<string, unknown>>) => ({
    transforms: [...toText(from), { type: 'map', map: cases }],
    schema: schemaOf(Object.values(cases)),
  }),
  match: (from, patterns: readonly Case[], ...otherwise: readonly unknown[]) => ({
    transforms: [...toText(from), { type: 'match', match: matchOf(patterns, otherwise) }],
    schema: schemaOf([
      ...patterns.map(([, value]) => value),
      ...(otherwise.length > 0 ? otherwise : ['']),
    ]),
  }),
  asString: (from) => ({ transforms: toText(from), schema: STRING }),
  whole: () => ({ transforms: [], schema: { type: 'integer' } }),
  asObject: () => ({
    transforms: [{ type: 'convert', convert: { toType: 'object', format: 'json' } }],
  }),
  asNumber: () => ({
    transforms: [{ type: 'convert', convert: { toType: 'float64' } }],
    schema: { type: 'number' },
  }),
  asInteger: () => converted('int64', 'integer'),
  asBoolean: () => converted('bool', 'boolean'),
  asQuantity: () => ({
    transforms: [{ type: 'convert', convert: { toType: 'float64', format: 'quantity' } }],
    schema: { type: 'number' },
  }),
  printf: (_, fmt: string) => {
    const toType = verbType(fmt);
    return {
      transforms: [{ type: 'convert', convert: { toType } }, formatted(fmt)],
      schema: STRING,
    };
  },
  toUpper: () => convert('ToUpper'),
  toLower: () => convert('ToLower'),
  toBase64: () => convert('ToBase64'),
  fromBase64: () => convert('FromBase64'),
  toSha1: () => convert('ToSha1'),
  toSha256: () => convert('ToSha256'),
  toSha512: () => convert('ToSha512'),
  toAdler32: () => convert('ToAdler32'),
  toJson: () => convert('ToJson'),
  trimPrefix: (_, trim: string) => text('TrimPrefix', { trim }),
  trimSuffix: (_, trim: string) => text('TrimSuffix', { trim }),
  replace: (_, search: string, replace: string) =>
    text('Replace', { replace: { search: nonEmpty(search), replace } }),
  capture: (_, match: string, group = 0) =>
    text('Regexp', { regexp: { match: pattern(match), group } }),
  multiply: (from, multiply: number) => math(from, { type: 'Multiply', multiply: whole(multiply) }),
  atLeast: (from, clampMin: number) => math(from, { type: 'ClampMin', clampMin: whole(clampMin) }),
  atMost: (from, clampMax: number) => math(from, { type: 'ClampMax', clampMax: whole(clampMax) }),
};

/** The transforms that make a value of schema `from` a Go string. */
export function toText(from: StructuralSchema | undefined): readonly Transform[] {
  return from?.type === 'string' ? [] : [{ type: 'convert', convert: { toType: 'string' } }];
}

/** `fmt` of one value that is a string already. */
export function formatted(fmt: string): Transform {
  return { type: 'string', string: { type: 'Format', fmt } };
}

type Case = readonly [string | LiteralPattern, unknown];

/** A text that a match compares as it is. */
export class LiteralPattern {
  constructor(readonly text: string) {}
}

function matchOf(patterns: readonly Case[], otherwise: readonly unknown[]): object {
  if (patterns.length === 0) throw invalid('match() was given no pattern', 'write at least one');
  return {
    patterns: patterns.map(([wanted, result]) =>
      wanted instanceof LiteralPattern
        ? { type: 'literal', literal: wanted.text, result }
        : { type: 'regexp', regexp: pattern(wanted), result },
    ),
    ...(otherwise.length > 0
      ? { fallbackTo: 'Value', fallbackValue: otherwise[0] }
      : { fallbackTo: 'Input' }),
  };
}

/** What a number must be for the verb: every number is read as a float64, which most verbs refuse. */
function verbType(fmt: string): 'int64' | 'float64' {
  const verbs = [...fmt.replaceAll('%%', '').matchAll(/%[-+# 0]*\d*(?:\.\d+)?(?:\[1\])?(.?)/g)];
  const found = new Set(
    verbs.map(([, verb = '']) => (INTEGER_VERBS.includes(verb) ? 'int64' : verb)),
  );
  const [verb, ...others] = [...found].map((each) =>
    FLOAT_VERBS.includes(each) ? 'float64' : each,
  );
  if (others.every((other) => other === verb) && (verb === 'int64' || verb === 'float64')) {
    return verb;
  }
  throw invalid(
    `'${fmt}' does not print one number`,
    `write one verb: %d, %x, %o, %b for whole numbers, %f, %e, %g for any, such as '%05d'`,
  );
}

const INTEGER_VERBS = ['d', 'x', 'X', 'o', 'O', 'b', 'c'];
const FLOAT_VERBS = ['f', 'F', 'e', 'E', 'g', 'G'];

function converted(toType: string, type: 'integer' | 'boolean'): Step {
  return { transforms: [{ type: 'convert', convert: { toType } }], schema: { type } };
}

/** The text conversion of that name, for functions over lists and objects. */
export function convert(how: string): Step {
  return text('Convert', { convert: how });
}

function text(type: string, configuration: Readonly<Record<string, unknown>>): Step {
  return { transforms: [{ type: 'string', string: { type, ...configuration } }], schema: STRING };
}

function math(from: StructuralSchema | undefined, operation: object): Step {
  return { transforms: [{ type: 'math', math: operation }], schema: from };
}

function pattern(text: string): string {
  if (text !== '' && compilePattern(text)) return text;
  throw invalid(`'${text}' is no RE2 pattern`, 'write one without look-around and back-references');
}

function nonEmpty(text: string): string {
  if (text !== '') return text;
  throw invalid('replace() was given nothing to search for', 'write the text to replace');
}

function whole(operand: number): number {
  if (Number.isSafeInteger(operand)) return operand;
  throw invalid(`${operand} is no whole number, and math transforms take no other`, 'write one');
}

function invalid(message: string, hint: string): CompositionError {
  return new CompositionError('COMPOSITION_INVALID', message, hint);
}

function schemaOf(values: readonly unknown[]): StructuralSchema | undefined {
  const types = new Set(values.map((value) => typeof value));
  if (types.size !== 1) return undefined;
  if (types.has('string')) return STRING;
  if (types.has('boolean')) return { type: 'boolean' };
  if (types.has('number')) return { type: values.every(Number.isInteger) ? 'integer' : 'number' };
  return undefined;
}
