export { ClusterUsage } from './cluster-usage';
export { UsageError } from './errors';
export type { ResourceRef } from './resource';
export { Usage } from './usage';
export type { ClusterUsageProps, UsageProps } from './usage-props';
