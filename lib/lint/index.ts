export * from './lint';
export * from './rules';
export { categories, rule, type Category, type Finding, type Rule } from './rule';
export type { ArtifactFolder, Targets } from './context';
export type { Deprecation, SchemaOptions, SchemaSource } from './schema-source';
export * from './pipeline';
export { IGNORE_ANNOTATION } from './suppression';
export { kustomizationFile, type KustomizationFile } from './kustomization-file';
