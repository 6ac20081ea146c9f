import type { Construct } from 'constructs';
import * as kms from '../../imports/aws/kms';
import * as s3 from '../../imports/aws/s3';
import {
  type Add,
  type CompositeRefs,
  Composition,
  format,
  formatJson,
  lasting,
} from '../crossplane';
import { bucket } from './bucket-schema';
import { bucketStagesOf, type BucketCompositionProps } from './bucket-settings';
import { KEEP, lockedOnce, PLAIN, syncedAndReady } from './external-deletion';
import { checkSetting } from './check-settings';
import { byEnvironment, tagsOf } from './shared';

type Xr = CompositeRefs<typeof bucket.v1alpha1>;

/** Composes an S3 bucket with its key and everything that makes it safe. */
export function composeBucket(
  scope: Construct,
  id: string,
  props: BucketCompositionProps & { readonly name: string },
) {
  return new Composition(scope, id, {
    metadata: { name: props.name },
    composite: bucket.v1alpha1,
    compose(xr, add) {
      const { region, providerConfigRef } = props;
      checkNamePrefix(props);
      const tags = tagsOf(xr, props.tags);
      const mode = xr.spec.onExternalDeletion;
      const key = add(
        'key',
        kms.Key,
        {
          spec: {
            providerConfigRef,
            managementPolicies: lockedOnce(mode, xr.status.keyArn, KEEP),
            forProvider: {
              region,
              description: format`Bucket ${xr.metadata.namespace}/${xr.metadata.name}`,
              enableKeyRotation: true,
              deletionWindowInDays: 30,
              tags,
            },
          },
        },
        { readiness: syncedAndReady },
      );
      const made = add(
        'bucket',
        s3.Bucket,
        {
          metadata: { annotations: { 'crossplane.io/external-name': nameOf(xr, props) } },
          spec: {
            providerConfigRef,
            managementPolicies: lockedOnce(mode, xr.status.arn, PLAIN),
            forProvider: { region, forceDestroy: false, tags },
          },
        },
        { readiness: syncedAndReady },
      );
      addAccess(xr, add, props);
      addData(xr, add, props);
      return {
        status: lasting(xr.status, {
          bucket: made.status.atProvider.id,
          arn: made.status.atProvider.arn,
          keyArn: key.status.atProvider.arn,
        }),
        connection: { bucket: xr.status.bucket, arn: xr.status.arn, region },
      };
    },
  });
}

/** @throws {AwsSettingError} for what no name of a bucket begins with; 63 characters are all there is. */
function checkNamePrefix({ namePrefix = 'bucket' }: BucketCompositionProps): void {
  checkSetting(
    /^[a-z0-9][a-z0-9-]{0,25}$/.test(namePrefix) && !namePrefix.startsWith('xn--'),
    `namePrefix is '${namePrefix}', which S3 refuses in front of a uid`,
    'write at most 26 lower-case letters, digits and dashes',
  );
}

/** Names of buckets are global; the uid is unique where one platform serves several clusters. */
function nameOf(xr: Xr, { namePrefix = 'bucket' }: BucketCompositionProps) {
  return format`${namePrefix}-${xr.metadata.uid}`;
}

/**
 * What every part of the bucket has. Parts outlive the XR with the bucket that they guard: S3 keeps
 * a bucket that is not empty, and it must not stay behind unlocked.
 */
function partOf({ region, providerConfigRef }: BucketCompositionProps) {
  return {
    spec: { providerConfigRef, managementPolicies: KEEP },
    forProvider: { region, bucketSelector: { matchControllerRef: true } },
  };
}

/** Nobody from outside, no ACLs, TLS only. */
function addAccess(xr: Xr, add: Add, props: BucketCompositionProps) {
  const { spec, forProvider } = partOf(props);
  add('public-access-block', s3.BucketPublicAccessBlock, {
    spec: {
      ...spec,
      forProvider: {
        ...forProvider,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
    },
  });
  add('ownership', s3.BucketOwnershipControls, {
    spec: {
      ...spec,
      forProvider: { ...forProvider, rule: { objectOwnership: 'BucketOwnerEnforced' } },
    },
  });
  const arn = format`arn:${props.partition ?? 'aws'}:s3:::${nameOf(xr, props)}`;
  const policy = formatJson({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'DenyInsecureTransport',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [arn, format`${arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });
  add('policy', s3.BucketPolicy, { spec: { ...spec, forProvider: { ...forProvider, policy } } });
}

/** Encrypted, versioned, tidied up and, if wanted, logged. */
function addData(xr: Xr, add: Add, props: BucketCompositionProps) {
  const { spec, forProvider } = partOf(props);
  const kmsMasterKeyIdSelector = { matchControllerRef: true };
  add('encryption', s3.BucketServerSideEncryptionConfiguration, {
    spec: {
      ...spec,
      forProvider: {
        ...forProvider,
        rule: [
          {
            bucketKeyEnabled: true,
            applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyIdSelector },
          },
        ],
      },
    },
  });
  add('versioning', s3.BucketVersioning, {
    spec: {
      ...spec,
      forProvider: { ...forProvider, versioningConfiguration: { status: 'Enabled' } },
    },
  });
  const noncurrentDays = byEnvironment(
    xr.spec.environment,
    bucketStagesOf(props.stages),
    'noncurrentDays',
  );
  add('lifecycle', s3.BucketLifecycleConfiguration, {
    spec: {
      ...spec,
      forProvider: {
        ...forProvider,
        rule: [
          {
            id: 'tidy',
            status: 'Enabled',
            filter: [{ prefix: '' }],
            abortIncompleteMultipartUpload: [
              { daysAfterInitiation: props.abortUploadsAfterDays ?? 7 },
            ],
            noncurrentVersionExpiration: [{ noncurrentDays }],
            expiration: [{ expiredObjectDeleteMarker: true }],
          },
        ],
      },
    },
  });
  if (!props.accessLogs) return;
  add('logging', s3.BucketLogging, {
    spec: {
      ...spec,
      forProvider: {
        ...forProvider,
        targetBucket: props.accessLogs.bucket,
        targetPrefix: format`${nameOf(xr, props)}/`,
      },
    },
  });
}
