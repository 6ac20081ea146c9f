import { compilePattern } from '../../lib/schema';
import { ArgoCdError } from './errors';
import type { Text } from './params';

/** Conditions of which each text that ends in `Match` is a regular expression of Go. */
export type HostFilters = readonly Readonly<Record<string, Text | readonly Text[] | undefined>>[];

/**
 * @throws {ArgoCdError} `ARGOCD_GENERATOR_INVALID` for an expression that Go cannot read, over which
 *   Argo CD freezes the whole ApplicationSet.
 */
export function checkFilters(what: string, filters: HostFilters = []): void {
  for (const [key, value] of filters.flatMap((filter) => Object.entries(filter))) {
    const text = typeof value === 'string' && !value.includes('{{') ? value : '';
    if (!key.endsWith('Match') || compilePattern(text)) continue;
    throw new ArgoCdError(
      'ARGOCD_GENERATOR_INVALID',
      `the ${key} '${text}' of ${what} is no regular expression of Go`,
      'write one without lookaround and back references',
    );
  }
}
