export { deletedPaths, type Path } from './deleted-paths';
export { compileJq, deletePaths, type CompiledJq, type Deleted, type JqProblem } from './jq';
