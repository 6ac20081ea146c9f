import { claimsOf, type DriftFacts } from '../drift';
import { perRun } from './context';
import { ownersOf } from './owners';

/** Scale paths from the schemas of a run, namespaces from its Applications, its targets. */
export const driftFacts = perRun((context): DriftFacts => {
  const { argocd, externalSecrets, kubernetes } = context.targets;
  return {
    scalePathOf: (apiVersion, kind) =>
      context.kindOf({ apiVersion, kind })?.facts.scale?.specReplicasPath,
    namespaceOf: (manifest) => {
      if (context.kindOf(manifest)?.facts.scope === 'Cluster') return undefined;
      const [first, ...others] = ownersOf(manifest, context);
      return others.every(({ namespace }) => namespace === first?.namespace)
        ? first?.namespace
        : undefined;
    },
    targets: {
      ...(argocd !== undefined && { argocd }),
      ...(externalSecrets !== undefined && { externalSecrets }),
      ...(kubernetes !== undefined && { kubernetes }),
    },
  };
});

/** What controllers will write in the set. */
export const claims = perRun((context) => [...claimsOf(context.set, driftFacts(context))]);
