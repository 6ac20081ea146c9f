export type { Crd, CrdVersion, Problem } from './crd';
export { definitionsIn, type Definition } from './definitions';
export { definitionsOf } from './expand';
export { unpackFacts, type Facts } from './facts';
export type { SchemaTable } from './schema';
export { fileName, importedFiles, type Imported, type ImportedGroup } from './write-imports';
