import { nearest } from '../core';
import type { Check } from './check';
import { formats, isQuantity } from './formats';
import type { Node } from './node';
import { patternTest } from './patterns';
import { TYPES_IN_WORDS } from './types-in-words';
import { show } from './violation';

const RANGES: Readonly<Record<string, { readonly min: number; readonly max: number }>> = {
  int32: { min: -(2 ** 31), max: 2 ** 31 - 1 },
  int64: { min: -(2 ** 63), max: 2 ** 63 },
};

/**
 * Tests the type, and `then` only where the type is right. A number is finite; an integer may be
 * written `80.0` or `1e2`. One closure a type: this runs for every value there is.
 */
export function typeCheck(type: string, then: Check | undefined): Check {
  const name = TYPES_IN_WORDS[type];
  if (name === undefined) return then ?? (() => undefined);
  const fail: Check = (value, run, depth) => {
    const text = (shown: string) => `is ${shown}, not ${name}`;
    run.fail(depth, 'type', value, text, () => repairOf(type, value));
  };
  const next = then ?? (() => undefined);
  if (type === 'string' && !then) {
    return (value, run, depth) => {
      if (typeof value !== 'string') fail(value, run, depth);
    };
  }
  if (type === 'object') {
    return (value, run, depth) => {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        next(value, run, depth);
      } else fail(value, run, depth);
    };
  }
  if (type === 'array') {
    return (value, run, depth) => (Array.isArray(value) ? next : fail)(value, run, depth);
  }
  const test = scalarTests[type] ?? (() => true);
  return (value, run, depth) => (test(value) ? next : fail)(value, run, depth);
}

const scalarTests: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: (value) => Number.isFinite(value),
  integer: (value) => Number.isInteger(value),
};

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
