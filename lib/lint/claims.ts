import { claimsOf } from '../drift';
import { perRun } from './context';

/** What controllers will write in the set, scale paths taken from the schemas of a run too. */
export const claims = perRun((context) => [
  ...claimsOf(context.set, {
    scalePathOf: (apiVersion, kind) =>
      context.kindOf({ apiVersion, kind })?.facts.scale?.specReplicasPath,
  }),
]);
