import { join } from 'node:path';
import { ApiObject, type ApiObjectProps, type Chart } from 'cdk8s';
import {
  ClusterUsage,
  compositeResource,
  Type,
  Usage,
  type UsageProps,
} from '../../../../constructs/crossplane';
import { expectGolden } from '../../../support/golden';
import { PostgresDatabase } from '../sample';
import { chartFor, refusal, yamlOf } from '../packages/support';

const Fleet = compositeResource({
  group: 'platform.kaval.io',
  kind: 'Fleet',
  scope: 'Cluster',
  versions: { v1: { spec: Type.Object({}) } },
});

const database = (chart: Chart, id: string, namespace?: string) =>
  new PostgresDatabase.v1alpha1(chart, id, {
    metadata: namespace === undefined ? {} : { namespace },
    spec: { size: 'small', region: 'eu-west-1', backup: {} },
  });
const object = (chart: Chart, props: ApiObjectProps) =>
  new ApiObject(chart, props.kind, { ...props, metadata: { name: 'x', ...props.metadata } });

it('writes what may not be deleted, by construct, by name and by selector', () => {
  const chart = chartFor({}, 'shop');
  const orders = database(chart, 'orders');
  const reports = database(chart, 'reports', 'finance');
  new Usage(chart, 'keep-orders', { of: orders, reason: 'holds data' });
  new Usage(chart, 'orders-first', { of: reports, by: orders, replayDeletion: true });
  new Usage(chart, 'every', {
    of: {
      apiVersion: 'rds.aws.m.upbound.io/v1beta1',
      kind: 'Instance',
      resourceSelector: { matchControllerRef: true },
    },
    reason: 'holds data',
  });
  const fleet = new Fleet.v1(chart, 'eu', { spec: {} });
  const secret = { apiVersion: 'v1', kind: 'Namespace', resourceRef: { name: 'eu' } };
  new ClusterUsage(chart, 'keep-eu', { of: fleet, by: secret });
  new ClusterUsage(chart, 'keep-unknown', {
    of: object(chart, { apiVersion: 'acme.io/v1', kind: 'Widget' }),
    reason: 'of unknown scope',
  });
  expectGolden(join(__dirname, 'golden', 'usages.yaml'), yamlOf(chart));
});

it.each<[string, (chart: Chart) => unknown, string]>([
  [
    'that has neither user nor reason',
    (chart) => ({ of: database(chart, 'a') }),
    'says neither who uses the resource nor why it must stay; write by or reason',
  ],
  [
    'whose reason is empty',
    (chart) => ({ of: database(chart, 'a'), reason: '' }),
    'says neither who uses',
  ],
  [
    'of another namespace for a reason alone',
    (chart) => ({ of: database(chart, 'a', 'finance'), reason: 'data' }),
    "protects PostgresDatabase in namespace 'finance' for a reason alone",
  ],
  [
    'used from another namespace',
    (chart) => ({ of: database(chart, 'a'), by: database(chart, 'b', 'finance') }),
    "is used by PostgresDatabase in namespace 'finance'; put the Usage into the namespace",
  ],
  [
    'used by what is cluster-scoped',
    (chart) => ({
      of: database(chart, 'a'),
      by: object(chart, { apiVersion: 'v1', kind: 'Namespace' }),
    }),
    'is used by Namespace, which is cluster-scoped; write a ClusterUsage',
  ],
  [
    'of nothing',
    () => ({ of: { apiVersion: 'v1', kind: 'Secret' }, reason: 'data' }),
    'names no resource in of',
  ],
])('refuses a Usage %s', (_, props, says) => {
  const chart = chartFor({}, 'shop');
  const found = refusal(() => new Usage(chart, 'keep', props(chart) as UsageProps));
  expect(found).toContain(`USAGE_INVALID: Usage 'keep' ${says}`);
});

it('refuses a ClusterUsage of what is namespaced', () => {
  const chart = chartFor({}, 'shop');
  const make = (by?: ApiObject) => () =>
    new ClusterUsage(chart, 'keep', {
      of: by ? object(chart, { apiVersion: 'v1', kind: 'Namespace' }) : database(chart, 'a'),
      reason: 'data',
      ...(by && { by }),
    });
  expect(refusal(make())).toContain('names PostgresDatabase, which is namespaced; write a Usage');
  expect(refusal(make(database(chart, 'b')))).toContain('names PostgresDatabase, which is names');
});

it.each(['Usage', 'ClusterUsage'])('a %s needs Crossplane 2', (kind) => {
  const make = (crossplane: string) => () => {
    const of = { apiVersion: 'v1', kind: 'Namespace', resourceRef: { name: 'a' } };
    new (kind === 'Usage' ? Usage : ClusterUsage)(chartFor({ crossplane }), 'k', {
      of,
      reason: 'r',
    });
  };
  expect(refusal(make('1.20'))).toContain(`TARGET_TOO_OLD: ${kind} 'k' needs crossplane 2.0`);
  expect(refusal(make('2.0'))).toBe('accepted');
});
