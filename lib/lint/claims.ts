import { claimsOf, type DriftFacts } from '../drift';
import { perRun } from './context';

/** Scale paths, from the schemas of a run. */
export const driftFacts = perRun((context): DriftFacts => ({
  scalePathOf: (apiVersion, kind) =>
    context.kindOf({ apiVersion, kind })?.facts.scale?.specReplicasPath,
}));

/** What controllers will write in the set. */
export const claims = perRun((context) => [...claimsOf(context.set, driftFacts(context))]);
