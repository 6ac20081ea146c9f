export { Bucket } from './bucket';
export { BUCKET_STAGES, type BucketCompositionProps, type BucketStage } from './bucket-settings';
export { PostgresInstance } from './postgres-instance';
export {
  INSTANCE_CLASSES,
  STAGES,
  type PostgresCompositionProps,
  type PostgresSize,
  type PostgresStage,
} from './postgres-settings';
export type { AwsCompositionProps, Environment } from './shared';
