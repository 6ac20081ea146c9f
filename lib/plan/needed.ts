import type { ClusterFacts } from '../render';
import { instancesOf, type GeneratorFacts } from './fleet';
import type { SourceRef, State } from './types';

/** The sources that a plan of these states will read, each repository and revision once. */
export function neededSources(
  states: readonly State[],
  clusters: readonly ClusterFacts[] | undefined,
  facts?: GeneratorFacts,
): SourceRef[] {
  const found = new Map<string, SourceRef>();
  for (const state of states) {
    for (const { sources } of instancesOf(state, clusters, facts).instances) {
      for (const source of sources) {
        if (source.tool !== undefined || state.isHub?.(source)) continue;
        found.set(`${source.repoURL}\0${source.revision}`, source);
      }
    }
  }
  return [...found.values()];
}
