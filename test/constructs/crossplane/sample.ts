import { compositeResource, stringEnum, Type } from '../../../constructs/crossplane';

/** The database of most tests: an enum, a defaulted integer, a nested object, a map, a list. */
export const PostgresDatabase = compositeResource({
  group: 'platform.kaval.io',
  kind: 'PostgresDatabase',
  scope: 'Namespaced',
  versions: {
    v1alpha1: {
      spec: Type.Object({
        storageGB: Type.Integer({ minimum: 20, default: 50 }),
        size: stringEnum(['small', 'large']),
        region: Type.String(),
        ratio: Type.Optional(Type.Number()),
        backup: Type.Object({
          days: Type.Integer({ default: 7 }),
          encrypted: Type.Boolean({ default: true }),
        }),
        tags: Type.Optional(Type.Record(Type.String(), Type.String())),
        subnets: Type.Optional(Type.Array(Type.String())),
      }),
      status: Type.Object({
        endpoint: Type.Optional(Type.String()),
        port: Type.Optional(Type.Integer()),
        secret: Type.Optional(Type.Object({ arn: Type.Optional(Type.String()) })),
      }),
    },
  },
});
