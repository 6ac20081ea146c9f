export {
  clusters,
  type ClusterParams,
  type ClustersOptions,
  type FlatClusterParams,
  type LabelRequirement,
} from './clusters';
export { gitDirectories, type GitDirectoriesOptions, type GitOptions } from './git-directories';
export { gitFiles, type GitFilesOptions } from './git-files';
export { list } from './list';
export { matrix } from './matrix';
export { merge, type Merged, type MergeOptions } from './merge';
