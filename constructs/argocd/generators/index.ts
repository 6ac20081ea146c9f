export {
  clusters,
  type ClusterParams,
  type ClustersOptions,
  type FlatClusterParams,
  type LabelRequirement,
} from './clusters';
export {
  clusterDecisions,
  type ClusterDecisionParams,
  type ClusterDecisionsOptions,
} from './cluster-decisions';
export { elementsYaml, type ElementsYaml } from './elements-yaml';
export { gitDirectories, type GitDirectoriesOptions, type GitOptions } from './git-directories';
export { gitFiles, type GitFilesOptions } from './git-files';
export { list } from './list';
export { matrix } from './matrix';
export { merge, type Merged, type MergeOptions } from './merge';
export {
  ociDirectories,
  type ArtifactDirectoriesOptions,
  type ArtifactPath,
  type OciDirectoriesOptions,
  type OciOptions,
} from './oci-directories';
export { ociFiles, type OciFilesOptions } from './oci-files';
export { plugin, type PluginOptions, type PluginParams } from './plugin';
export { pullRequests, type PullRequestParams, type PullRequestsOptions } from './pull-requests';
export { scmProvider, type ScmProviderOptions, type ScmProviderParams } from './scm-provider';
