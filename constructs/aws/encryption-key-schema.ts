import { compositeResource, Type, type CompositeRefs } from '../crossplane';
import { made, onExternalDeletion, STOP } from './external-deletion';
import { environment, GROUP } from './shared';

/** The composite resource behind `EncryptionKey`. */
export const encryptionKey = compositeResource({
  group: GROUP,
  kind: 'EncryptionKey',
  scope: 'Namespaced',
  stateful: true,
  versions: {
    v1alpha1: {
      spec: Type.Object({
        environment,
        rotationDays: Type.Integer({
          default: 365,
          minimum: 90,
          maximum: 2560,
          description:
            'AWS makes new key material that often; what the old encrypted stays readable.',
        }),
        deletionWindowDays: Type.Integer({
          default: 30,
          minimum: 7,
          maximum: 30,
          description:
            'How long AWS keeps a key whose deletion was asked for. It can be cancelled.',
        }),
        onExternalDeletion: onExternalDeletion(
          ['stop', 'recreateEmpty'],
          `What to do when somebody schedules the deletion of the key in AWS. ${STOP} Once the deletion is cancelled in AWS, all is as before. recreateEmpty: another key is made, which opens nothing that this one closed, and the key is scheduled for deletion with the XR. There is no restore: AWS gives key material to nobody.`,
        ),
      }),
      status: Type.Object({
        arn: made('For fields that take a key.'),
        keyId: Type.Optional(Type.String()),
        alias: Type.Optional(Type.String({ description: 'alias/<namespace>/<name>.' })),
        replicas: Type.Optional(
          Type.Record(Type.String(), Type.String(), { description: 'ARNs by region.' }),
        ),
      }),
      additionalPrinterColumns: [{ name: 'ARN', type: 'string', jsonPath: '.status.arn' }],
    },
  },
});

/** The XR as its composition sees it. */
export type EncryptionKeyXr = CompositeRefs<typeof encryptionKey.v1alpha1>;
