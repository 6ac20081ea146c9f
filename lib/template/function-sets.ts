import { argocd } from './argocd';
import { externalSecrets } from './external-secrets';
import type { FunctionSet } from './functions';
import { goTemplating } from './go-templating';
import { sprig } from './sprig';

/** What templates of an ApplicationSet may call: sprig, and what Argo CD adds. */
export const argocdFunctions: readonly FunctionSet[] = [sprig, argocd];

/**
 * What templates of an ExternalSecret may call. There the data is a `map[string]string`, the option
 * is `missingkey=error`, and the name is the key that the template writes.
 */
export const externalSecretsFunctions: readonly FunctionSet[] = [sprig, externalSecrets];

/**
 * What templates of function-go-templating may call; there the name is `manifests`, and the data a
 * request of a composition function, which `goTemplatingData` reads.
 */
export const goTemplatingFunctions: readonly FunctionSet[] = [goTemplating, sprig];

/** Names in the sets whose functions give something else each time: `now`, `uuidv4`. */
export function namesThatChange(sets: readonly FunctionSet[]): string[] {
  return sets.flatMap(({ functions }) =>
    Object.entries(functions).flatMap(([name, { asks }]) => (asks ? [name] : [])),
  );
}
