import type * as Paths from './deleted-paths';
import type * as Jq from './jq';

/* The functions of jq.ts and deleted-paths.ts. Loaded with the first expression: most inputs have none. */

export const compileJq: typeof Jq.compileJq = (text) => jq().compileJq(text);

export const deletePaths: typeof Jq.deletePaths = (...given) => jq().deletePaths(...given);

export const deletedPaths: typeof Paths.deletedPaths = (...given) => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const paths = require('./deleted-paths') as typeof Paths;
  return paths.deletedPaths(...given);
};

function jq(): typeof Jq {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./jq') as typeof Jq;
}
