import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import {
  at,
  Composition,
  CompositeResourceDefinition,
  format,
  formatJson,
  optional,
  required,
} from '../../../constructs/crossplane';
import * as rds from '../../../imports/aws/rds';
import { emitDocuments } from '../../../lib/core';
import { PostgresDatabase } from './sample';
import { manifestsOf, patchesOf, templates, type Xr } from './support';

test('a definition and a composition read as a person would have written them', () => {
  const manifests = manifestsOf((chart) => {
    const composition = new Composition(chart, 'postgres-aws', {
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
    new CompositeResourceDefinition(chart, 'postgres', {
      composite: PostgresDatabase,
      defaultComposition: composition.name,
    });
  });
  const golden = readFileSync(join(__dirname, 'golden/postgres.yaml'), 'utf8');
  expect(emitDocuments(manifests)).toBe(golden);
});

interface Case {
  readonly title: string;
  readonly given: (xr: Xr) => unknown;
  readonly gives: object;
}

const from = (fromFieldPath: string, more: object = {}) => ({
  type: 'FromCompositeFieldPath',
  fromFieldPath,
  toFieldPath: 'spec.forProvider.engine',
  ...more,
});
const convert = { type: 'convert', convert: { toType: 'string' } };
const text = (type: string, more: object) => ({ type: 'string', string: { type, ...more } });
const fmt = (pattern: string) => text('Format', { fmt: pattern });
const combined = (pattern: string, ...paths: string[]) => ({
  type: 'CombineFromComposite',
  combine: {
    variables: paths.map((fromFieldPath) => ({ fromFieldPath })),
    strategy: 'string',
    string: { fmt: pattern },
  },
  toFieldPath: 'spec.forProvider.engine',
});

const cases: readonly Case[] = [
  { title: 'copies a field', given: ({ spec }) => spec.region, gives: from('spec.region') },
  {
    title: 'reads a list element',
    given: ({ spec }) => at(spec.subnets, 2),
    gives: from('spec.subnets[2]'),
  },
  {
    title: 'reads a key with dots',
    given: ({ spec }) => at(spec.tags, 'acme.io/team'),
    gives: from('spec.tags[acme.io/team]'),
  },
  {
    title: 'reads a key of digits as a key',
    given: ({ spec }) => at(spec.tags, '0'),
    gives: from('spec.tags.0'),
  },
  {
    title: 'reads a label',
    given: ({ metadata }) => at(metadata.labels, 'team'),
    gives: from('metadata.labels.team'),
  },
  {
    title: 'maps an enum',
    given: ({ spec }) => spec.size.map({ small: 1, large: { cpu: 2 } }),
    gives: from('spec.size', {
      transforms: [{ type: 'map', map: { small: 1, large: { cpu: 2 } } }],
    }),
  },
  {
    title: 'maps a boolean through text',
    given: ({ spec }) => spec.backup.encrypted.map({ true: 'on', false: 'off' }),
    gives: from('spec.backup.encrypted', {
      transforms: [convert, { type: 'map', map: { true: 'on', false: 'off' } }],
    }),
  },
  {
    title: 'formats a single text without a combine',
    given: ({ spec }) => format`db-${spec.region}`,
    gives: from('spec.region', { transforms: [fmt('db-%s')] }),
  },
  {
    title: 'names a single text twice by its index',
    given: ({ spec }) => format`${spec.region}/${spec.region}`,
    gives: from('spec.region', { transforms: [fmt('%[1]s/%[1]s')] }),
  },
  {
    title: 'makes a number text before it formats it',
    given: ({ spec }) => format`${spec.storageGB} GB`,
    gives: from('spec.storageGB', { transforms: [convert, fmt('%s GB')] }),
  },
  {
    title: 'makes a number text and nothing else',
    given: ({ spec }) => format`${spec.storageGB}`,
    gives: from('spec.storageGB', { transforms: [convert] }),
  },
  {
    title: 'formats a broken number on its own',
    given: ({ spec }) => format`${spec.ratio}%`,
    gives: from('spec.ratio', { transforms: [convert, fmt('%s%%')] }),
  },
  {
    title: 'escapes percent signs',
    given: ({ spec }) => format`100%${spec.region}%d`,
    gives: from('spec.region', { transforms: [fmt('100%%%s%%d')] }),
  },
  {
    title: 'combines fields by their types',
    given: ({ spec, metadata }) =>
      format`${metadata.name}-${spec.storageGB}-${spec.backup.encrypted}`,
    gives: combined('%s-%.0f-%t', 'metadata.name', 'spec.storageGB', 'spec.backup.encrypted'),
  },
  {
    title: 'puts a format into a format, and constants into it',
    given: ({ spec, metadata }) => format`${format`${metadata.name}%`}-${1}-${spec.region}-${true}`,
    gives: combined('%s%%-1-%s-true', 'metadata.name', 'spec.region'),
  },
  {
    title: 'transforms what a format gives',
    given: ({ spec, metadata }) => format`${metadata.name}-${spec.region}`.toUpper(),
    gives: {
      ...combined('%s-%s', 'metadata.name', 'spec.region'),
      transforms: [text('Convert', { convert: 'ToUpper' })],
    },
  },
  {
    title: 'chains transforms',
    given: ({ spec }) => spec.region.trimPrefix('eu-').trimSuffix('-1').replace('-', '_').toLower(),
    gives: from('spec.region', {
      transforms: [
        text('TrimPrefix', { trim: 'eu-' }),
        text('TrimSuffix', { trim: '-1' }),
        text('Replace', { replace: { search: '-', replace: '_' } }),
        text('Convert', { convert: 'ToLower' }),
      ],
    }),
  },
  {
    title: 'captures, hashes and encodes',
    given: ({ spec }) => spec.region.capture('^(\\w+)-', 1).toSha256().toBase64(),
    gives: from('spec.region', {
      transforms: [
        text('Regexp', { regexp: { match: '^(\\w+)-', group: 1 } }),
        text('Convert', { convert: 'ToSha256' }),
        text('Convert', { convert: 'ToBase64' }),
      ],
    }),
  },
  {
    title: 'matches open text, with a value for the rest',
    given: ({ spec }) => spec.region.match([['^eu-', 'europe']], 'elsewhere'),
    gives: from('spec.region', {
      transforms: [
        {
          type: 'match',
          match: {
            patterns: [{ type: 'regexp', regexp: '^eu-', result: 'europe' }],
            fallbackTo: 'Value',
            fallbackValue: 'elsewhere',
          },
        },
      ],
    }),
  },
  {
    title: 'calculates',
    given: ({ spec }) => spec.storageGB.multiply(2).atLeast(100).atMost(500),
    gives: from('spec.storageGB', {
      transforms: [
        { type: 'math', math: { type: 'Multiply', multiply: 2 } },
        { type: 'math', math: { type: 'ClampMin', clampMin: 100 } },
        { type: 'math', math: { type: 'ClampMax', clampMax: 500 } },
      ],
    }),
  },
  {
    title: 'converts between text and number',
    given: ({ spec }) => spec.storageGB.asString().asNumber(),
    gives: from('spec.storageGB', {
      transforms: [convert, { type: 'convert', convert: { toType: 'float64' } }],
    }),
  },
  {
    title: 'writes JSON with references in its strings, numbers bare',
    given: ({ spec }) => formatJson({ a: ['%', format`x"${spec.region}`], b: null, c: undefined }),
    gives: from('spec.region', { transforms: [fmt('{"a":["%%","x\\"%s"],"b":null}')] }),
  },
  {
    title: 'writes numbers into JSON without quotes',
    given: ({ spec }) => formatJson({ size: spec.storageGB, region: spec.region }),
    gives: combined('{"size":%.0f,"region":"%s"}', 'spec.storageGB', 'spec.region'),
  },
  {
    title: 'waits for what the status will hold',
    given: ({ status }) => status.endpoint,
    gives: from('status.endpoint', { policy: { fromFieldPath: 'Required' } }),
  },
  {
    title: 'waits for the status within a format',
    given: ({ status, spec }) => format`${status.endpoint}.${spec.region}`,
    gives: {
      ...combined('%s.%s', 'status.endpoint', 'spec.region'),
      policy: { fromFieldPath: 'Required' },
    },
  },
  {
    title: 'does not wait where it is told so',
    given: ({ status }) => optional(status.endpoint),
    gives: from('status.endpoint'),
  },
  {
    title: 'waits where it is told so',
    given: ({ spec }) => required(at(spec.tags, 'team')),
    gives: from('spec.tags.team', { policy: { fromFieldPath: 'Required' } }),
  },
];

test.each(cases)('$title', ({ given, gives }) => {
  expect(patchesOf((xr) => ({ engine: given(xr) }))).toEqual([gives]);
});

test('requires what the provider requires, in initProvider too, and what fills a list', () => {
  const [template] = templates((xr, add) => {
    add('instance', rds.Instance, {
      spec: {
        initProvider: { instanceClass: xr.spec.region },
        forProvider: {
          region: xr.spec.region,
          instanceClass: xr.spec.region,
          engine: xr.spec.region,
          vpcSecurityGroupIds: ['sg-1', at(xr.spec.subnets, 0)],
        },
      },
    });
    return {};
  });
  const policies = template?.patches?.map(({ toFieldPath, policy }) => [toFieldPath, policy]);
  const waits = { fromFieldPath: 'Required' };
  expect(policies).toEqual([
    ['spec.initProvider.instanceClass', waits],
    ['spec.forProvider.region', waits],
    ['spec.forProvider.instanceClass', waits],
    ['spec.forProvider.engine', undefined],
    ['spec.forProvider.vpcSecurityGroupIds[1]', waits],
  ]);
});

test('holds the place of a reference among constants, and leaves its parents to the patches', () => {
  const [template] = templates((xr, add) => {
    add('instance', rds.Instance, {
      metadata: { labels: { size: xr.spec.size } },
      spec: {
        forProvider: {
          region: 'eu-west-1',
          instanceClass: format`db.t4g.medium`,
          vpcSecurityGroupIds: [xr.spec.region, 'sg-1', xr.spec.region],
          enabledCloudwatchLogsExports: [xr.spec.region],
          tags: xr.spec.tags,
          backupWindow: undefined,
          domainDnsIps: [],
          blueGreenUpdate: {},
        },
      },
    });
    return {};
  });
  expect(template?.base).toEqual({
    apiVersion: 'rds.aws.m.upbound.io/v1beta1',
    kind: 'Instance',
    spec: {
      forProvider: {
        region: 'eu-west-1',
        instanceClass: 'db.t4g.medium',
        vpcSecurityGroupIds: [null, 'sg-1'],
        domainDnsIps: [],
        blueGreenUpdate: {},
      },
    },
  });
  expect(template?.patches?.map(({ toFieldPath }) => toFieldPath)).toEqual([
    'metadata.labels.size',
    'spec.forProvider.vpcSecurityGroupIds[0]',
    'spec.forProvider.vpcSecurityGroupIds[2]',
    'spec.forProvider.enabledCloudwatchLogsExports[0]',
    'spec.forProvider.tags',
  ]);
});

test('copies observed fields to the status of the XR, resource by resource', () => {
  const [a, b] = templates((_, add) => {
    const spec = { forProvider: { region: 'eu-west-1', instanceClass: 'db.t4g.medium' } };
    const first = add('first', rds.Instance, { spec });
    const second = add('second', rds.Instance, { spec });
    const { secretArn } = at(second.status.atProvider.masterUserSecret, 0);
    const { port, address } = first.status.atProvider;
    const endpoint = format`${address}:${port.whole()}`.toLower();
    return {
      status: { endpoint, secret: { arn: secretArn }, port: second.status.atProvider.port },
    };
  });
  expect(a?.patches).toEqual([
    {
      type: 'CombineToComposite',
      combine: {
        variables: [
          { fromFieldPath: 'status.atProvider.address' },
          { fromFieldPath: 'status.atProvider.port' },
        ],
        strategy: 'string',
        string: { fmt: '%s:%.0f' },
      },
      toFieldPath: 'status.endpoint',
      transforms: [text('Convert', { convert: 'ToLower' })],
    },
  ]);
  expect(b?.patches).toEqual([
    {
      type: 'ToCompositeFieldPath',
      fromFieldPath: 'status.atProvider.masterUserSecret[0].secretArn',
      toFieldPath: 'status.secret.arn',
    },
    {
      type: 'ToCompositeFieldPath',
      fromFieldPath: 'status.atProvider.port',
      toFieldPath: 'status.port',
    },
  ]);
});

describe('a program without types', () => {
  const compose = (xr: never, add: (...given: unknown[]) => void) =>
    add('a', rds.Instance, { spec: { forProvider: {} } });

  it('may return nothing from compose', () => {
    const chart = new Chart(new App({ outdir: 'unused' }), 'c');
    const composite = PostgresDatabase.v1alpha1;
    new Composition(chart, 'c', { composite, compose: compose as never });
    expect(chart.toJson()).toHaveLength(1);
  });

  it.each([
    ['the composite resource itself', PostgresDatabase],
    ['nothing', {}],
  ])('is told to give a version in place of %s', (_, composite) => {
    const make = () =>
      new Composition(new Chart(new App({ outdir: 'unused' }), 'c'), 'c', {
        composite,
        compose: compose as never,
      } as never);
    expect(make).toThrow(
      expect.objectContaining({
        code: 'COMPOSITION_INVALID',
        hint: 'write composite: PostgresDatabase.v1alpha1',
      }),
    );
  });
});
