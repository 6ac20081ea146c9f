import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { Bucket as BucketObject } from '../../../../imports/aws/s3';
import { Role } from '../../../../imports/aws/iam';
import * as rds from '../../../../imports/aws/rds';
import * as kms from '../../../../imports/aws/kms';
import { knownGroups } from '../../../../imports/schemas';
import {
  AwsProviders,
  ClusterProviderConfig,
  Composition,
  Configuration,
  ManagedResourceActivationPolicy,
  Provider,
} from '../../../../constructs/crossplane';
import { definitionName } from '../../../../constructs/crossplane/derived/provided';
import { packageOf } from '../../../../lib/crossplane/providers';
import { expectGolden } from '../../../support/golden';
import { PostgresDatabase } from '../sample';
import { chartFor, refusal, yamlOf } from '../packages/support';

const forProvider = { region: 'eu-west-1' };

/** A composition of a database and its key. */
function compose(chart: Chart, id = 'postgres') {
  return new Composition(chart, id, {
    composite: PostgresDatabase.v1alpha1,
    compose(_, add) {
      add('key', kms.Key, { spec: { forProvider } });
      add('instance', rds.Instance, {
        spec: { forProvider: { ...forProvider, instanceClass: 'db.t4g.medium' } },
      });
      return {};
    },
  });
}

const problems = (chart: Chart) => chart.node.findAll().flatMap(({ node }) => node.validate());

it('activates what is composed and declared, before and after, and what is asked for', () => {
  const chart = chartFor();
  new ManagedResourceActivationPolicy(chart, 'composed', { activate: ['*.eks.aws.m.upbound.io'] });
  compose(chart);
  new BucketObject(chart, 'bucket', { metadata: { name: 'b' }, spec: { forProvider } });
  new ClusterProviderConfig(chart, 'default', { credentials: { source: 'IRSA' } });
  new PostgresDatabase.v1alpha1(chart, 'orders', {
    spec: { size: 'small', region: 'eu-west-1', backup: {} },
  });
  const [policy] = chart.toJson() as [{ spec: { activate: string[] } }];
  expect(policy.spec.activate).toEqual([
    '*.eks.aws.m.upbound.io',
    'buckets.s3.aws.m.upbound.io',
    'instances.rds.aws.m.upbound.io',
    'keys.kms.aws.m.upbound.io',
  ]);
  expect(problems(chart)).toEqual([]);
});

it.each<[string, string[], string]>([
  ['nothing', [], "'p' activates nothing: no managed resource is composed or declared"],
  ['a kind', ['Bucket'], "'p' activates 'Bucket', which is no name of a definition"],
])('refuses a policy that activates %s', (_, activate, says) => {
  const chart = chartFor();
  new ManagedResourceActivationPolicy(chart, 'p', { activate });
  expect(problems(chart)).toEqual([expect.stringContaining(says)]);
});

it('a policy needs Crossplane 2', () => {
  const make = () => new ManagedResourceActivationPolicy(chartFor({ crossplane: '1.20' }), 'p');
  expect(refusal(make)).toContain('TARGET_TOO_OLD: ManagedResourceActivationPolicy');
});

it.each([
  ['rds.aws.m.upbound.io/v1beta1', 'Instance', 'instances.rds.aws.m.upbound.io'],
  ['rds.aws.upbound.io/v1beta3', 'Instance', 'instances.rds.aws.upbound.io'],
  ['iam.aws.m.upbound.io/v1beta1', 'Policy', 'policies.iam.aws.m.upbound.io'],
  ['sql.crossplane.io/v1', 'Proxy', 'proxies.sql.crossplane.io'],
  ['aws.m.upbound.io/v1beta1', 'ClusterProviderConfig', undefined],
  ['aws.m.upbound.io/v1beta1', 'ProviderConfigUsage', undefined],
  ['apiextensions.crossplane.io/v1beta1', 'EnvironmentConfig', undefined],
  ['protection.crossplane.io/v1beta1', 'Usage', undefined],
  ['meta.pkg.crossplane.io/v1', 'Configuration', undefined],
  ['apps/v1', 'Deployment', undefined],
  ['platform.acme.io/v1', 'Database', undefined],
])('the definition of %s %s is %s', (apiVersion, kind, name) => {
  expect(definitionName({ apiVersion, kind })).toBe(name);
});

