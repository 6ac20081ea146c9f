import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import {
  environment,
  EnvironmentConfig,
  format,
  optional,
  step,
  stringEnum,
  Type,
  type EnvironmentOptions,
} from '../../../constructs/crossplane';
import * as kms from '../../../imports/aws/kms';
import { emitDocuments, valueAt, type Manifest } from '../../../lib/core';
import { renderComposite, untilReady } from '../../../lib/testing';
import { composition, inputOf, region, steps, vpc, xr, type Props } from './network';

const Account = Type.Object({
  vpcId: Type.String(),
  zones: Type.Integer({ default: 3 }),
  ratio: Type.Optional(Type.Number()),
  network: Type.Object({
    tier: stringEnum(['public', 'private'], { default: 'private' }),
    cidr: Type.Optional(Type.String()),
  }),
});

const config = (name: string, data: object, labels?: object) =>
  ({
    apiVersion: 'apiextensions.crossplane.io/v1beta1',
    kind: 'EnvironmentConfig',
    metadata: { name, ...(labels && { labels }) },
    data,
  }) as Manifest;

const account = config('main', { vpcId: 'vpc-1', ratio: 1.5, network: { cidr: '10.0.0.0/8' } });

function reading(from: EnvironmentOptions['from'], optionalConfig?: boolean): Props['compose'] {
  return (x, add) => {
    const env = environment(Account, {
      from,
      ...(optionalConfig !== undefined && { optional: optionalConfig }),
    });
    add('map', k8s.KubeConfigMap, {
      data: {
        vpc: env.vpcId,
        zones: env.zones.asString(),
        tier: env.network.tier.map({ public: 'open', private: 'closed' }),
        cidr: env.network.cidr,
        both: format`${env.vpcId}/${env.network.tier}/${env.zones}`,
        mixed: format`${x.spec.region.toUpper()}:${env.vpcId}:${x.metadata.name}`,
      },
    });
    return { status: { cidr: format`${env.vpcId}@${x.spec.region}` } };
  };
}

test('an environment reads as a person would have written it', () => {
  const golden = readFileSync(join(__dirname, 'golden/environment.yaml'), 'utf8');
  expect(emitDocuments([composition(reading('main'))])).toBe(golden);
});

test('values of the environment go where fields of the composite go, beside them too', () => {
  const { composed, xr: after } = renderComposite(composition(reading('main')), xr, {
    required: [account],
  });
  expect(valueAt(composed[0], '/data')).toEqual({
    vpc: 'vpc-1',
    zones: '3',
    tier: 'closed',
    cidr: '10.0.0.0/8',
    both: 'vpc-1/private/3',
    mixed: 'EU-WEST-1:vpc-1:main',
  });
  expect(valueAt(after, '/status/cidr')).toBe('vpc-1@eu-west-1');
});

test('what the schema requires and no config has holds the resource back', () => {
  const made = composition(reading('main'));
  const without = config('main', { network: {} });
  expect(renderComposite(made, xr, { required: [without] }).composed).toEqual([]);
  const bare = config('main', { vpcId: 'vpc-1' });
  expect(valueAt(renderComposite(made, xr, { required: [bare] }).composed[0], '/data/cidr')).toBe(
    undefined,
  );
});

const sources: readonly (readonly [string, EnvironmentOptions['from'], object])[] = [
  ['a name', 'main', [{ type: 'Reference', ref: { name: 'main' } }]],
  [
    'a construct',
    new EnvironmentConfig(Testing.chart(), 'eu', { data: {} }),
    [{ type: 'Reference', ref: { name: 'eu' } }],
  ],
  [
    'labels, of which several may be merged',
    [
      {
        matchLabels: { stage: 'dev' },
        mode: 'Multiple',
        minMatch: 1,
        maxMatch: 2,
        sortByFieldPath: 'data.order',
      },
      { matchLabels: { stage: 'dev' }, to: 'network' },
    ],
    [
      {
        type: 'Selector',
        selector: {
          mode: 'Multiple',
          minMatch: 1,
          maxMatch: 2,
          sortByFieldPath: 'data.order',
          matchLabels: [{ key: 'stage', type: 'Value', value: 'dev' }],
        },
      },
      {
        type: 'Selector',
        selector: { mode: 'Single', matchLabels: [{ key: 'stage', type: 'Value', value: 'dev' }] },
        toFieldPath: 'network',
      },
    ],
  ],
];

test.each(sources)('is filled by %s', (_, from, gives) => {
  const made = composition(reading(from));
  expect(steps(made)).toEqual(['environment-configs', 'patch-and-transform', 'auto-ready']);
  expect(inputOf(made, 0)).toEqual({
    apiVersion: 'environmentconfigs.fn.crossplane.io/v1beta1',
    kind: 'Input',
    spec: {
      defaultData: { zones: 3, network: { tier: 'private' } },
      environmentConfigs: gives,
    },
  });
});

test('is selected by fields of the composite, and may be missing where it is told so', () => {
  const made = composition((x, add) => {
    const env = environment(Type.Object({ vpcId: Type.Optional(Type.String()) }), {
      from: { matchLabels: { region: x.spec.region, vpc: optional(x.spec.vpc) } },
      optional: true,
    });
    add('a', k8s.KubeConfigMap, { data: { vpc: env.vpcId } });
    return {};
  });
  expect(valueAt(inputOf(made, 0), '/spec')).toEqual({
    environmentConfigs: [
      {
        type: 'Selector',
        selector: {
          mode: 'Single',
          matchLabels: [
            { key: 'region', type: 'FromCompositeFieldPath', valueFromFieldPath: 'spec.region' },
            {
              key: 'vpc',
              type: 'FromCompositeFieldPath',
              valueFromFieldPath: 'spec.vpc',
              fromFieldPathPolicy: 'Optional',
            },
          ],
        },
      },
    ],
    policy: { resolution: 'Optional' },
  });
  const labels = { region: 'eu-west-1', vpc: 'vpc-1' };
  const required = [
    config('x', { vpcId: 'vpc-9' }, labels),
    config('y', { vpcId: '' }, { region }),
  ];
  const { composed } = renderComposite(made, xr, { required });
  expect(valueAt(composed[0], '/data/vpc')).toBe('vpc-9');
});

