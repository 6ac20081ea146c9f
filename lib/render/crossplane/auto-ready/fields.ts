import { isTime } from '../conditions';
import { isObject } from '../../../crossplane/json';
import { fieldAt } from '../manifest-text';
import type { JsonObject } from '../protocol';

/** A number, its fraction cut off; `undefined` where there is none. */
export function wholeAt(object: JsonObject, ...path: readonly string[]): number | undefined {
  const value = fieldAt(object, ...path);
  return typeof value === 'number' ? Math.trunc(value) : undefined;
}

/** An integer of a Go type: `fallback` where it is missing, NaN where it cannot be decoded. */
export function integerAt(
  object: JsonObject,
  fallback: number,
  ...path: readonly string[]
): number {
  const value = fieldAt(object, ...path) ?? fallback;
  return Number.isInteger(value) ? (value as number) : NaN;
}

export function textFieldAt(object: JsonObject, ...path: readonly string[]): string | undefined {
  const value = fieldAt(object, ...path);
  return typeof value === 'string' ? value : undefined;
}

/**
 * Types and statuses of the status conditions, in their order; `undefined` where one cannot be decoded,
 * since Go then decodes nothing of the object.
 *
 * @param whole Fields of a condition that the kind has as integers.
 */
export function statusesAt(
  object: JsonObject,
  ...whole: readonly string[]
): readonly (readonly [type: string, status: string])[] | undefined {
  const conditions = fieldAt(object, 'status', 'conditions') ?? [];
  if (!Array.isArray(conditions)) return undefined;
  const statuses: (readonly [string, string])[] = [];
  for (const condition of conditions) {
    if (condition !== null && !isObject(condition)) return undefined;
    const { type = '', status = '', lastTransitionTime: time = null } = condition ?? {};
    if (typeof type !== 'string' || typeof status !== 'string') return undefined;
    if (time !== null && !isTime(time)) return undefined;
    if (whole.some((field) => !Number.isInteger(condition?.[field] ?? 0))) return undefined;
    statuses.push([type, status]);
  }
  return statuses;
}

/** Whether one of the conditions is of that type, and true. */
export function isTrue(statuses: ReturnType<typeof statusesAt> = [], type: string): boolean {
  return statuses.some(([of, status]) => of === type && status === 'True');
}

/** Milliseconds; `undefined` where there is none, NaN for what is no time. */
export function timeAt(object: JsonObject, ...path: readonly string[]): number | undefined {
  const value = fieldAt(object, ...path) ?? undefined;
  if (value === undefined) return undefined;
  return isTime(value) ? Date.parse(value) : NaN;
}
