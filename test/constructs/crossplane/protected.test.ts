import { Composition, compositeResource, Type, type Add } from '../../../constructs/crossplane';
import * as rds from '../../../imports/aws/rds';
import { Certificate, ClusterIssuer } from '../../../imports/cert-manager';
import { valueAt } from '../../../lib/core';
import { manifestsOf, templates, type Xr } from './support';

const forProvider = { region: 'eu-west-1', instanceClass: 'db.t4g.medium' };
const label = 'cdk8s-gitops.dev/protected';

test('a protected resource gets a label, and a Usage that finds it by that', () => {
  const made = templates((_, add) => {
    add(
      'instance',
      rds.Instance,
      { metadata: { labels: { team: 'a' } }, spec: { forProvider } },
      { protect: 'holds data' },
    );
    add('other', rds.Instance, { spec: { forProvider } });
    return {};
  });
  expect(made.map(({ name }) => name)).toEqual(['instance', 'instance-usage', 'other']);
  expect(valueAt(made[0]?.base as never, '/metadata/labels')).toEqual({
    team: 'a',
    [label]: 'instance',
  });
  expect(made[1]).toEqual({
    name: 'instance-usage',
    base: {
      apiVersion: 'protection.crossplane.io/v1beta1',
      kind: 'Usage',
      spec: {
        of: {
          apiVersion: 'rds.aws.m.upbound.io/v1beta1',
          kind: 'Instance',
          resourceSelector: { matchControllerRef: true, matchLabels: { [label]: 'instance' } },
        },
        reason: 'holds data',
        replayDeletion: true,
      },
    },
  });
});

const Fleet = compositeResource({
  group: 'platform.kaval.io',
  kind: 'Fleet',
  scope: 'Cluster',
  versions: { v1: { spec: Type.Object({}) } },
});

test('below a cluster-scoped XR the Usage stands where the resource does', () => {
  const [composition] = manifestsOf((chart) => {
    new Composition(chart, 'fleet', {
      composite: Fleet.v1,
      compose(_, add) {
        const spec = { secretName: 'tls', issuerRef: { name: 'ca' } };
        const protect = 'in use';
        add('tls', Certificate, { metadata: { namespace: 'fleet' }, spec }, { protect });
        add('ca', ClusterIssuer, { spec: {} }, { protect });
        return {};
      },
    });
  });
  const at = (i: number) => valueAt(composition, `/spec/pipeline/0/input/resources/${i}/base`);
  expect(at(1)).toMatchObject({ kind: 'Usage', metadata: { namespace: 'fleet' } });
  expect(at(3)).toMatchObject({ kind: 'ClusterUsage' });
  expect(at(3)).not.toHaveProperty('metadata');
});

test.each<[string, (xr: Xr, add: Add) => unknown, RegExp]>([
  [
    'without a reason',
    (_, add) => add('a', rds.Instance, { spec: { forProvider } }, { protect: '' }),
    /resource 'a' of composition 'sample' is protected without a reason/,
  ],
  [
    'whose labels are a reference',
    (xr, add) =>
      add(
        'a',
        rds.Instance,
        { metadata: { labels: xr.metadata.labels }, spec: { forProvider } },
        { protect: 'x' },
      ),
    /its labels are a reference/,
  ],
  [
    'whose name is no value of a label',
    (_, add) => add('a b', rds.Instance, { spec: { forProvider } }, { protect: 'x' }),
    /its name is no value of a label/,
  ],
  [
    'beside one of the name of its Usage',
    (_, add) => {
      add('a-usage', rds.Instance, { spec: { forProvider } });
      add('a', rds.Instance, { spec: { forProvider } }, { protect: 'x' });
    },
    /two resources named 'a-usage'/,
  ],
])('refuses a protected resource %s', (_, compose, says) => {
  const make = () =>
    templates((xr, add) => {
      compose(xr, add);
      return {};
    });
  expect(make).toThrow(says);
  expect(make).toThrow(expect.objectContaining({ code: 'COMPOSITION_INVALID' }));
});
