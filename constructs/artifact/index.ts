export { Artifact, type ArtifactProps, type DirectoryProps } from './artifact';
export { ArtifactError } from './errors';
export { shardOf } from './shard-of';
export type { ArtifactSource, SourceOptions } from './source';