test('is filled by steps in front, and needs no step of ours then', () => {
  const made = composition(
    (_, add) => {
      const env = environment(Type.Object({ vpcId: Type.String() }), { from: [] });
      add('a', k8s.KubeConfigMap, { data: { vpc: env.vpcId } });
      return {};
    },
    { before: [step('load', { function: 'function-load' })] },
  );
  expect(steps(made)).toEqual(['load', 'patch-and-transform', 'auto-ready']);
});

test.each<readonly [string, Props['compose'], RegExp]>([
  [
    'two environments',
    (_, add) => {
      const [a, b] = [environment(Account, { from: 'a' }), environment(Account, { from: 'b' })];
      add('a', k8s.KubeConfigMap, { data: { a: a.vpcId, b: b.vpcId } });
      return {};
    },
    /composition 'network' reads two environments/,
  ],
  [
    'a field that its schema lacks',
    (_, add) => {
      const env = environment(Account, { from: 'a' }) as never as Record<'vpcIt', string>;
      add('a', k8s.KubeConfigMap, { data: { a: env.vpcIt } });
      return {};
    },
    /all of the environment has no field 'vpcIt'/,
  ],
  [
    'labels of a transformed field',
    (x, add) => {
      environment(Account, { from: { matchLabels: { a: x.spec.region.toUpper() } } });
      vpc(add, 'a');
      return {};
    },
    /is selected by spec\.region, and a label is a field of the composite as it is/,
  ],
  [
    'no labels',
    (_, add) => {
      environment(Account, { from: { matchLabels: {} } });
      vpc(add, 'a');
      return {};
    },
    /selects by no label/,
  ],
  [
    'a field with a name of ours',
    (_, add) => {
      environment(Type.Object({ _composed: Type.String() }), { from: 'a' });
      vpc(add, 'a');
      return {};
    },
    /has a field '_composed', which is ours/,
  ],
])('refuses %s', (_, compose, says) => {
  expect(() => composition(compose)).toThrow(says);
});

describe('a field of one composed resource in another', () => {
  const made = composition((x, add) => {
    const key = add('key', kms.Key, { spec: { forProvider: { region } } });
    const network = vpc(add, 'network.a');
    add('map', k8s.KubeConfigMap, {
      data: {
        arn: key.status.atProvider.arn,
        upper: key.status.atProvider.arn.toUpper(),
        both: format`${x.spec.region}|${key.status.atProvider.arn}|${network.status.atProvider.cidrBlock.toUpper()}`,
        days: format`${key.status.atProvider.deletionWindowInDays.whole()}-${x.spec.region}`,
        maybe: optional(network.status.atProvider.ownerId),
      },
    });
    return {};
  });
  const provides = {
    key: { atProvider: { arn: 'arn:k', deletionWindowInDays: 30 } },
    'network.a': { atProvider: { cidrBlock: 'fd00::/8' } },
  };

  it('arrives as soon as it is observed, and the other waits for it', () => {
    const stages = untilReady(made, xr, { provides });
    expect(stages.map(({ composed }) => composed.map(({ kind }) => kind))).toEqual([
      ['Key', 'VPC'],
      ['Key', 'ConfigMap', 'VPC'],
      ['Key', 'ConfigMap', 'VPC'],
    ]);
    expect(valueAt(stages[1]?.composed[1], '/data')).toEqual({
      arn: 'arn:k',
      upper: 'ARN:K',
      both: 'eu-west-1|arn:k|FD00::/8',
      days: '30-eu-west-1',
    });
  });

  it('goes over the environment once for each field', () => {
    expect(valueAt(inputOf(made, 0), '/resources/0/patches')).toEqual([
      {
        type: 'ToEnvironmentFieldPath',
        fromFieldPath: 'status.atProvider.arn',
        toFieldPath: '_composed.key.status.atProvider.arn',
      },
      {
        type: 'ToEnvironmentFieldPath',
        fromFieldPath: 'status.atProvider.deletionWindowInDays',
        toFieldPath: '_composed.key.status.atProvider.deletionWindowInDays',
      },
    ]);
    expect(valueAt(inputOf(made, 0), '/environment/patches')).toEqual([
      {
        type: 'FromCompositeFieldPath',
        fromFieldPath: 'spec.region',
        toFieldPath: '_computed.region',
      },
    ]);
  });

  it('cannot come from what a sequence holds back', () => {
    const deadlock = () =>
      composition((_, add) => {
        const a = vpc(add, 'a');
        const b = add('b', k8s.KubeConfigMap, { data: { cidr: a.status.atProvider.cidrBlock } });
        return { sequence: [b, a] };
      });
    expect(deadlock).toThrow(/has resources that wait for each other: b, a, b/);
  });
});

test('a field of the spec may be told in the status, as it is or transformed', () => {
  const told = (transform: boolean) =>
    composition((x, add) => {
      vpc(add, 'a');
      return { status: { cidr: transform ? x.spec.region.toUpper() : x.spec.region } };
    });
  const cidr = (made: Manifest) => valueAt(renderComposite(made, xr).xr, '/status/cidr');
  expect([cidr(told(false)), cidr(told(true))]).toEqual(['eu-west-1', 'EU-WEST-1']);
});
