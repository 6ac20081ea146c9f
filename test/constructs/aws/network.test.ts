import { Chart, Testing } from 'cdk8s';
import fc from 'fast-check';
import { Network, type NetworkCompositionProps } from '../../../constructs/aws';
import { layOut } from '../../../constructs/aws/network/cidr';
import { valueAt, type Manifest } from '../../../lib/core';
import type { CompositeRendering } from '../../../lib/testing';
import { expectGolden, reviewed } from './golden';
import { deedOf } from './provider';
import { unresolved } from './selectors';
import { composedOf, nameOf, readiness, stagesOf } from './stages';

const PRODUCTION: NetworkCompositionProps = {
  environment: 'production',
  region: 'eu-west-1',
  zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  interfaceEndpoints: ['ecr.api'],
  tags: { team: 'platform' },
};

const DEV: NetworkCompositionProps = {
  environment: 'dev',
  region: 'eu-west-1',
  zones: ['eu-west-1a', 'eu-west-1b'],
  gatewayEndpoints: [],
  flowLogs: { bucketArn: 'arn:aws:s3:::acme-flow-logs' },
};

const xr: Manifest = {
  apiVersion: 'aws.cdk8s-gitops.dev/v1alpha1',
  kind: 'Network',
  metadata: { name: 'core', namespace: 'fleet', uid: 'f70ef0ce-2b73-5b7b-a497-0ba62f7c6f04' },
  spec: { environment: 'production', cidr: '10.12.0.0/16' },
};

function create(props: NetworkCompositionProps, spec = {}): readonly CompositeRendering[] {
  const stages = stagesOf({
    definition: (scope) => Network.definition(scope),
    composition: (scope) => Network.composition(scope, 'network', props),
  });
  return stages.create(
    { ...xr, spec: { ...(xr['spec'] as object), ...spec, environment: props.environment } },
    {
      vpc: { atProvider: { id: 'vpc-1' } },
      'internet-gateway': { atProvider: { id: 'igw-1' } },
      'nat-a': { atProvider: { publicIp: '192.0.2.1' } },
    },
  );
}

const last = (stages: readonly CompositeRendering[]) => stages.at(-1) as CompositeRendering;

test.each([PRODUCTION, DEV])(
  'a network for $environment comes up with everything in it, as reviewed',
  (props) => {
    const stages = create(props);
    const ready = last(stages);
    expect(readiness(ready)).toBe('Available');
    expect(unresolved(ready.composed)).toEqual([]);
    expectGolden(`network-${props.environment}.yaml`, reviewed(stages));
  },
);

test('NAT gateways wait for the internet gateway, and nothing else waits', () => {
  const stages = create(PRODUCTION);
  const withheld = last(stages)
    .composed.map(nameOf)
    .filter((name) => !stages[0]?.composed.map(nameOf).includes(name));
  expect(withheld).toEqual(['nat-a', 'nat-b', 'nat-c']);
});

test.each([
  { nat: 'onePerZone', gateways: ['nat-a', 'nat-b', 'nat-c'], by: ['nat-a', 'nat-b', 'nat-c'] },
  { nat: 'one', gateways: ['nat-a'], by: ['nat-a', 'nat-a', 'nat-a'] },
  { nat: 'none', gateways: [], by: [] },
] as const)('private subnets leave by $by, with NAT $nat', ({ nat, gateways, by }) => {
  const ready = last(create({ ...PRODUCTION, stage: { nat } }));
  const names = ready.composed.map(nameOf);
  expect(names.filter((name) => name.startsWith('nat-'))).toEqual(gateways);
  const routes = names.filter((name) => name.startsWith('route-private'));
  expect(
    routes.map((name) =>
      valueAt(
        composedOf(ready, name),
        '/spec/forProvider/natGatewayIdSelector/matchLabels/aws.cdk8s-gitops.dev~1part',
      ),
    ),
  ).toEqual(by);
  expect(names.filter((name) => name.startsWith('routes-private'))).toHaveLength(3);
});

test.each([
  { deletionProtection: true, withXr: 'leaves it' },
  { deletionProtection: false, withXr: 'deletes' },
])('with deletionProtection $deletionProtection, the provider $withXr', (each) => {
  const ready = last(create(PRODUCTION, { deletionProtection: each.deletionProtection }));
  for (const resource of ready.composed)
    expect([nameOf(resource), deedOf(resource, { inAws: true, deleted: true })]).toEqual([
      nameOf(resource),
      each.withXr,
    ]);
});

