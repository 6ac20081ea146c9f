import { gobwasGlob } from '../../core/glob/gobwas';
import type { IgnoreDifference, ObjectKey } from '../../core';

/** The part of a rule that keeps it from an object, the first in this order. */
export type Mismatch = 'group' | 'kind' | 'name' | 'namespace';

/**
 * Whether Argo CD applies a rule to an object: group and kind are globs, a missing group is the core
 * group, name and namespace are exact or open, and the version is no part of it.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/util/argo/normalizers/diff_normalizer.go
 */
export function ruleMatches(rule: IgnoreDifference, key: ObjectKey): boolean {
  return mismatchOf(rule, key) === undefined;
}

/** What keeps a rule from an object; `undefined` where it applies. */
export function mismatchOf(rule: IgnoreDifference, key: ObjectKey): Mismatch | undefined {
  if (!fits(rule.group ?? '', key.group)) return 'group';
  if (!fits(rule.kind, key.kind)) return 'kind';
  if (rule.name && rule.name !== key.name) return 'name';
  if (rule.namespace && rule.namespace !== (key.namespace ?? '')) return 'namespace';
  return undefined;
}

function fits(pattern: string, text: string): boolean {
  if (/^[\w.-]*$/.test(pattern)) return pattern === text;
  return gobwasGlob(pattern, '')?.test(text) ?? false;
}
