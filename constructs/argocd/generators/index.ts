export {
  clusters,
  type ClusterParams,
  type ClustersOptions,
  type LabelRequirement,
} from './clusters';
export { list } from './list';
export { matrix } from './matrix';
