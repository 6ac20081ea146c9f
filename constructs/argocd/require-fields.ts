import { requireTarget, type Targets } from '../targets';
import { GENERATOR, type Since } from './since';

/**
 * Refuses fields and values that the declared Argo CD does not have yet: its API server would drop
 * the field without a word, and the manifest mean something else.
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
  if (targets?.argocd === undefined) return;
  for (const { since, at, value } of table) {
    for (const found of placesOf(spec, at.split('/'))) {
      if (value && !(typeof found.value === 'string' && value.test(found.value))) continue;
      const what = value ? `'${String(found.value)}' in ${found.path}` : found.path;
      requireTarget(targets, 'argocd', since, `${what} of ${place}`);
    }
  }
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

interface Place {
  readonly path: string;
  readonly value: unknown;
}

function placesOf(value: unknown, steps: readonly string[], path = ''): readonly Place[] {
  const [step, ...others] = steps;
  if (value === undefined) return [];
  if (step === undefined) return [{ path, value }];
  if (step !== '*') {
    return placesOf(record(value)[step], others, path === '' ? step : `${path}.${step}`);
  }
  const items = Array.isArray(value) ? (value as unknown[]) : [];
  return items.flatMap((item, i) => placesOf(item, others, `${path}[${i}]`));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
