import { expectedRules, type Expected } from '../../lib/drift';

const rules = (writer: string, kind: string, strategy?: 'serverSideApply' | 'serverSideDiff') =>
  expectedRules([{ writer, target: { kind, name: 'x' } } as Expected], {}, strategy);

it.each([
  ['horizontal-pod-autoscaler', 'StatefulSet', 'apps', ['/spec/replicas'], undefined],
  ['horizontal-pod-autoscaler', 'Prometheus', 'monitoring.coreos.com', ['/spec/shards'], undefined],
  ['kueue', 'Job', 'batch', ['/spec/suspend'], undefined],
  [
    'istio',
    'MutatingWebhookConfiguration',
    'admissionregistration.k8s.io',
    undefined,
    ['.webhooks[]?.clientConfig.caBundle'],
  ],
  ['aggregated-cluster-role', 'ClusterRole', 'rbac.authorization.k8s.io', ['/rules'], undefined],
])('expects %s of a %s', (writer, kind, group, jsonPointers, jqPathExpressions) => {
  expect(rules(writer, kind)).toEqual([
    {
      group,
      kind,
      name: 'x',
      ...(jsonPointers && { jsonPointers }),
      ...(jqPathExpressions && { jqPathExpressions }),
    },
  ]);
});

it('adds no rule where nothing fights by that way to compare', () => {
  expect(rules('gateway-api', 'Gateway')).toEqual([]);
  expect(rules('gateway-api', 'Gateway', 'serverSideDiff')).toEqual([]);
  expect(rules('gateway-api', 'Gateway', 'serverSideApply')).toMatchObject([
    {
      jqPathExpressions: [
        '.spec.listeners[]?.tls.certificateRefs[]?.group',
        '.spec.listeners[]?.tls.certificateRefs[]?.kind',
      ],
    },
  ]);
});

it('takes the group that is said, of all objects where no name is', () => {
  const target = { group: 'rds.aws.m.upbound.io', kind: 'Instance' };
  expect(expectedRules([{ writer: 'crossplane-managed', target }])).toMatchObject([
    { ...target, jsonPointers: expect.arrayContaining([expect.any(String)]) as never },
  ]);
  expect(expectedRules([{ writer: 'crossplane-managed', target }])[0]).not.toHaveProperty('name');
});
