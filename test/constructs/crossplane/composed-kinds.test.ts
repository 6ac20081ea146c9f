import { k8s } from 'cdk8s-plus-28';
import { Composition, compositeResource, Type, type Add } from '../../../constructs/crossplane';
import { Certificate, ClusterIssuer } from '../../../imports/cert-manager';
import { ClusterProviderConfig, ProviderConfig } from '../../../imports/aws/provider';
import * as rds from '../../../imports/aws/rds';
import { EnvironmentConfig } from '../../../imports/crossplane';
import { ExternalSecret } from '../../../imports/external-secrets';
import { valueAt } from '../../../lib/core';
import { PostgresDatabase } from './sample';
import { manifestsOf, templates } from './support';

const Fleet = compositeResource({
  group: 'platform.kaval.io',
  kind: 'Fleet',
  scope: 'Cluster',
  versions: { v1: { spec: Type.Object({}) } },
});

/** A kind that no facts of ours know. */
class Widget {
  static readonly GVK = { apiVersion: 'acme.io/v1', kind: 'Widget' };
}
const unknown = Widget as unknown as typeof ExternalSecret;
const instance = { spec: { forProvider: { region: 'eu-west-1', instanceClass: 'db.t4g.medium' } } };
const certificate = { spec: { secretName: 'tls', issuerRef: { name: 'ca' } } };

test('kinds that Crossplane may not touch get a role that is aggregated to it', () => {
  const [, role, ...others] = manifestsOf((chart) => {
    new Composition(chart, 'all', {
      composite: PostgresDatabase.v1alpha1,
      compose(_, add) {
        add('instance', rds.Instance, instance);
        add('xr', PostgresDatabase.v1alpha1, { spec: { size: 'small', region: 'eu-west-1' } });
        add('secret', ExternalSecret, {});
        add('other-secret', ExternalSecret, {});
        add('certificate', Certificate, certificate);
        add('widget', unknown, {});
        add('config', k8s.KubeConfigMap, {});
        add('deployment', k8s.KubeDeployment, {});
        add('set', k8s.KubeStatefulSet, {});
        add('ingress', k8s.KubeIngress, {});
        return {};
      },
    });
  });
  expect(others).toEqual([]);
  const verbs = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];
  expect(role).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: {
      name: 'crossplane-compose-all',
      labels: { 'rbac.crossplane.io/aggregate-to-crossplane': 'true' },
    },
    rules: [
      { apiGroups: ['acme.io'], resources: ['widgets'], verbs },
      { apiGroups: ['apps'], resources: ['statefulsets'], verbs },
      { apiGroups: ['cert-manager.io'], resources: ['certificates'], verbs },
      { apiGroups: ['external-secrets.io'], resources: ['externalsecrets'], verbs },
      { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs },
    ],
  });
});

/** A kind of that name, of which no facts of ours tell. */
const kindOf = (apiVersion: string, kind: string) =>
  ({ GVK: { apiVersion, kind } }) as unknown as typeof ExternalSecret;

test.each([
  ['v1', 'ServiceAccount', undefined],
  ['v1', 'PersistentVolumeClaim', 'persistentvolumeclaims'],
  ['coordination.k8s.io/v1', 'Lease', undefined],
  ['apps/v1', 'Deployment', undefined],
  ['apps/v1', 'ReplicaSet', 'replicasets'],
  ['protection.crossplane.io/v1beta1', 'Usage', undefined],
  ['iam.gcp.m.upbound.io/v1', 'Policy', undefined],
  ['acme.io/v1', 'Policy', 'policies'],
  ['crossplane.io.acme.io/v1', 'Ingress', 'ingresses'],
])('%s %s needs the right to %s', (apiVersion, kind, resource) => {
  const [, role] = manifestsOf((chart) => {
    new Composition(chart, 'c', {
      composite: PostgresDatabase.v1alpha1,
      compose(_, add) {
        add('x', kindOf(apiVersion, kind), {});
        return {};
      },
    });
  });
  expect(valueAt(role, '/rules/0/resources/0')).toBe(resource);
});

