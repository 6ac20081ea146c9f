import { isMap } from '../../values';
import { UNKNOWN } from '../unknown';

/** What CEL gives where a field, a key or an element is not there: an error, until somebody asks. */
export const FAILED = Symbol('failed');

/** Values by name. What is not there is not known. */
export type Names = (name: string) => unknown;

/** The values of a choice whose condition is not known: one of them. */
export class Either {
  constructor(readonly values: readonly unknown[]) {}
}

/** A value that may be one of several is not known where it is computed with. */
export function single(value: unknown): unknown {
  return value instanceof Either ? UNKNOWN : value;
}

/** Whether a value has parts that are not known. */
export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN || value === FAILED || value instanceof Either) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isMap(value) && Object.values(value).some(hasUnknown);
}
