import { compositeResource, stringEnum, Type, type CompositeRefs } from '../crossplane';
import { onExternalDeletion, STOP } from './external-deletion';
import { environment, GROUP } from './shared';

const IMMUTABLE = (what: string) => ({
  'x-kubernetes-validations': [
    { rule: 'self == oldSelf', message: `${what} cannot be changed once the database exists` },
  ],
});

/** The composite resource behind `PostgresInstance`. */
export const postgresInstance = compositeResource({
  group: GROUP,
  kind: 'PostgresInstance',
  scope: 'Namespaced',
  stateful: true,
  versions: {
    v1alpha1: {
      spec: Type.Object(
        {
          environment,
          size: stringEnum(['small', 'medium', 'large'], {
            default: 'small',
            description: 'Picks the instance class.',
          }),
          version: stringEnum(['14', '15', '16', '17', '18'], {
            default: '17',
            description: 'Major version. AWS applies minor versions in the maintenance window.',
            ...IMMUTABLE('the major version'),
          }),
          database: Type.String({
            default: 'app',
            pattern: '^[a-z][a-z0-9_]{0,62}$',
            description: 'Name of the first database.',
            ...IMMUTABLE('the name of the database'),
          }),
          storageGB: Type.Integer({
            default: 50,
            minimum: 20,
            maximum: 65536,
            description: 'Size at creation; AWS grows it up to maxStorageGB.',
          }),
          maxStorageGB: Type.Integer({
            default: 500,
            minimum: 22,
            maximum: 65536,
            description: 'Ceiling of storage autoscaling, at least a tenth above storageGB.',
          }),
          deletionProtection: Type.Boolean({
            default: true,
            description:
              'While this is true AWS refuses to delete the instance, and it outlives the XR. Otherwise it is deleted with the XR and leaves a final snapshot.',
          }),
          onExternalDeletion: onExternalDeletion(
            ['stop', 'restore', 'recreateEmpty'],
            `What to do when somebody deletes the instance in AWS. ${STOP} restore: it is made again from its retained automated backups, as of the last minutes. recreateEmpty: it is made again, empty.`,
          ),
        },
        {
          'x-kubernetes-validations': [
            {
              rule: 'self.maxStorageGB * 10 >= self.storageGB * 11',
              message: 'maxStorageGB must be at least a tenth above storageGB',
            },
            {
              rule: "self.deletionProtection || self.onExternalDeletion != 'stop'",
              message:
                'an instance without deletionProtection cannot stop: write onExternalDeletion: restore or recreateEmpty too',
            },
          ],
        },
      ),
      status: Type.Object({
        resourceId: Type.Optional(
          Type.String({ description: 'By which its automated backups are found: db-….' }),
        ),
        host: Type.Optional(Type.String()),
        port: Type.Optional(Type.Integer()),
        keyArn: Type.Optional(Type.String({ description: 'KMS key of storage and password.' })),
        passwordSecretArn: Type.Optional(
          Type.String({ description: 'Secret that AWS keeps and rotates; never its value.' }),
        ),
      }),
      connection: ['host', 'port', 'database', 'username', 'password', 'url'],
      additionalPrinterColumns: [
        { name: 'HOST', type: 'string', jsonPath: '.status.host' },
        { name: 'SIZE', type: 'string', jsonPath: '.spec.size' },
      ],
    },
  },
});

/** The XR as its composition sees it. */
export type PostgresXr = CompositeRefs<typeof postgresInstance.v1alpha1>;
