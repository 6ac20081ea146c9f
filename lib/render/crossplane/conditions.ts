import { fieldAt } from './manifest-text';
import { isInt64, isObject } from '../../crossplane/json';
import type { JsonObject } from './protocol';

/** A status condition as Crossplane's Go type holds it. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  /** RFC 3339; null: never. */
  readonly lastTransitionTime: string | null;
  readonly reason: string;
  readonly message?: string;
  readonly observedGeneration?: number;
}

/** The time of every condition that `render` prints. */
export const STABLE_TIME = '2024-01-01T00:00:00Z';

const TIME = /^\d{4}-(0[1-9]|1[0-2])-\d\dT\d\d:\d\d:\d\d([.,]\d+)?(Z|[+-]\d\d:\d\d)$/;

/**
 * `status.conditions` as Go decodes them; `undefined` where `status` is missing or one of them has a
 * field of the wrong type, since then none is read.
 */
export function readConditions(object: JsonObject): readonly Condition[] | undefined {
  const status = fieldAt(object, 'status');
  if (status === null) return [];
  if (!isObject(status)) return undefined;
  const list = fieldAt(status, 'conditions') ?? [];
  if (!Array.isArray(list)) return undefined;
  const read = list.map(readCondition);
  return read.includes(undefined) ? undefined : (read as Condition[]);
}

/** The status of a condition: `Unknown` where there is none, `''` where none can be read. */
export function conditionStatus(object: JsonObject, type: string): string {
  const conditions = readConditions(object);
  if (!conditions) return '';
  return conditions.find((condition) => condition.type === type)?.status ?? 'Unknown';
}

/** Whether a value is a time as Kubernetes writes it. */
export function isTime(value: unknown): value is string {
  return typeof value === 'string' && TIME.test(value);
}

function readCondition(value: unknown): Condition | undefined {
  if (value === null) return { type: '', status: '', lastTransitionTime: null, reason: '' };
  if (!isObject(value)) return undefined;
  const text = (field: string) => value[field] ?? '';
  const [type, status, reason, message] = ['type', 'status', 'reason', 'message'].map(text);
  const time = value['lastTransitionTime'] ?? null;
  const generation = value['observedGeneration'] ?? 0;
  const texts = [type, status, reason, message];
  if (!texts.every((field): field is string => typeof field === 'string')) return undefined;
  if (time !== null && !isTime(time)) return undefined;
  if (typeof generation !== 'number' || !isInt64(generation)) return undefined;
  return {
    type: texts[0] as string,
    status: texts[1] as string,
    lastTransitionTime: time,
    reason: texts[2] as string,
    ...(texts[3] !== '' && { message: texts[3] as string }),
    ...(generation !== 0 && { observedGeneration: generation }),
  };
}
