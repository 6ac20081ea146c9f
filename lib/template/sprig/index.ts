import type { FunctionSet } from '../functions';

/** sprig 3.3.0. */
export const sprig: FunctionSet = { name: 'sprig', functions: {} };
