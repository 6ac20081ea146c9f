import { format, optional } from '../../../constructs/crossplane';
import * as rds from '../../../imports/aws/rds';
import { valueAt } from '../../../lib/core';
import { templates } from './support';

test('an optional reference holds what is given until there is something to read', () => {
  const [template] = templates((xr, add) => {
    add('instance', rds.Instance, {
      spec: {
        managementPolicies: optional(
          format`${xr.spec.size} ${xr.status.endpoint}`.match<readonly ('Observe' | '*')[]>(
            [['^small ', ['Observe']]],
            ['*'],
          ),
          ['*'],
        ),
        initProvider: optional(
          format`{"engine":"${xr.status.endpoint}"}`.asObject<rds.InstanceSpecInitProvider>(),
          { engine: 'postgres', allocatedStorage: xr.spec.storageGB },
        ),
        forProvider: { region: 'eu-west-1', instanceClass: 'db.t4g.medium' },
      },
    });
    return {};
  });
  expect(valueAt(template?.base, '/spec/managementPolicies')).toEqual(['*']);
  expect(valueAt(template?.base, '/spec/initProvider')).toEqual({ engine: 'postgres' });
  const toInit = template?.patches?.map(({ toFieldPath, transforms, policy }) => ({
    toFieldPath,
    last: (transforms as readonly unknown[] | undefined)?.at(-1),
    policy,
  }));
  expect(toInit?.slice(1)).toEqual([
    { toFieldPath: 'spec.initProvider.allocatedStorage', last: undefined, policy: undefined },
    {
      toFieldPath: 'spec.initProvider',
      last: { type: 'convert', convert: { toType: 'object', format: 'json' } },
      policy: undefined,
    },
  ]);
});
