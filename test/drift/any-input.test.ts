import fc from 'fast-check';
import { formatKey, ManifestSet, type Manifest } from '../../lib/core';
import { claimsOf, fights, rulesOf, writers } from '../../lib/drift';
import { repaired } from '../../lib/drift/apply-repairs';

const KINDS = [
  'apps/v1/Deployment',
  'apps/v1/StatefulSet',
  'batch/v1/Job',
  'autoscaling/v2beta2/HorizontalPodAutoscaler',
  'keda.sh/v1alpha1/ScaledObject',
  'argoproj.io/v1alpha1/Rollout',
  'argoproj.io/v1alpha1/Application',
  'argoproj.io/v1alpha1/ApplicationSet',
  'argocd-image-updater.argoproj.io/v1alpha1/ImageUpdater',
  'kyverno.io/v1/ClusterPolicy',
  'external-secrets.io/v1/ExternalSecret',
  'gateway.networking.k8s.io/v1/HTTPRoute',
  'rds.aws.m.upbound.io/v1beta1/Instance',
  'apiextensions.crossplane.io/v1/CompositeResourceDefinition',
  'apiextensions.k8s.io/v1/CustomResourceDefinition',
  'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration',
  'v1/Service',
  'v1/Secret',
  'v1/Namespace',
];

/** Names of fields that writers read, so that they meet each other at the wrong places. */
const WORDS = [
  ...['scaleTargetRef', 'apiVersion', 'kind', 'name', 'namespace', 'rules', 'match', 'exclude'],
  ...['any', 'all', 'resources', 'kinds', 'mutate', 'patchStrategicMerge', 'patchesJson6902'],
  ...['targets', 'foreach', 'strategy', 'canary', 'trafficRouting', 'istio', 'virtualService'],
  ...['template', 'spec', 'metadata', 'containers', 'env', 'selector', 'labels', 'annotations'],
  ...['versions', 'data', 'dataFrom', 'remoteRef', 'forProvider', 'names', 'webhooks', 'target'],
];

const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, 0, '', 'web', '*', '(a)', '[', '{{ x }}', 'apps/v1', 'Deployment'),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...WORDS), tie('any'), { maxKeys: 4 }),
  ),
})).any;

const manifest = fc
  .record({
    type: fc.constantFrom(...KINDS),
    metadata: fc.record({
      name: fc.constantFrom('web', 7, null),
      namespace: fc.constantFrom('shop', undefined, null),
      labels: value,
      annotations: value,
    }),
    spec: value,
    webhooks: value,
  })
  .map(({ type, ...rest }) => {
    const slash = type.lastIndexOf('/');
    return { apiVersion: type.slice(0, slash), kind: type.slice(slash + 1), ...rest } as Manifest;
  });

it('reads any content without failing, twice the same, and repairs it once and for all', () => {
  fc.assert(
    fc.property(fc.array(manifest, { maxLength: 12 }), (all) => {
      const set = ManifestSet.of(all);
      const claims = [...claimsOf(set)];
      expect([...claimsOf(set)]).toEqual(claims);
      for (const claim of claims) fights(claim);
      for (const { target } of claims) formatKey(target);
      rulesOf(claims, 'serverSideApply');
      const { objects } = repaired(set, {}, true);
      const after = ManifestSet.of(all.map((one) => objects.get(one) ?? one));
      expect(repaired(after, {}, true).applied).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

it('leaves alone what it reads', () => {
  fc.assert(
    fc.property(fc.array(manifest, { maxLength: 8 }), (all) => {
      const before = JSON.stringify(all);
      repaired(ManifestSet.of(all), {}, true);
      expect(JSON.stringify(all)).toBe(before);
    }),
  );
});

it('has a name and a title for each writer that no other has', () => {
  expect(new Set(writers.map(({ name }) => name)).size).toBe(writers.length);
  expect(new Set(writers.map(({ title }) => title)).size).toBe(writers.length);
  for (const { name, source, fields } of writers) {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(source).toMatch(/^https:\/\//);
    expect(fields.length).toBeGreaterThan(0);
  }
});
