import { compareBytes } from '../../../template/bytes';
import { STABLE_TIME, type Condition } from '../conditions';
import type { FunctionCondition } from '../protocol';
import type { ComposedResource } from './desired';

const SYSTEM_TYPES = ['Ready', 'Synced', 'Healthy', 'UpToDate', 'Responsive'];
const SHOWN = 3;

export function isSystemCondition(type: string): boolean {
  return SYSTEM_TYPES.includes(type);
}

export function conditionOf(
  type: string,
  status: string,
  reason: string,
  message?: string,
): Condition {
  const condition = { type, status, lastTransitionTime: STABLE_TIME, reason };
  return message ? { ...condition, message } : condition;
}

/** What functions set, but for the types that are Crossplane's. */
export function functionConditions(conditions: readonly FunctionCondition[]): Condition[] {
  return conditions
    .filter(({ type }) => !isSystemCondition(type))
    .map(({ type, status, reason, message }) => conditionOf(type, status, reason, message));
}

/** Names of the resources that no function has called ready, sorted. */
export function unreadyOf(composed: readonly Pick<ComposedResource, 'name' | 'ready'>[]): string[] {
  return composed
    .filter(({ ready }) => !ready)
    .map(({ name }) => name)
    .sort(compareBytes);
}

/** `Ready` of an XR: as a function said, else as its resources are. */
export function readyCondition(unready: readonly string[], said: boolean | undefined): Condition {
  if (said ?? unready.length === 0) return conditionOf('Ready', 'True', 'Available');
  const message = said === undefined ? `Unready resources: ${someOf(unready)}` : undefined;
  return conditionOf('Ready', 'False', 'Creating', message);
}

function someOf(names: readonly string[]): string {
  const first = names.slice(0, SHOWN);
  if (names.length > SHOWN) return `${first.join(', ')}, and ${names.length - SHOWN} more`;
  if (names.length < SHOWN) return first.join(', ');
  return `${first.slice(0, -1).join(', ')}, and ${first.at(-1)}`;
}
