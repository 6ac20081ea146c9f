export { readDefinitions, type ReadDefinitions } from './read-definitions';
export { uniqueKinds } from './unique';
export { writeImports } from './write-imports';
