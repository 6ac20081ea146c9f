import { compositeResource, Type } from '../crossplane';
import { environment, GROUP } from './shared';

/** The composite resource behind `Bucket`. */
export const bucket = compositeResource({
  group: GROUP,
  kind: 'Bucket',
  scope: 'Namespaced',
  stateful: true,
  versions: {
    v1alpha1: {
      spec: Type.Object({ environment }),
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
