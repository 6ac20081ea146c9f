import { formatPointer, type Pointer } from '../../core';
import { isMap } from '../values';
import { isLike } from './wildcard';

/** A field of an object that a patch writes, where Git writes something else. */
export interface Overwritten {
  readonly pointer: Pointer;
  /** The path in every element of the lists on the way; absent where there is none. */
  readonly jq?: string;
  readonly removes: boolean;
}

/**
 * The fields that `patchStrategicMerge` overwrites in `target`. Anchors decide which elements are
 * meant; what is only added where it is missing (`+(field)`) never overwrites.
 *
 * @see https://kyverno.io/docs/policy-types/cluster-policy/mutate/
 */
export function overwrittenBy(
  patch: unknown,
  target: unknown,
  start: readonly string[] = [],
): Overwritten[] {
  const found: Overwritten[] = [];
  const jq = start.map(field).join('');
  walk(patch, target, { tokens: start, jq, isListed: false }, found);
  return found;
}

interface Trail {
  readonly tokens: readonly (string | number)[];
  readonly jq: string;
  readonly isListed: boolean;
}

function walk(patch: unknown, target: unknown, trail: Trail, found: Overwritten[]): void {
  if (!isMap(patch) || !isMap(target)) return;
  const entries = Object.entries(patch);
  if (!entries.every(([key, pattern]) => isConditionTrue(key, pattern, target))) return;
  for (const [key, pattern] of entries) {
    if (isAnchored(key)) continue;
    const current = target[key];
    if (current === undefined || current === null) continue;
    const next = { ...trail, tokens: [...trail.tokens, key], jq: trail.jq + field(key) };
    if (isMap(pattern)) walk(pattern, current, next, found);
    else if (Array.isArray(pattern) && pattern.every(isMap)) {
      if (Array.isArray(current)) for (const one of pattern) inElements(one, current, next, found);
    } else if (JSON.stringify(pattern) !== JSON.stringify(current)) {
      found.push(place(next, pattern === null));
    }
  }
}

/** An element with a literal name means the element of that name; its name is not written. */
function inElements(
  pattern: Readonly<Record<string, unknown>>,
  elements: readonly unknown[],
  trail: Trail,
  found: Overwritten[],
): void {
  const { name = pattern['(name)'], ...rest } = pattern;
  const literal = typeof name === 'string' && !/\{\{|[*?|<>!]/.test(name) ? name : undefined;
  const jq =
    literal === undefined
      ? `${trail.jq}[]?`
      : `${trail.jq}[]? | select(.name == ${JSON.stringify(literal)}) | `;
  for (const [i, element] of elements.entries()) {
    if (literal !== undefined && isMap(element) && element['name'] !== literal) continue;
    walk(rest, element, { tokens: [...trail.tokens, i], jq, isListed: true }, found);
  }
}

function place({ tokens, jq, isListed }: Trail, removes: boolean): Overwritten {
  return { pointer: formatPointer(tokens), ...(isListed && { jq }), removes };
}

const ANCHOR = /^([+<=X^]?)\((.*)\)$/;

function isAnchored(key: string): boolean {
  return ANCHOR.test(key);
}

/** Whether `(key): pattern` holds for the target; what cannot be told from here holds. */
function isConditionTrue(
  key: string,
  pattern: unknown,
  target: Readonly<Record<string, unknown>>,
): boolean {
  const [, sign, name = ''] = ANCHOR.exec(key) ?? [];
  if (sign === undefined || sign === '+') return true;
  const value = target[name];
  if (sign === 'X') return value === undefined;
  if (sign === '=' && value === undefined) return true;
  if (value === undefined) return false;
  if (isMap(pattern)) {
    return (
      isMap(value) &&
      Object.entries(pattern).every(([k, p]) =>
        isConditionTrue(isAnchored(k) ? k : `(${k})`, p, value),
      )
    );
  }
  if (typeof pattern !== 'string' || pattern.includes('{{')) return true;
  return pattern.split('|').some((one) => isAlternative(one.trim(), String(value)));
}

function isAlternative(pattern: string, value: string): boolean {
  if (/^[<>]|\d-\d/.test(pattern)) return true;
  return pattern.startsWith('!') ? !isLike(pattern.slice(1), value) : isLike(pattern, value);
}

function field(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
