import { readFloat } from '../../template/number';
import { int64, nilOf, typeName, type Int } from '../../template/values';
import { formatFixed } from '../../template/float';
import { quote } from '../../template/quote';
import { readJson } from '../../template/sprig/read-json';
import { Failure } from '../failure';
import { isObject } from '../json';
import { quantityToNumber } from '../quantity';
import type { ConvertTransform } from './input';
import { truncate } from './truncate';
import { validateConvert } from './validate-transform';

type Conversion = (input: never) => unknown;

/** By type of the input, type of the output and format. */
const CONVERSIONS: Readonly<Record<string, Conversion>> = {
  'string int64 none': parseInteger,
  'string bool none': parseBool,
  'string float64 none': parseFloat64,
  'string float64 quantity': quantityToNumber,
  'string object json': (text: string) =>
    parseJson(text, 'map[string]interface {}', isObject) ?? nilOf({}),
  'string array json': (text: string) =>
    parseJson(text, '[]interface {}', Array.isArray) ?? nilOf([]),
  'int64 string none': (input: Int) => input.value.toString(),
  'int64 bool none': (input: Int) => input.value === 1n,
  'int64 float64 none': (input: Int) => Number(input.value),
  'bool string none': String,
  'bool int64 none': (input: boolean) => int64(input ? 1n : 0n),
  'bool float64 none': Number,
  'float64 string none': formatNumber,
  'float64 int64 none': (input: number) => int64(truncate(input)),
  'float64 bool none': (input: number) => input === 1,
};
const INPUT_TYPES = ['string', 'bool', 'int', 'int64', 'float64'];

/** @throws {Failure} for a pair of types that has no conversion, or a text that is none of its type. */
export function resolveConvert(transform: ConvertTransform, input: unknown): unknown {
  validateConvert(transform);
  const { toType = '', format = 'none' } = transform;
  const from = typeName(input);
  if (!INPUT_TYPES.includes(from)) throw new Failure(`invalid input type ${from}`);
  const to = toType === 'int' ? 'int64' : toType;
  const source = from === 'int' ? 'int64' : from;
  if (source === to) return input;
  const convert = CONVERSIONS[`${source} ${to} ${format}`];
  if (convert) return convert(input as never);
  throw new Failure(`conversion from ${from} to ${to} is not supported with format ${format}`);
}

/** Whether values of type `from` can be converted, all in Go's names; texts may still be none of the type. */
export function isConvertible(from: string, { toType = '', format = 'none' }: ConvertTransform) {
  if (!INPUT_TYPES.includes(from)) return false;
  const [source, to] = [from, toType].map((type) => (type === 'int' ? 'int64' : type));
  return source === to || Object.hasOwn(CONVERSIONS, `${source} ${to} ${format}`);
}

function parseInteger(text: string): Int {
  if (!/^[+-]?[0-9]+$/.test(text)) throw syntax('ParseInt', text);
  const value = BigInt(text.replace(/^\+/, ''));
  if (BigInt.asIntN(64, value) !== value) throw outOfRange('ParseInt', text);
  return int64(value);
}

function parseBool(text: string): boolean {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)) return false;
  throw syntax('ParseBool', text);
}

function parseFloat64(text: string): number {
  const word = /^([+-]?)(?:inf(?:inity)?|(nan))$/i.exec(text);
  if (word) {
    if (word[2] === undefined) return word[1] === '-' ? -Infinity : Infinity;
    if (word[1] === '') return NaN;
    throw syntax('ParseFloat', text);
  }
  const value = readFloat(text);
  if (value !== undefined) return value;
  throw /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)
    ? outOfRange('ParseFloat', text)
    : syntax('ParseFloat', text);
}

function formatNumber(value: number): string {
  if (Number.isFinite(value)) return formatFixed(value, undefined);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

function parseJson(text: string, type: string, fits: (value: unknown) => boolean): unknown {
  const read = readJson(text);
  if ('problem' in read) throw new Failure(read.problem);
  const { value } = read;
  if (value === null || fits(value)) return value;
  const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  throw new Failure(`json: cannot unmarshal ${kind} into Go value of type ${type}`);
}

function syntax(name: string, text: string): Failure {
  return new Failure(`strconv.${name}: parsing ${quote(text)}: invalid syntax`);
}

function outOfRange(name: string, text: string): Failure {
  return new Failure(`strconv.${name}: parsing ${quote(text)}: value out of range`);
}
