import type * as Evaluate from './evaluate';

/** A machine that runs a program. Loaded with the first: most inputs have no expression to run. */
export function newMachine(): Evaluate.Machine {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Machine } = require('./evaluate') as typeof Evaluate;
  return new Machine();
}
