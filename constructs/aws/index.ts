export { Bucket } from './bucket';
export { BUCKET_STAGES, type BucketCompositionProps, type BucketStage } from './bucket-settings';
export { AwsSettingError } from './check-settings';
export { EksCluster } from './eks/eks-cluster';
export {
  EKS_INSTANCE_TYPES,
  EKS_STAGES,
  type EksAddon,
  type EksAddonName,
  type EksClusterCompositionProps,
  type EksNodeGroup,
  type EksSize,
  type EksStage,
} from './eks/settings';
export { EncryptionKey } from './encryption-key';
export type { EncryptionKeyCompositionProps } from './encryption-key-composition';
export { NetworkError } from './network/cidr';
export { Network } from './network/network';
export {
  NETWORK_PREFIXES,
  NETWORK_STAGES,
  type NetworkAccess,
  type NetworkCompositionProps,
  type NetworkStage,
} from './network/settings';
export type { OnExternalDeletion } from './external-deletion';
export type { KeyPolicy } from './key-policy';
export { PostgresInstance } from './postgres-instance';
export {
  POSTGRES_INSTANCE_CLASSES,
  POSTGRES_STAGES,
  type PostgresCompositionProps,
  type PostgresSize,
  type PostgresStage,
} from './postgres-settings';
export { ClusterVending } from './vending/cluster-vending';
export type { ArgoCdOnAws, ClusterVendingCompositionProps } from './vending/settings';
export type { AwsCompositionProps, AwsEnvironment } from './shared';