test('isolated subnets have no way out', () => {
  const names = last(create(PRODUCTION)).composed.map(nameOf);
  expect(names).toContain('routes-isolated');
  expect(names).not.toContain('route-isolated');
});

test('a zone that is added at the end moves no subnet', () => {
  const [two, three] = [
    ['a', 'b'],
    ['a', 'b', 'c'],
  ].map((ids) => {
    const zones = ids.map((id) => `eu-west-1${id}`);
    const { composed } = last(create({ ...PRODUCTION, zones, interfaceEndpoints: [] }));
    return Object.fromEntries(
      composed
        .filter(({ kind }) => kind === 'Subnet')
        .map((subnet) => [nameOf(subnet), valueAt(subnet, '/spec/forProvider/cidrBlock')]),
    );
  });
  expect(three).toMatchObject(two ?? {});
  expect(three).toMatchObject({ 'private-a': '10.12.0.0/19', 'public-c': '10.12.136.0/22' });
});

test('blocks lie in the /16, at multiples of their size, and do not overlap', () => {
  const prefix = fc.integer({ min: 18, max: 28 });
  fc.assert(
    fc.property(fc.record({ public: prefix, private: prefix, isolated: prefix }), (prefixes) => {
      const sizes = Object.values(prefixes).map((length) => 4 * 2 ** (32 - length));
      fc.pre(sizes.reduce((a, b) => a + b) <= 2 ** 16);
      const blocks = Object.values(layOut(prefixes)).flat();
      const ranges = blocks
        .map(({ offset, prefix: length }) => {
          const [third = 0, fourth = 0] = offset.split('.').map(Number);
          return { from: third * 256 + fourth, size: 2 ** (32 - length) };
        })
        .sort((a, b) => a.from - b.from);
      expect(ranges).toHaveLength(12);
      ranges.forEach(({ from, size }, i) => {
        expect(from % size).toBe(0);
        expect(from + size).toBeLessThanOrEqual(ranges[i + 1]?.from ?? 2 ** 16);
      });
    }),
  );
});

test.each([
  {
    title: 'one zone',
    props: { zones: ['eu-west-1a'] },
    says: 'a network in eu-west-1 has the zones eu-west-1a',
  },
  {
    title: 'a zone twice',
    props: { zones: ['eu-west-1a', 'eu-west-1a'] },
    says: 'a network in eu-west-1 has the zones eu-west-1a, eu-west-1a',
  },
  {
    title: 'a zone of another region',
    props: { zones: ['eu-west-1a', 'us-east-1b'] },
    says: "a network in eu-west-1 has the zone 'us-east-1b'",
  },
  {
    title: 'a prefix that AWS refuses',
    props: { prefixes: { public: 29 } },
    says: 'public subnets have the prefix length 29',
  },
  {
    title: 'subnets that do not fit',
    props: { prefixes: { public: 18 } },
    says: '4 subnets each of public /18, private /19, isolated /22 take 102400 addresses, and a /16 has 65536',
  },
])('$title is refused at synth', ({ props, says }) => {
  const chart = new Chart(Testing.app({ outdir: 'unused' }), 'platform');
  const make = () => Network.composition(chart, 'network', { ...PRODUCTION, ...props });
  expect(make).toThrow(says);
});

test('an XR of the class takes the composition of its environment, unless it names one', () => {
  const chart = new Chart(Testing.app({ outdir: 'unused' }), 'team');
  new Network(chart, 'a', { spec: { environment: 'dev', cidr: '10.1.0.0/16' } });
  const compositionRef = { name: 'ours' };
  const spec = { environment: 'dev', cidr: '10.2.0.0/16', crossplane: { compositionRef } } as const;
  new Network(chart, 'b', { spec });
  const xrs = (Testing.synth(chart) as Manifest[]).filter(({ kind }) => kind === 'Network');
  expect(xrs.map((each) => valueAt(each, '/spec/crossplane/compositionRef/name'))).toEqual([
    'network-dev',
    'ours',
  ]);
});
