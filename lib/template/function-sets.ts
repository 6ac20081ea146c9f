import { argocd } from './argocd';
import type { FunctionSet } from './functions';
import { sprig } from './sprig';

/** What templates of an ApplicationSet may call: sprig, and what Argo CD adds. */
export const argocdFunctions: readonly FunctionSet[] = [sprig, argocd];

/** Names in the sets whose functions give something else each time: `now`, `uuidv4`. */
export function namesThatChange(sets: readonly FunctionSet[]): string[] {
  return sets.flatMap(({ functions }) =>
    Object.entries(functions).flatMap(([name, { asks }]) => (asks ? [name] : [])),
  );
}
