import { Chart, Testing } from 'cdk8s';
import { Bucket, EncryptionKey, PostgresInstance } from '../../../constructs/aws';
import { valueAt, type Manifest } from '../../../lib/core';
import type { CompositeRendering } from '../../../lib/testing';
import { expectGolden, reviewed } from './golden';
import { deedOf } from './provider';
import { unresolved } from './selectors';
import { composedOf, conditions, nameOf, readiness, stagesOf } from './stages';

const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1';

const postgres = stagesOf({
  definition: (scope) => PostgresInstance.definition(scope),
  composition: (scope) =>
    PostgresInstance.composition(scope, 'postgres', {
      region: 'eu-west-1',
      subnets: { subnetIds: ['subnet-a', 'subnet-b'] },
      securityGroups: { vpcSecurityGroupIds: ['sg-db'] },
      secretStore: { kind: 'ClusterSecretStore', name: 'aws' },
    }),
});

const bucket = stagesOf({
  definition: (scope) => Bucket.definition(scope),
  composition: (scope) => Bucket.composition(scope, 'bucket', { region: 'eu-west-1' }),
});

const key = stagesOf({
  definition: (scope) => EncryptionKey.definition(scope),
  composition: (scope) =>
    EncryptionKey.composition(scope, 'key', {
      region: 'eu-west-1',
      replicaRegions: ['eu-central-1'],
    }),
});

function xrOf(kind: string, spec: object): Manifest {
  return {
    apiVersion: 'aws.cdk8s-gitops.dev/v1alpha1',
    kind,
    metadata: { name: 'orders', namespace: 'shop', uid: 'f70ef0ce-2b73-5b7b-a497-0ba62f7c6f04' },
    spec: { environment: 'production', ...spec },
  };
}

