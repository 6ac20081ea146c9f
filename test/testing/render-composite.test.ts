import { Chart, Testing, ApiObject } from 'cdk8s';
import { Bucket, PostgresInstance } from '../../constructs/aws';
import { valueAt, type Manifest } from '../../lib/core';
import { renderComposite, untilReady } from '../../lib/testing';

const RESOURCE_NAME = 'crossplane.io/composition-resource-name';
const nameOf = ({ metadata }: Manifest) => metadata.annotations?.[RESOURCE_NAME];
const names = ({ composed }: { readonly composed: readonly Manifest[] }) => composed.map(nameOf);

function postgres() {
  const chart = new Chart(Testing.app({ outdir: 'unused' }), 'platform', { namespace: 'shop' });
  const composition = PostgresInstance.composition(chart, 'postgres', {
    region: 'eu-west-1',
    subnets: { subnetIds: ['subnet-a', 'subnet-b'] },
    securityGroups: { vpcSecurityGroupIds: ['sg-db'] },
    secretStore: { kind: 'ClusterSecretStore', name: 'aws' },
    backupWindow: '03:00-04:00',
    maintenanceWindow: 'sun:04:30-sun:05:30',
  });
  const definition = PostgresInstance.definition(chart);
  const spec = { environment: 'production', size: 'large' } as const;
  const xr = new PostgresInstance(chart, 'orders', { spec });
  return { composition, definition, xr };
}

const INSTANCE = {
  atProvider: {
    address: 'orders.rds.example',
    port: 5432,
    engineVersionActual: '16.4',
    masterUserSecret: [{ secretArn: 'arn:aws:secretsmanager:eu-west-1:1:secret:x' }],
  },
};

const KEY = { atProvider: { arn: 'arn:aws:kms:eu-west-1:1:key/k' } };

it('renders constructs: defaults of the definition, names, owners', () => {
  const { composition, definition, xr } = postgres();
  const rendered = renderComposite(composition, xr, { definition });
  const key = rendered.composed.find((resource) => nameOf(resource) === 'key');
  expect(key).toMatchObject({
    kind: 'Key',
    metadata: { namespace: 'shop', labels: { 'crossplane.io/composite': 'orders' } },
  });
  expect(names(rendered)).not.toContain('instance');
  expect(rendered.events.filter((event) => event.startsWith('Warning'))).toHaveLength(2);
});

it('tells what the API server would refuse of the composed resources, where it is asked', () => {
  const { composition, definition, xr } = postgres();
  const provides = { key: KEY, instance: INSTANCE };
  const stages = untilReady(composition, xr, { definition, provides });
  expect(stages.flatMap(({ refused }) => refused)).toEqual([]);
  expect(Object.keys(stages[0] ?? {})).toEqual(['xr', 'composed', 'events']);

  const resource = (base: object) => ({ name: 'db', base });
  const forProvider = { region: 'eu-west-1', instanceClss: 'db.t4g.micro' };
  const input = {
    resources: [
      resource({
        apiVersion: 'rds.aws.m.upbound.io/v1beta1',
        kind: 'Instance',
        spec: { forProvider },
      }),
    ],
  };
  const functionRef = { name: 'function-patch-and-transform' };
  const broken = {
    apiVersion: 'apiextensions.crossplane.io/v1',
    kind: 'Composition',
    metadata: { name: 'c' },
    spec: {
      compositeTypeRef: { apiVersion: 'example.org/v1', kind: 'XThing' },
      mode: 'Pipeline',
      pipeline: [{ step: 'compose', functionRef, input }],
    },
  };
  const thing = {
    apiVersion: 'example.org/v1',
    kind: 'XThing',
    metadata: { name: 'x', namespace: 'a' },
  };
  const { refused, composed } = renderComposite(broken, thing);
  expect(composed).toHaveLength(1);
  expect(refused.map(({ manifest, pointer, message }) => [manifest, pointer, message])).toEqual([
    [composed[0], '/spec', expect.stringContaining('instanceClass is a required parameter')],
    [composed[0], '/spec/forProvider/instanceClss', expect.stringContaining('not a field')],
  ]);
});

