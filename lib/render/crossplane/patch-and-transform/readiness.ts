import { conditionStatus } from '../conditions';
import { Crash, Failure, within } from '../../../crossplane/failure';
import { getValue } from '../paved';
import type { JsonObject } from '../protocol';
import type { ReadinessCheck } from '../../../crossplane/patch-and-transform/input';
import { validateReadinessCheck } from '../../../crossplane/patch-and-transform/validate';

/** Whether an observed resource is ready: all checks pass, or without any its condition `Ready` is true. */
export function isReady(object: JsonObject, checks: readonly ReadinessCheck[] = []): boolean {
  if (checks.length === 0) return conditionStatus(object, 'Ready') === 'True';
  return checks.every((check, i) =>
    within(`cannot run readiness check at index ${i}`, () => passes(object, check)),
  );
}

function passes(object: JsonObject, check: ReadinessCheck): boolean {
  within('invalid', () => validateReadinessCheck(check));
  const { type, fieldPath = '', matchString, matchCondition } = check;
  const read = <T>(is: (value: unknown) => value is T, what: string): T | undefined => {
    const value = found(object, fieldPath);
    if (value === undefined || is(value)) return value;
    throw new Failure(`${fieldPath}: not a ${what}`);
  };
  switch (type) {
    case 'None':
      return true;
    case 'NonEmpty':
      return found(object, fieldPath) !== undefined;
    case 'MatchString':
      return read(isText, 'string') === matchString;
    case 'MatchInteger':
      // Numbers come as float64, and upstream takes an int64 only: this check never passes.
      return read((_): _ is never => false, '(int64) number') !== undefined;
    case 'MatchTrue':
      return read(isBoolean, 'bool') === true;
    case 'MatchFalse':
      return read(isBoolean, 'bool') === false;
    default:
      if (!matchCondition) {
        throw new Crash('matchCondition is missing, which makes the function crash');
      }
      return conditionStatus(object, matchCondition.type ?? '') === matchCondition.status;
  }
}

function found(object: JsonObject, fieldPath: string): unknown {
  try {
    return getValue(object, fieldPath);
  } catch (error) {
    if (error instanceof Failure && error.notFound) return undefined;
    throw error;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}
