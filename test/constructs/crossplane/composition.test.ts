import { Testing } from 'cdk8s';
import { Composition, format } from '../../../constructs/crossplane';
import * as rds from '../../../imports/aws/rds';
import { emitDocuments } from '../../../lib/core';
import { PostgresDatabase } from './sample';

test('compiles references, maps and formats of the design example', () => {
  const chart = Testing.chart();
  new Composition(chart, 'postgres-aws', {
    composite: PostgresDatabase.v1alpha1,
    compose(xr, add) {
      const instance = add('instance', rds.Instance, {
        spec: {
          forProvider: {
            region: xr.spec.region,
            engine: 'postgres',
            username: 'app',
            manageMasterUserPassword: true,
            storageEncrypted: true,
            allocatedStorage: xr.spec.storageGB,
            instanceClass: xr.spec.size.map({ small: 'db.t4g.medium', large: 'db.r7g.large' }),
            identifier: format`${xr.metadata.namespace}-${xr.metadata.name}`,
          },
        },
      });
      return { status: { endpoint: instance.status.atProvider.endpoint } };
    },
  });
  console.log(emitDocuments(Testing.synth(chart)));
});
