import { compositeResource, Type } from '../crossplane';
import { onExternalDeletion, STOP } from './external-deletion';
import { environment, GROUP } from './shared';

/** The composite resource behind `Bucket`. */
export const bucket = compositeResource({
  group: GROUP,
  kind: 'Bucket',
  scope: 'Namespaced',
  stateful: true,
  versions: {
    v1alpha1: {
      spec: Type.Object({
        environment,
        onExternalDeletion: onExternalDeletion(
          ['stop', 'recreateEmpty'],
          `What to do when somebody deletes the bucket in AWS. ${STOP} recreateEmpty: it is made again, empty, and is deleted with the XR once it is empty. There is no restore: S3 keeps no copy of a deleted bucket.`,
        ),
      }),
      status: Type.Object({
        bucket: Type.Optional(Type.String({ description: 'Name in S3.' })),
        arn: Type.Optional(Type.String()),
        keyArn: Type.Optional(Type.String({ description: 'KMS key of the objects.' })),
      }),
      connection: ['bucket', 'arn', 'region'],
      additionalPrinterColumns: [{ name: 'BUCKET', type: 'string', jsonPath: '.status.bucket' }],
    },
  },
});
