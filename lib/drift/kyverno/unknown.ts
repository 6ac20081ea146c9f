/** What a program in a policy gives where it depends on more than the object: the cluster, a user. */
export const UNKNOWN = Symbol('unknown');

/** Whether a condition holds; `undefined` where nobody here can tell. */
export type Truth = boolean | undefined;

/** Whether all hold: one that does not decides it, whatever the others are. */
export function allOf(truths: Iterable<Truth>): Truth {
  let all: Truth = true;
  for (const truth of truths) {
    if (truth === false) return false;
    if (truth === undefined) all = undefined;
  }
  return all;
}

/** Whether one holds. */
export function anyOf(truths: Iterable<Truth>): Truth {
  let any: Truth = false;
  for (const truth of truths) {
    if (truth === true) return true;
    if (truth === undefined) any = undefined;
  }
  return any;
}
