import { withStages } from './check-settings';
import type { AwsCompositionProps, AwsEnvironment } from './shared';

/** What differs between stages. */
export interface BucketStage {
  /** Days for which a replaced or deleted object can be brought back. */
  readonly noncurrentDays: number;
}

export interface BucketCompositionProps extends AwsCompositionProps {
  /**
   * In front of the XR's uid, which makes the name unique in the world: at most 26 lower-case
   * letters, digits and dashes. Default: `bucket`.
   */
  readonly namePrefix?: string;
  /** Default: {@link BUCKET_STAGES}. */
  readonly stages?: Partial<Readonly<Record<AwsEnvironment, Partial<BucketStage>>>>;
  /** Days after which parts of an upload that was never finished are removed. Default: 7. */
  readonly abortUploadsAfterDays?: number;
  /** Where S3 writes access logs, under the bucket's name. Default: nowhere. */
  readonly accessLogs?: { readonly bucket: string };
}

/** Retention by stage. */
export const BUCKET_STAGES: Readonly<Record<AwsEnvironment, BucketStage>> = {
  dev: { noncurrentDays: 7 },
  staging: { noncurrentDays: 30 },
  production: { noncurrentDays: 90 },
};

/** {@link BUCKET_STAGES} with what the platform says otherwise. */
export function bucketStagesOf(said: BucketCompositionProps['stages'] = {}) {
  return withStages(BUCKET_STAGES, said);
}
