import { claimsOf, type DriftFacts } from '../drift';
import type { ApplicationSpec } from './applications';
import { perRun } from './context';
import { ownersOf } from './owners';

/** Scale paths from the schemas of a run, namespaces from its Applications, its targets. */
export const driftFacts = perRun((context): DriftFacts => {
  const { argocd, externalSecrets, kubernetes } = context.targets;
  return {
    scalePathOf: (apiVersion, kind) =>
      context.kindOf({ apiVersion, kind })?.facts.scale?.specReplicasPath,
    schemaOf: (apiVersion, kind) => context.kindOf({ apiVersion, kind }),
    namespaceOf: (manifest) =>
      context.kindOf(manifest)?.facts.scope === 'Cluster'
        ? undefined
        : namespaceOf(ownersOf(manifest, context)),
    targets: {
      ...(argocd !== undefined && { argocd }),
      ...(externalSecrets !== undefined && { externalSecrets }),
      ...(kubernetes !== undefined && { kubernetes }),
    },
  };
});

const namespaces = new WeakMap<readonly ApplicationSpec[], { readonly name?: string }>();

/** Where Applications put what has no namespace; `undefined` where they disagree. */
function namespaceOf(owners: readonly ApplicationSpec[]): string | undefined {
  let known = namespaces.get(owners);
  if (!known) {
    const [first, ...others] = owners;
    const same = others.every(({ namespace }) => namespace === first?.namespace);
    known = same && first?.namespace !== undefined ? { name: first.namespace } : {};
    namespaces.set(owners, known);
  }
  return known.name;
}

/** What controllers will write in the set. */
export const claims = perRun((context) => [...claimsOf(context.set, driftFacts(context))]);
