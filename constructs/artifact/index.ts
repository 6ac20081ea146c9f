export { Artifact, type ArtifactProps, type DirectoryProps } from './artifact';
export { ArtifactError } from './errors';
export type { ArtifactSource, SourceOptions } from './source';
