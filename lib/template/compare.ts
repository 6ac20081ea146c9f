import { compareBytes } from './bytes';
import { FunctionFailure } from './errors';
import { sprintf } from './sprintf';
import { Boxed, Int, isNilValue, kindName, typeName } from './values';

type Basic = 'bool' | 'int' | 'float' | 'string' | undefined;

function basicKind(value: unknown): Basic {
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'number':
      return 'float';
    case 'string':
      return 'string';
    default:
      return value instanceof Int ? 'int' : undefined;
  }
}

/**
 * Go's `eq`: whether `first` equals any of the others.
 *
 * @throws {FunctionFailure} `incompatible types for comparison` of a float and an int, as of any
 *   two kinds, unless one is nil.
 */
export function equals(first: unknown, others: readonly unknown[]): boolean {
  if (others.length === 0) throw new FunctionFailure('missing argument for comparison');
  const kind = basicKind(first);
  return others.some((other) => equalTo(first, kind, other));
}

function equalTo(a: unknown, kind: Basic, b: unknown): boolean {
  if (kind !== basicKind(b)) {
    if (isNothing(a) || isNothing(b)) return false;
    throw new FunctionFailure(incompatible(a, b));
  }
  if (a instanceof Int && b instanceof Int) return a.value === b.value;
  if (kind !== undefined) return a === b;
  const [left, right] = [kindName(a), kindName(b)];
  if (left !== right && left !== 'invalid' && right !== 'invalid') {
    throw new FunctionFailure(
      sprintf('non-comparable types %s: %s, %s: %v', [a, typeName(a), typeName(b), b]),
    );
  }
  if (a instanceof Boxed && b instanceof Boxed) return a.type === b.type && a.equals(b);
  if (isNilValue(a) || isNilValue(b)) return isNilValue(a) === isNilValue(b);
  throw new FunctionFailure(sprintf('non-comparable type %s: %v', [b, typeName(b)]));
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function incompatible(a: unknown, b: unknown): string {
  return `incompatible types for comparison: ${typeName(a)} and ${typeName(b)}`;
}

/** Go's `lt`. */
export function lessThan(a: unknown, b: unknown): boolean {
  const kind = basicKind(a);
  const other = basicKind(b);
  if (!kind || !other) throw new FunctionFailure('invalid type for comparison');
  if (kind !== other) throw new FunctionFailure(incompatible(a, b));
  if (kind === 'bool') throw new FunctionFailure('invalid type for comparison');
  if (a instanceof Int && b instanceof Int) return a.value < b.value;
  if (kind === 'string') return compareBytes(a as string, b as string) < 0;
  return (a as number) < (b as number);
}

/** Go's `le`: less or equal, which is not the inverse of greater for NaN. */
export function lessOrEqual(a: unknown, b: unknown): boolean {
  return lessThan(a, b) || equals(a, [b]);
}