const IN_RDS = {
  resourceId: 'db-ABC',
  address: 'pg.rds.amazonaws.com',
  port: 5432,
  masterUserSecret: [{ secretArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds!1' }],
};
const WITH_RDS = {
  key: { atProvider: { arn: ARN } },
  instance: { atProvider: IN_RDS },
};
const IN_S3 = { id: 'bucket-1', arn: 'arn:aws:s3:::bucket-1' };
const WITH_S3 = { key: { atProvider: { arn: ARN } }, bucket: { atProvider: IN_S3 } };

/** As the provider leaves it when the resource is gone: the last status, ready, but not synced. */
const gone = (atProvider: object) => ({
  ...conditions({ Synced: false, Ready: true }),
  atProvider,
});

const origin = (stage: CompositeRendering) =>
  valueAt(composedOf(stage, 'instance'), '/spec/initProvider');
const SIZE = { engineVersion: '17', allocatedStorage: 50 };
const EMPTY = { ...SIZE, dbName: 'app' };
const RESTORED = {
  ...SIZE,
  restoreToPointInTime: { sourceDbiResourceId: 'db-ABC', useLatestRestorableTime: true },
};

describe.each([
  {
    mode: 'stop, which is the default',
    spec: {},
    lost: 'refuses',
    from: EMPTY,
    withXr: 'leaves it',
  },
  {
    mode: 'restore',
    spec: { onExternalDeletion: 'restore' },
    lost: 'creates',
    from: RESTORED,
    withXr: 'leaves it',
  },
  {
    mode: 'restore without protection',
    spec: { onExternalDeletion: 'restore', deletionProtection: false },
    lost: 'creates',
    from: RESTORED,
    withXr: 'deletes',
  },
  {
    mode: 'recreateEmpty',
    spec: { onExternalDeletion: 'recreateEmpty' },
    lost: 'creates',
    from: EMPTY,
    withXr: 'leaves it',
  },
  {
    mode: 'recreateEmpty without protection',
    spec: { onExternalDeletion: 'recreateEmpty', deletionProtection: false },
    lost: 'creates',
    from: EMPTY,
    withXr: 'deletes',
  },
])('a PostgresInstance that says $mode', ({ spec, lost, from, withXr }) => {
  const xr = xrOf('PostgresInstance', spec);
  const stages = postgres.create(xr, WITH_RDS);
  const ready = stages.at(-1) as CompositeRendering;
  const settled = postgres.again(xr, ready, {
    key: { ...conditions({ Synced: true, Ready: true }), ...WITH_RDS.key },
    instance: { ...conditions({ Synced: true, Ready: true }), ...WITH_RDS.instance },
  });

  it('is made, empty, once its key is known', () => {
    const [fresh, ...others] = stages;
    expect(fresh?.composed.map(nameOf)).not.toContain('instance');
    const creating = others.find(({ composed }) => composed.map(nameOf).includes('instance'));
    if (!creating) throw new Error('it is never made');
    expect(deedOf(composedOf(creating, 'instance'), { inAws: false })).toBe('creates');
    expect(origin(creating)).toEqual(EMPTY);
  });

  it('is kept as it is said to be while it is ready', () => {
    expect(readiness(settled)).toBe('Available');
    expect(deedOf(composedOf(settled, 'instance'), { inAws: true })).toBe('observes and updates');
  });

  const after = postgres.again(xr, settled, {
    key: { ...conditions({ Synced: true, Ready: true }), ...WITH_RDS.key },
    instance: gone(IN_RDS),
  });

  it(`once it is deleted in the console: the provider ${lost}, and the XR is not ready`, () => {
    const instance = composedOf(after, 'instance');
    expect(deedOf(instance, { inAws: false })).toBe(lost);
    expect(origin(after)).toEqual(from);
    expect(readiness(after)).toBe('Creating: Unready resources: instance');
  });

  it(`when the XR is deleted: the provider ${withXr}`, () => {
    expect(deedOf(composedOf(settled, 'instance'), { inAws: true, deleted: true })).toBe(withXr);
    expect(deedOf(composedOf(settled, 'key'), { inAws: true, deleted: true })).toBe('leaves it');
  });
});

test('a stopped PostgresInstance is restored in the round in which a person says so', () => {
  const stopped = xrOf('PostgresInstance', {});
  const keyed = { ...conditions({ Synced: true, Ready: true }), ...WITH_RDS.key };
  const ready = postgres.create(stopped, WITH_RDS).at(-1) as CompositeRendering;
  const lost = postgres.again(stopped, ready, { key: keyed, instance: gone(IN_RDS) });
  expect(deedOf(composedOf(lost, 'instance'), { inAws: false })).toBe('refuses');

  const asked = xrOf('PostgresInstance', { onExternalDeletion: 'restore' });
  const restoring = postgres.again(asked, lost, { key: keyed, instance: gone(IN_RDS) });
  expect(deedOf(composedOf(restoring, 'instance'), { inAws: false })).toBe('creates');
  expect(origin(restoring)).toEqual(RESTORED);

  const instance = {
    ...conditions({ Synced: true, Ready: true }),
    atProvider: { ...IN_RDS, resourceId: 'db-NEW' },
  };
  const restored = postgres.again(asked, restoring, { key: keyed, instance });
  const settled = postgres.again(stopped, restored, { key: keyed, instance });
  expect(readiness(settled)).toBe('Available');
  expect(deedOf(composedOf(settled, 'instance'), { inAws: false })).toBe('refuses');
  expect(valueAt(settled.xr, '/status/resourceId')).toBe('db-NEW');
});

test('a database in all its stages is as reviewed', () => {
  const keyed = { ...conditions({ Synced: true, Ready: true }), ...WITH_RDS.key };
  const made = { ...conditions({ Synced: true, Ready: true }), ...WITH_RDS.instance };
  const row = (stage: string, mode: string, rendering: CompositeRendering, inAws: boolean) => {
    const instance = composedOf(rendering, 'instance');
    return {
      stage,
      onExternalDeletion: mode,
      xr: readiness(rendering),
      provider: deedOf(instance, { inAws }),
      ifTheXrIsDeleted: deedOf(instance, { inAws, deleted: true }),
      managementPolicies: valueAt(instance, '/spec/managementPolicies'),
      initProvider: origin(rendering),
    };
  };
  const rows = ['stop', 'restore', 'recreateEmpty'].flatMap((mode) => {
    const xr = xrOf('PostgresInstance', { onExternalDeletion: mode });
    const stages = postgres.create(xr, WITH_RDS);
    const creating = stages.find(({ composed }) => composed.map(nameOf).includes('instance'));
    const ready = postgres.again(xr, stages.at(-1) as CompositeRendering, {
      key: keyed,
      instance: made,
    });
    const lost = postgres.again(xr, ready, { key: keyed, instance: gone(IN_RDS) });
    return [
      row('creating', mode, creating as CompositeRendering, false),
      row('ready', mode, ready, true),
      row('deleted in the console', mode, lost, false),
    ];
  });
  expectGolden('postgres-stages.yaml', rows);
});

test.each([
  { kind: 'PostgresInstance', stages: postgres, provides: WITH_RDS },
  { kind: 'Bucket', stages: bucket, provides: WITH_S3 },
])('a $kind comes up, stage by stage, as reviewed', ({ kind, stages, provides }) => {
  const all = stages.create(xrOf(kind, {}), provides);
  expect(unresolved(all.at(-1)?.composed ?? [])).toEqual([]);
  expectGolden(`${kind === 'Bucket' ? 'bucket' : 'postgres-instance'}.yaml`, reviewed(all));
});

describe.each([
  { mode: 'stop, which is the default', spec: {}, lost: 'refuses', withXr: 'leaves it' },
  {
    mode: 'recreateEmpty',
    spec: { onExternalDeletion: 'recreateEmpty' },
    lost: 'creates',
    withXr: 'deletes',
  },
])('a Bucket that says $mode', ({ spec, lost, withXr }) => {
  const xr = xrOf('Bucket', spec);
  const stages = bucket.create(xr, WITH_S3);
  const ready = { ...conditions({ Synced: true, Ready: true }) };
  const settled = bucket.again(xr, stages.at(-1) as CompositeRendering, {
    key: { ...ready, ...WITH_S3.key },
    bucket: { ...ready, ...WITH_S3.bucket },
  });

  it('is made', () => {
    expect(deedOf(composedOf(stages[0] as CompositeRendering, 'bucket'), { inAws: false })).toBe(
      'creates',
    );
    expect(readiness(settled)).toBe('Available');
  });

  it(`once it is deleted in the console: the provider ${lost}, and the XR is not ready`, () => {
    const after = bucket.again(xr, settled, {
      key: { ...ready, ...WITH_S3.key },
      bucket: gone(IN_S3),
    });
    expect(deedOf(composedOf(after, 'bucket'), { inAws: false })).toBe(lost);
    expect(readiness(after)).toBe('Creating: Unready resources: bucket');
  });

  it(`when the XR is deleted: the provider ${withXr}, and what guards the bucket stays`, () => {
    expect(deedOf(composedOf(settled, 'bucket'), { inAws: true, deleted: true })).toBe(withXr);
    for (const guard of ['key', 'public-access-block', 'policy', 'encryption'])
      expect(deedOf(composedOf(settled, guard), { inAws: true, deleted: true })).toBe('leaves it');
  });
});

test('the key of a stopped XR is not made again either, since a new one opens nothing', () => {
  const xr = xrOf('Bucket', {});
  const ready = bucket.create(xr, WITH_S3).at(-1) as CompositeRendering;
  const lost = bucket.again(xr, ready, {
    key: gone({ arn: ARN }),
    bucket: { ...conditions({ Synced: true, Ready: true }), ...WITH_S3.bucket },
  });
  expect(deedOf(composedOf(lost, 'key'), { inAws: false })).toBe('refuses');
  expect(readiness(lost)).toBe('Creating: Unready resources: key');
});

describe.each([
  { mode: 'stop, which is the default', spec: {}, lost: 'refuses', withXr: 'leaves it' },
  {
    mode: 'recreateEmpty',
    spec: { onExternalDeletion: 'recreateEmpty' },
    lost: 'creates',
    withXr: 'deletes',
  },
])('an EncryptionKey that says $mode', ({ spec, lost, withXr }) => {
  const xr = xrOf('EncryptionKey', spec);
  const inKms = { arn: ARN, keyId: '1' };
  const ready = conditions({ Synced: true, Ready: true });
  const stages = key.create(xr, { key: { atProvider: inKms } });
  const made = stages.at(-1) as CompositeRendering;
  const both = {
    key: { ...ready, atProvider: inKms },
    'replica-eu-central-1': { ...ready, atProvider: { arn: `${ARN}-replica` } },
  };
  const settled = key.again(xr, key.again(xr, made, both), both);
  const names = ['key', 'replica-eu-central-1'];

  it('is made with its replica, each of which is free until AWS has it', () => {
    for (const name of names)
      expect(deedOf(composedOf(stages[0] as CompositeRendering, name), { inAws: false })).toBe(
        'creates',
      );
    const replica = composedOf(made, 'replica-eu-central-1');
    expect(deedOf(replica, { inAws: false })).toBe('creates');
    expect(readiness(settled)).toBe('Available');
  });

  it.each(names)(`once %s is scheduled for deletion: the provider ${lost}`, (name) => {
    const after = key.again(xr, settled, { ...both, [name]: gone({ ...inKms, arn: 'lost' }) });
    expect(deedOf(composedOf(after, name), { inAws: false })).toBe(lost);
    expect(readiness(after)).toBe(`Creating: Unready resources: ${name}`);
    const cancelled = key.again(xr, after, both);
    expect(readiness(cancelled)).toBe('Available');
  });

  it.each(names)(`when the XR is deleted: for %s, the provider ${withXr}`, (name) => {
    expect(deedOf(composedOf(settled, name), { inAws: true, deleted: true })).toBe(withXr);
  });
});

test('an EncryptionKey comes up, stage by stage, as reviewed', () => {
  const provides = {
    key: { atProvider: { arn: ARN, keyId: '1' } },
    alias: { atProvider: { id: 'alias/shop/orders' } },
    'replica-eu-central-1': { atProvider: { arn: `${ARN}-replica` } },
  };
  const stages = key.create(xrOf('EncryptionKey', {}), provides);
  expect(unresolved(stages.at(-1)?.composed ?? [])).toEqual([]);
  expectGolden('encryption-key.yaml', reviewed(stages));
});

test('what a service cannot restore is refused, by the compiler and by the API server', () => {
  const unsaid = () =>
    new Bucket(new Chart(Testing.app({ outdir: 'unused' }), 'c'), 'b', {
      // @ts-expect-error S3 keeps no copy of a deleted bucket.
      spec: { environment: 'dev', onExternalDeletion: 'restore' },
    });
  expect(unsaid).toThrow('S3 keeps no copy of a deleted bucket');
  const spec = Bucket.resource.composite.versions[0]?.spec;
  const mode = spec?.properties?.['onExternalDeletion'];
  expect(mode?.enum).toEqual(['stop', 'recreateEmpty']);
  expect(mode?.default).toBe('stop');
});
