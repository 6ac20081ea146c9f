import { compositeResource, stringEnum, Type, type CompositeRefs } from '../crossplane';
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
            description: 'AWS refuses to delete the instance while this is true.',
          }),
        },
        {
          'x-kubernetes-validations': [
            {
              rule: 'self.maxStorageGB * 10 >= self.storageGB * 11',
              message: 'maxStorageGB must be at least a tenth above storageGB',
            },
          ],
        },
      ),
      status: Type.Object({
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