test('providers, composites and what Crossplane has rights to by itself need no role', () => {
  const manifests = manifestsOf((chart) => {
    new Composition(chart, 'all', {
      composite: PostgresDatabase.v1alpha1,
      compose(_, add) {
        add('instance', rds.Instance, instance);
        add('xr', PostgresDatabase.v1alpha1, { spec: { size: 'small', region: 'eu-west-1' } });
        return {};
      },
    });
  });
  expect(manifests.map(({ kind }) => kind)).toEqual(['Composition']);
});

const readiness: readonly (readonly [string, (add: Add) => unknown, unknown])[] = [
  ['is left to its Ready condition', (add) => add('x', rds.Instance, instance), undefined],
  [
    'is nothing where it is told so',
    (add) => add('x', rds.Instance, instance, { readiness: 'none' }),
    [{ type: 'None' }],
  ],
  [
    'is the condition that is named',
    (add) => add('x', rds.Instance, instance, { readiness: { condition: 'Synced' } }),
    [{ type: 'MatchCondition', matchCondition: { type: 'Synced', status: 'True' } }],
  ],
  [
    'is the status that is named',
    (add) =>
      add('x', rds.Instance, instance, { readiness: { condition: 'Failed', status: 'False' } }),
    [{ type: 'MatchCondition', matchCondition: { type: 'Failed', status: 'False' } }],
  ],
  [
    'is nothing for a provider configuration, which has no conditions',
    (add) => add('x', ProviderConfig, { spec: { credentials: { source: 'IRSA' } } }),
    [{ type: 'None' }],
  ],
  ['is left alone for kinds that nobody knows', (add) => add('x', unknown, {}), undefined],
];

test.each(readiness)('readiness %s', (_, compose, checks) => {
  const [template] = templates((_xr, add) => {
    compose(add);
    return {};
  });
  expect(template?.readinessChecks).toEqual(checks);
});

test('a cluster-scoped kind below a cluster-scoped XR has no conditions and needs none', () => {
  const [composition] = manifestsOf((chart) => {
    new Composition(chart, 'fleet', {
      composite: Fleet.v1,
      compose(_, add) {
        add('config', EnvironmentConfig, { data: { a: 1 } });
        return {};
      },
    });
  });
  const checks = valueAt(composition, '/spec/pipeline/0/input/resources/0/readinessChecks');
  expect(checks).toEqual([{ type: 'None' }]);
});

const scopes: readonly (readonly [
  string,
  typeof Fleet.v1 | undefined,
  (add: Add) => unknown,
  RegExp,
])[] = [
  [
    'a cluster-scoped kind below a namespaced XR',
    undefined,
    (add) => add('issuer', ClusterIssuer, { spec: {} }),
    /resource 'issuer' of composition 'bad' is a cluster-scoped ClusterIssuer/,
  ],
  [
    'a cluster-scoped composite below a namespaced XR',
    undefined,
    (add) => add('fleet', Fleet.v1, { spec: {} }),
    /is a cluster-scoped Fleet, which the namespaced PostgresDatabase cannot compose/,
  ],
  [
    'a namespace below a namespaced XR',
    undefined,
    (add) => add('a', Certificate, { metadata: { namespace: 'x' }, ...certificate }),
    /names a namespace/,
  ],
  [
    'a namespaced kind without a namespace below a cluster-scoped XR',
    Fleet.v1,
    (add) => add('a', Certificate, certificate),
    /is a namespaced Certificate without a namespace/,
  ],
];

test.each(scopes)('refuses %s', (_, composite, compose, says) => {
  const make = () =>
    manifestsOf((chart) => {
      new Composition(chart, 'bad', {
        composite: (composite ?? PostgresDatabase.v1alpha1) as typeof Fleet.v1,
        compose(_xr, add) {
          compose(add);
          return {};
        },
      });
    });
  expect(make).toThrow(says);
  expect(make).toThrow(expect.objectContaining({ code: 'COMPOSITION_SCOPE' }));
});

test('a cluster-scoped XR composes what names its namespace', () => {
  const [composition] = manifestsOf((chart) => {
    new Composition(chart, 'fleet', {
      composite: Fleet.v1,
      compose(_, add) {
        add('a', Certificate, { metadata: { namespace: 'fleet' }, ...certificate });
        add('b', ClusterProviderConfig, { spec: { credentials: { source: 'IRSA' } } });
        return {};
      },
    });
  });
  expect(composition?.kind).toBe('Composition');
});