it('goes from stage to stage until the XR is ready', () => {
  const { composition, definition, xr } = postgres();
  const provides = { key: KEY, instance: INSTANCE };
  const stages = untilReady(composition, xr, { definition, provides });
  const first = stages.map(names).map((composed) => composed.includes('instance'));
  expect(first.indexOf(true)).toBe(2);
  const last = stages.at(-1) ?? { xr: undefined, composed: [] };
  const composed = (name: string) => last.composed.find((resource) => nameOf(resource) === name);
  expect(composed('instance')).toMatchObject({
    spec: { forProvider: { multiAz: true, deletionProtection: true } },
  });
  expect(valueAt(last.xr, '/status/host')).toBe('orders.rds.example');
  const url = valueAt(composed('connection'), '/spec/target/template/data/url');
  expect(url).toMatch(/@orders\.rds\.example:5432\//);
});

it('says what an XR waits for that never gets ready', () => {
  const { composition, definition, xr } = postgres();
  expect(() => untilReady(composition, xr, { definition })).toThrow(
    /not ready after 3 stages: .*; Warning ComposeResources: .*"connection"/,
  );
});

it('renders a bucket, which is ready once what it is made of is', () => {
  const chart = new Chart(Testing.app({ outdir: 'unused' }), 'platform', { namespace: 'shop' });
  const composition = Bucket.composition(chart, 'bucket', { region: 'eu-west-1' });
  const xr = new Bucket(chart, 'receipts', { spec: { environment: 'staging' } });
  const definition = Bucket.definition(chart);
  const arn = 'arn:aws:s3:::receipts';
  const provides = { bucket: { atProvider: { arn, id: 'receipts', region: 'eu-west-1' } } };
  const stages = untilReady(composition, xr, { definition, provides });
  expect(names(stages[0] ?? { composed: [] })).toContain('bucket');
  expect(stages.at(-1)?.xr).toHaveProperty('status.conditions.2.status', 'True');
});

it('takes objects as well, and waits for a status that depends on what was applied', () => {
  const composition = {
    apiVersion: 'apiextensions.crossplane.io/v1',
    kind: 'Composition',
    metadata: { name: 'c' },
    spec: {
      compositeTypeRef: { apiVersion: 'example.org/v1', kind: 'XThing' },
      mode: 'Pipeline',
      pipeline: [
        {
          step: 'compose',
          functionRef: { name: 'crossplane-contrib-function-patch-and-transform' },
          input: {
            resources: [
              {
                name: 'thing',
                base: { apiVersion: 'example.org/v1', kind: 'Thing', spec: { size: 3 } },
                readinessChecks: [{ type: 'MatchTrue', fieldPath: 'status.made' }],
              },
            ],
          },
        },
      ],
    },
  };
  const xr = { apiVersion: 'example.org/v1', kind: 'XThing', metadata: { name: 'x' } };
  const made = (thing: Manifest) => ({ made: valueAt(thing, '/spec/size') === 3 });
  expect(untilReady(composition, xr, { provides: { thing: made } })).toHaveLength(2);
  const never = () => untilReady(composition, xr, { provides: { thing: { made: false } } });
  expect(never).toThrow('the XR is not ready after 3 stages: Unready resources: thing');
  const once = () => untilReady(composition, xr, { stages: 1 });
  expect(once).toThrow('the XR is not ready after 1 stages');
});

it('says which construct makes no composition', () => {
  const chart = new Chart(Testing.app({ outdir: 'unused' }), 'c');
  const map = new ApiObject(chart, 'm', { apiVersion: 'v1', kind: 'ConfigMap' });
  expect(() => renderComposite(map, map)).toThrow(
    "construct 'c/m' makes no object of kind Composition",
  );
});
