export type { Child, KindFacts, Node, Scale, SchemaTable, Scope } from '../generate/schema';
export { awsDefinitions, awsServices } from './aws';
export { deprecations, type Deprecation } from './deprecations';
export {
  findKind,
  kindsOf,
  knownGroups,
  kubernetesReleases,
  servedVersions,
  type FoundKind,
  type SchemaOptions,
} from './find';
