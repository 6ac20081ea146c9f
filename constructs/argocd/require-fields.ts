import { requireFieldsOf, type Since } from '../require-fields';
import type { Targets } from '../targets';
import { GENERATOR } from './since';

/**
 * Refuses fields and values that the declared Argo CD does not have yet.
 *
 * @param place what `spec` is of, for messages: `Application 'web'`.
 * @throws {TargetError} `TARGET_TOO_OLD` with the field, and the version that brought it.
 */
export function requireFields(
  targets: Targets | undefined,
  table: readonly Since[],
  spec: unknown,
  place: string,
): void {
  requireFieldsOf('argocd', targets, table, spec, place);
}

/** The same for generators, those in a matrix or a merge included. */
export function requireGenerators(
  targets: Targets | undefined,
  generators: readonly unknown[],
  place: string,
): void {
  if (targets?.argocd === undefined) return;
  for (const generator of generators) {
    requireFields(targets, GENERATOR, generator, place);
    const { matrix, merge } = record(generator);
    for (const combination of [matrix, merge]) {
      const children = record(combination)['generators'];
      if (Array.isArray(children)) requireGenerators(targets, children, place);
    }
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
