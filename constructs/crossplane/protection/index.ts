export { ClusterUsage } from './cluster-usage';
export { UsageError } from './errors';
export { LegacyUsage, type LegacyUsageProps } from './legacy-usage';
export type { ResourceRef } from './resource';
export { Usage } from './usage';
export type { ClusterUsageProps, UsageProps } from './usage-props';
