import { join } from 'node:path';
import { ApiObject, type Chart } from 'cdk8s';
import { parse } from 'yaml';
import {
  ClusterUsage,
  Composition,
  legacyCompositeResource,
  LegacyUsage,
  Type,
  Usage,
} from '../../../../constructs/crossplane';
import * as rds from '../../../../imports/aws/rds';
import { knownKind } from '../../../../constructs/crossplane/kinds';
import { lintApp } from '../../../../lib/testing';
import { expectGolden } from '../../../support/golden';
import { chartFor, refusal, yamlOf } from '../packages/support';

const composite = (stateful: boolean) =>
  legacyCompositeResource({
    group: 'platform.kaval.io',
    kind: 'XStore',
    claim: 'Store',
    stateful,
    versions: { v1: { spec: Type.Object({}) } },
  });
const Store = composite(true);
const Cache = composite(false);
const claim = (chart: Chart, name = 'orders', protect?: boolean) =>
  new Store.claim.v1(chart, name, { spec: {}, ...(protect !== undefined && { protect }) });
const kindsOf = (chart: Chart) =>
  (chart.toJson() as { apiVersion: string; kind: string }[]).map(
    ({ apiVersion, kind }) => `${apiVersion.split('/')[0] ?? ''}/${kind}`,
  );

it.each([
  ['claims-v1.yaml', '1.20'],
  ['claims-v2.yaml', '2.3'],
])('keeps a claim that holds data, and the XR behind it: %s', (golden, crossplane) => {
  const chart = chartFor({ crossplane }, 'shop');
  const store = claim(chart);
  if (crossplane === '1.20') new LegacyUsage(chart, 'asked', { of: store, reason: 'audited' });
  else new Usage(chart, 'asked', { of: store, reason: 'audited' });
  expectGolden(join(__dirname, 'golden', golden), yamlOf(chart));
  const found = lintApp(chart, { only: ['schema'] } as never);
  expect(found.filter(({ rule }) => rule !== 'unknown-kind')).toEqual([]);
});

it('keeps only what holds data, unless somebody says otherwise', () => {
  const chart = chartFor({}, 'shop');
  claim(chart, 'a', false);
  new Cache.claim.v1(chart, 'b', { spec: {} });
  expect(kindsOf(chart)).toEqual(['platform.kaval.io/Store', 'platform.kaval.io/Store']);
  new Cache.claim.v1(chart, 'c', { spec: {}, protect: true });
  expect(kindsOf(chart)).toHaveLength(5);
});

it('keeps the claim alone, where nobody knows its namespace', () => {
  const chart = chartFor();
  claim(chart);
  expect(kindsOf(chart)).toEqual(['platform.kaval.io/Store', 'protection.crossplane.io/Usage']);
});

it('writes no Usages for a Crossplane that has them behind a flag, and refuses to be asked', () => {
  const chart = chartFor({ crossplane: '1.18' }, 'shop');
  claim(chart);
  expect(kindsOf(chart)).toEqual(['platform.kaval.io/Store']);
  expect(refusal(() => claim(chart, 'b', true))).toBe(
    "TARGET_TOO_OLD: the protection of Store 'b' needs crossplane 1.19, but the target is 1.18; raise targets.crossplane, or do without",
  );
});

const v1 = (namespace?: string) => chartFor({ crossplane: '1.20' }, namespace);
it.each<[string, () => unknown, string]>([
  [
    'a claim of Crossplane 1 without namespace',
    () => claim(v1()),
    "USAGE_INVALID: Store 'orders' holds data and is in no namespace that is known here",
  ],
  [
    'a Usage of Crossplane 1 of a namespaced object',
    () => {
      const chart = v1('shop');
      const of = new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap' });
      return new LegacyUsage(chart, 'a', { of, reason: 'b' });
    },
    "USAGE_INVALID: LegacyUsage 'a' names ConfigMap, which is namespaced; protect what is cluster-scoped",
  ],
  [
    'a Usage of Crossplane 1 of a claim that is nowhere',
    () => {
      const chart = v1();
      return new LegacyUsage(chart, 'a', { of: claim(chart, 'orders', false), reason: 'b' });
    },
    "USAGE_INVALID: LegacyUsage 'a' names the claim 'orders', whose namespace is not known here",
  ],
  [
    'one without reason',
    () =>
      new LegacyUsage(v1(), 'a', {
        of: { apiVersion: 'v1', kind: 'Namespace', resourceRef: { name: 'b' } },
      } as never),
    'says neither who uses the resource nor why it must stay',
  ],
  [
    'a ClusterUsage of a claim',
    () => {
      const chart = chartFor({}, 'shop');
      return new ClusterUsage(chart, 'a', { of: claim(chart), reason: 'b' });
    },
    'names Store, which is namespaced; write a Usage in its namespace',
  ],
  [
    'one for a Crossplane that has them behind a flag',
    () => {
      const chart = chartFor({ crossplane: '1.18' }, 'shop');
      return new LegacyUsage(chart, 'a', { of: claim(chart), reason: 'b' });
    },
    "LegacyUsage 'a' needs crossplane 1.19",
  ],
])('refuses %s', (_, make, says) => {
  expect(refusal(make)).toContain(says);
});

const Instance = {
  GVK: knownKind('rds.aws.upbound.io/v1beta3', 'Instance'),
} as never as typeof rds.Instance;
const composeWith = (chart: Chart, kind: typeof rds.Instance) =>
  new Composition(chart, 'store', {
    composite: Store.v1,
    compose(_, add) {
      const spec = { forProvider: { region: 'a', instanceClass: 'b' } };
      const metadata = kind === rds.Instance ? { namespace: 'fleet' } : {};
      add('instance', kind, { metadata, spec }, { protect: 'holds data' });
      return {};
    },
  });

it('composes the Usage that the declared Crossplane has', () => {
  const chart = v1();
  composeWith(chart, Instance);
  const text = yamlOf(chart);
  expect(text).toMatch(/apiVersion: apiextensions\.crossplane\.io\/v1beta1\n\s+kind: Usage/);
  expect(text).not.toContain('protection.crossplane.io');
  expect(parse(text)).toBeDefined();
});

it('refuses to compose one that Crossplane 1 never finds anything with', () => {
  const make = () => composeWith(v1(), rds.Instance);
  expect(refusal(make)).toContain(
    'is protected and namespaced, and Usages of Crossplane 1 find no such',
  );
});
