export type { Path } from './deleted-paths';
export type { CompiledJq, Deleted, JqProblem } from './jq';
export { compileJq, deletedPaths, deletePaths } from './lazy';
