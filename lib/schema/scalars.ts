import { nearest } from '../core';
import type { Check } from './check';
import { formats, isQuantity } from './formats';
import type { Node } from './node';
import { patternTest } from './patterns';
import { show } from './violation';

interface Type {
  /** With its article, for messages. */
  readonly name: string;
  test(value: unknown): boolean;
}

/** JSON types. A number is finite; an integer may be written `80.0` or `1e2`. */
const types: Readonly<Record<string, Type>> = {
  string: { name: 'a string', test: (value) => typeof value === 'string' },
  boolean: { name: 'true or false', test: (value) => typeof value === 'boolean' },
  number: { name: 'a number', test: (value) => Number.isFinite(value) },
  integer: { name: 'an integer', test: (value) => Number.isInteger(value) },
  array: { name: 'a list', test: Array.isArray },
  object: {
    name: 'an object',
    test: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  },
};

const RANGES: Readonly<Record<string, { readonly min: number; readonly max: number }>> = {
  int32: { min: -(2 ** 31), max: 2 ** 31 - 1 },
  int64: { min: -(2 ** 63), max: 2 ** 63 },
};

/** Tests the type, and `then` only where the type is right. */
export function typeCheck(type: string, then: Check): Check {
  const expected = types[type];
  if (!expected) return then;
  const { name, test } = expected;
  return (value, run, depth) => {
    if (test(value)) then(value, run, depth);
    else
      run.fail(
        depth,
        'type',
        value,
        (shown) => `is ${shown}, not ${name}`,
        () => repairOf(type, value),
      );
  };
}

export const intOrString: Check = (value, run, depth) => {
  if (typeof value === 'string' || Number.isInteger(value)) return;
  run.fail(depth, 'type', value, (shown) => `is ${shown}, neither an integer nor a string`);
};

/** A quantity of a built-in kind: a number, or a text such as `500m`. */
export const quantity: Check = (value, run, depth) => {
  if (Number.isFinite(value) || (typeof value === 'string' && isQuantity(value))) return;
  run.fail(
    depth,
    'format',
    value,
    (shown) => `is ${shown}, not a quantity`,
    () => "write a quantity such as '500m', '2' or '1.5Gi'",
  );
};

/** Checks that hold for a scalar of the right type, in the order in which they are reported. */
export function scalarChecks(node: Node): Check[] {
  return [...enumCheck(node), ...stringChecks(node), ...numberChecks(node)];
}

function enumCheck({ enum: allowed }: Node): Check[] {
  if (!allowed) return [];
  const scalars = new Set(allowed);
  const texts = allowed.filter((item) => typeof item === 'string');
  const check: Check = (value, run, depth) => {
    if (scalars.has(value)) return;
    if (typeof value === 'object') {
      const text = JSON.stringify(value);
      if (allowed.some((item) => JSON.stringify(item) === text)) return;
    }
    run.fail(
      depth,
      'enum',
      value,
      (shown) => `is ${shown}, not one of ${allowed.map(show).join(', ')}`,
      () => {
        const meant = typeof value === 'string' ? nearest(value, texts) : undefined;
        return meant === undefined ? undefined : `did you mean '${meant}'? write that`;
      },
    );
  };
  return [check];
}

function stringChecks({ minLength = 0, maxLength = Infinity, pattern, format = '' }: Node) {
  const checks: Check[] = [];
  if (minLength > 0 || maxLength < Infinity) {
    checks.push((value, run, depth) => {
      if (typeof value !== 'string') return;
      const length = lengthOf(value, minLength, maxLength);
      if (length < minLength || length > maxLength) {
        const bound = length < minLength ? `fewer than ${minLength}` : `more than ${maxLength}`;
        run.fail(depth, 'size', value, () => `has ${length} characters, ${bound}`);
      }
    });
  }
  if (pattern !== undefined) {
    const matches = patternTest(pattern);
    checks.push((value, run, depth) => {
      if (typeof value !== 'string' || matches(value)) return;
      run.fail(depth, 'pattern', value, (shown) => `is ${shown}, which does not match ${pattern}`);
    });
  }
  const known = formats[format];
  if (known) {
    checks.push((value, run, depth) => {
      if (typeof value !== 'string' || known.test(value)) return;
      run.fail(depth, 'format', value, (shown) => `is ${shown}, not ${known.name}`);
    });
  }
  return checks;
}

function numberChecks(node: Node): Check[] {
  const { minimum: min, maximum: max, multipleOf: factor, format = '' } = node;
  const range = RANGES[format];
  const checks: [(value: number) => boolean, string][] = [];
  if (range) {
    checks.push([(v) => v >= range.min && v <= range.max, `beyond the range of ${format}`]);
  }
  if (min !== undefined && node.exclusiveMinimum) checks.push([(v) => v > min, `not above ${min}`]);
  else if (min !== undefined) checks.push([(v) => v >= min, `less than ${min}`]);
  if (max !== undefined && node.exclusiveMaximum) checks.push([(v) => v < max, `not below ${max}`]);
  else if (max !== undefined) checks.push([(v) => v <= max, `more than ${max}`]);
  if (factor) {
    checks.push([
      (v) => Math.abs(v / factor - Math.round(v / factor)) < 1e-9,
      `no multiple of ${factor}`,
    ]);
  }
  return checks.map(([holds, complaint]): Check => {
    return (value, run, depth) => {
      if (typeof value !== 'number' || holds(value)) return;
      run.fail(depth, 'range', value, (shown) => `is ${shown}, ${complaint}`);
    };
  });
}

/** Unicode characters, as Go counts them; UTF-16 units where those decide already. */
function lengthOf(text: string, min: number, max: number): number {
  if (text.length <= max && text.length >= 2 * min) return text.length;
  let length = 0;
  for (const _ of text) length++;
  return length;
}

function repairOf(type: string, value: unknown): string | undefined {
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return `quote it: "${value}"`;
  }
  const unquoted = type === 'integer' || type === 'number' || type === 'boolean';
  return unquoted && typeof value === 'string' ? 'write it without quotes' : undefined;
}
