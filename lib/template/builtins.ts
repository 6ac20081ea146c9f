import { Bytes } from './boxed';
import { byteLength, byteSlice, toBytes } from './bytes';
import { equals, lessOrEqual, lessThan } from './compare';
import { FunctionFailure } from './errors';
import { escapeHtml, escapeJs, escapeQuery } from './escape';
import { fixed, variadic, type FunctionSet, type TemplateFunction } from './functions';
import { sprint, sprintln } from './print';
import { sprintf } from './sprintf';
import { elementType, Int, int, isMap, isSlice, isTrue, typed, typeName, zeroOf } from './values';

const fail = (message: string): never => {
  throw new FunctionFailure(message);
};

/**
 * The builtin `call`: no value that a template gets here is a function.
 *
 * @param callee how the template writes the function; absent where the pipeline gives it.
 */
export function callOf(callee?: string): TemplateFunction {
  return variadic(['value'], 'value', (value) => {
    if (value === undefined || value === null) return fail('call of nil');
    const type = typeName(value);
    const name = callee ?? (typeof value === 'string' ? value : `<${type} Value>`);
    return fail(`non-function ${name} of type ${type}`);
  });
}

/** The functions of text/template itself. */
export const builtins: FunctionSet = {
  name: 'text/template',
  functions: {
    // Both are compiled apart: they evaluate no more than they must.
    and: variadic(['value'], 'value', () => fail('and is no plain function')),
    or: variadic(['value'], 'value', () => fail('or is no plain function')),
    not: fixed(['value'], (value) => !isTrue(value)),
    call: callOf(),
    index: variadic(['value'], 'value', (item, ...indexes) => index(item, indexes)),
    slice: variadic(['value'], 'value', (item, ...indexes) => slice(item, indexes)),
    len: fixed(['value'], (value) => int(length(value))),
    print: variadic([], 'any', (...values) => sprint(values)),
    println: variadic([], 'any', (...values) => sprintln(values)),
    printf: variadic(['string'], 'any', (format, ...values) => sprintf(format, values)),
    html: variadic([], 'any', (...values) => escapeHtml(textOf(values))),
    js: variadic([], 'any', (...values) => escapeJs(textOf(values))),
    urlquery: variadic([], 'any', (...values) => escapeQuery(textOf(values))),
    eq: variadic(['value'], 'value', (first, ...others) => equals(first, others)),
    ne: fixed(['value', 'value'], (a, b) => !equals(a, [b])),
    lt: fixed(['value', 'value'], (a, b) => lessThan(a, b)),
    le: fixed(['value', 'value'], (a, b) => lessOrEqual(a, b)),
    gt: fixed(['value', 'value'], (a, b) => !lessOrEqual(a, b)),
    ge: fixed(['value', 'value'], (a, b) => !lessThan(a, b)),
  },
};

function index(item: unknown, indexes: readonly unknown[]): unknown {
  if (item === undefined || item === null) return fail('index of untyped nil');
  return indexes.reduce(indexOnce, item);
}

function indexOnce(item: unknown, at: unknown): unknown {
  if (item === null || item === undefined) return fail('index of nil pointer');
  if (typeof item === 'string') {
    const bytes = toBytes(item);
    const i = position(at, bytes.length);
    if (i === bytes.length) fail('reflect: string index out of range');
    return int(bytes[i] as number, 'uint8');
  }
  if (isSlice(item)) {
    const i = position(at, item.length);
    if (i === item.length) fail('reflect: slice index out of range');
    return item[i] ?? null;
  }
  if (!isMap(item)) return fail(`can't index item of type ${pointee(item)}`);
  if (at === undefined || at === null) return fail('value is nil; should be of type string');
  if (typeof at !== 'string') return fail(`value has type ${typeName(at)}; should be string`);
  return Object.hasOwn(item, at) ? (item[at] ?? null) : zeroOf(elementType(item));
}

/** An index as a number from 0 to `most`, which is one more than the last element's. */
function position(at: unknown, most: number): number {
  if (at === undefined || at === null) return fail('cannot index slice/array with nil');
  if (!(at instanceof Int)) return fail(`cannot index slice/array with type ${typeName(at)}`);
  if (at.value < 0n || at.value > BigInt(most)) fail(`index out of range: ${at.value}`);
  return Number(at.value);
}

function slice(item: unknown, indexes: readonly unknown[]): unknown {
  if (item === undefined || item === null) return fail('slice of untyped nil');
  if (indexes.length > 3) fail(`too many slice indexes: ${indexes.length}`);
  if (typeof item === 'string') {
    if (indexes.length === 3) fail('cannot 3-index slice a string');
    const [start, end] = bounds(indexes, byteLength(item));
    return byteSlice(item, start, end);
  }
  if (!isSlice(item)) return fail(`can't slice item of type ${typeName(item)}`);
  const [start, end] = bounds(indexes, item.length);
  return typed(item.slice(start, end), typeName(item));
}

function bounds(indexes: readonly unknown[], size: number): [number, number] {
  const [start = 0, end = size, most = size] = indexes.map((at) => position(at, size));
  if (start > end) fail(`invalid slice index: ${start} > ${end}`);
  if (end > most) fail(`invalid slice index: ${end} > ${most}`);
  return [start, end];
}

function length(value: unknown): number {
  if (typeof value === 'string') return byteLength(value);
  if (isSlice(value)) return value.length;
  if (isMap(value)) return Object.keys(value).length;
  if (value instanceof Bytes) return value.bytes.length;
  if (value === null) return fail('len of nil pointer');
  if (value === undefined) return fail('reflect: call of reflect.Value.Type on zero Value');
  return fail(`len of type ${pointee(value)}`);
}

/** The type, of a pointer that of what it points at. */
function pointee(value: unknown): string {
  return typeName(value).replace(/^\*/, '');
}

/** As the escaping functions see their arguments: nil is `<no value>` there. */
function textOf(values: readonly unknown[]): string {
  return sprint(values.map((value) => value ?? '<no value>'));
}
