import type { Manifest } from '../core';

/**
 * Annotation that takes an object out of rules: their ids, separated by commas, each with a reason
 * behind a colon if one is given. It holds for the object that carries it, for nothing else.
 *
 * ```yaml
 * annotations:
 *   cdk8s-gitops/lint-ignore: 'default-project: sandbox only, plain-secret'
 * ```
 */
export const IGNORE_ANNOTATION = 'cdk8s-gitops/lint-ignore';

/** Rules that a manifest opts out of; `*` is every rule. */
export function suppressedIn({ metadata }: Manifest): readonly string[] {
  const text: unknown = metadata.annotations?.[IGNORE_ANNOTATION];
  if (typeof text !== 'string') return [];
  return text
    .split(',')
    .map((part) => part.split(':', 1)[0]?.trim() ?? '')
    .filter((id) => id !== '');
}
