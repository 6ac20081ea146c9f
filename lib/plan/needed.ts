import { instancesOf, type FleetInputs } from './fleet';
import type { SourceRef, State } from './types';

/** The sources that a plan of these states will read, each repository and revision once. */
export function neededSources(states: readonly State[], inputs: FleetInputs = {}): SourceRef[] {
  const found = new Map<string, SourceRef>();
  for (const state of states) {
    for (const { sources } of instancesOf(state, inputs).instances) {
      for (const source of sources) {
        if (source.chart !== undefined || state.isHub?.(source)) continue;
        found.set(`${source.repoURL}\0${source.revision}`, source);
      }
    }
  }
  return [...found.values()];
}