it('knows the package of every group of provider-aws', () => {
  const groups = knownGroups().filter((group) => /\baws\.(m\.)?upbound\.io$/.test(group));
  expect(groups.length).toBeGreaterThan(300);
  for (const group of groups)
    expect(packageOf(group)?.name).toMatch(/^provider-(aws-[a-z0-9]+|family-aws)$/);
});

it('installs the providers of what is composed, whenever it is', () => {
  const chart = chartFor();
  compose(chart, 'before');
  const providers = new Chart(chart, 'providers');
  new AwsProviders(providers, 'aws', {
    version: 'v2.6.0',
    services: ['iam', 'rds'],
    runtimeConfigRef: { name: 'aws' },
  });
  new Composition(chart, 'after', {
    composite: PostgresDatabase.v1alpha1,
    compose(_, add) {
      add('bucket', BucketObject, { spec: { forProvider } });
      return {};
    },
  });
  new Role(chart, 'role', { spec: { forProvider: { assumeRolePolicy: '{}' } } });
  expectGolden(join(__dirname, 'golden', 'aws-providers.yaml'), yamlOf(providers));
  expect(problems(chart)).toEqual([]);
});

it('refuses a service that is none', () => {
  const make = () => new AwsProviders(chartFor(), 'aws', { version: 'v1', services: ['IAM!'] });
  expect(refusal(make)).toContain("AwsProviders 'aws' has the service 'IAM!'");
});

const image = (name: string) => `xpkg.upbound.io/upbound/${name}:v2.6.0`;

it.each<[string, readonly string[], readonly string[]]>([
  ['nothing where none is installed', [], []],
  ['nothing where all are', ['provider-aws-rds', 'provider-aws-kms'], []],
  ['nothing where the undivided one is', ['provider-aws'], []],
  [
    'one that lacks',
    ['provider-aws-rds'],
    [
      "composes Key of kms.aws.m.upbound.io, but no Provider of this program installs provider-aws-kms: add one, or use AwsProviders; one of another name says groups: ['kms.aws.m.upbound.io']",
    ],
  ],
  [
    'each that lacks',
    ['provider-family-aws'],
    [expect.stringContaining('provider-aws-kms'), expect.stringContaining('provider-aws-rds')],
  ],
])('tells %s', (_, installed, told) => {
  const chart = chartFor();
  compose(chart);
  for (const name of installed) new Provider(chart, name, { package: image(name) });
  expect(problems(chart)).toEqual(told);
});

it('tells of objects and configurations whose provider lacks, each package once', () => {
  const chart = chartFor();
  new Provider(chart, 'gcp', { package: image('provider-gcp-storage') });
  for (const id of ['a', 'b']) {
    new BucketObject(chart, id, { spec: { forProvider } });
    new ClusterProviderConfig(chart, `config-${id}`, { credentials: { source: 'IRSA' } });
  }
  expect(problems(chart)).toEqual([
    expect.stringContaining(
      'chart/a is a Bucket of s3.aws.m.upbound.io, but no Provider of this program installs provider-aws-s3:',
    ),
    expect.stringContaining(
      'chart/config-a is a ClusterProviderConfig of aws.m.upbound.io, but no Provider of this program installs provider-family-aws:',
    ),
  ]);
});

it('says nothing beside a Configuration, which brings what it depends on', () => {
  const chart = chartFor();
  compose(chart);
  new Provider(chart, 'gcp', { package: image('provider-gcp-storage') });
  new BucketObject(chart, 'bucket', { spec: { forProvider } });
  new Configuration(chart, 'platform', { package: 'ghcr.io/acme/platform:v1.0.0' });
  expect(problems(chart)).toEqual([]);
});
