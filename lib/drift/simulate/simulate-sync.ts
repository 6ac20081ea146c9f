import type * as Simulate from './simulate';

/** As in `simulate.ts`, which is loaded with the first simulation: most runs have none. */
export const simulateSync: typeof Simulate.simulateSync = (...given) => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { simulateSync: simulate } = require('./simulate') as typeof Simulate;
  return simulate(...given);
};
