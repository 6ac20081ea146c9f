import { ManifestSet, rulesUnder, STRATEGIES, type Manifest } from '../../lib/core';
import { claimsOf, expectedRules, recordedRules, rulesOf, type Expected } from '../../lib/drift';

const scaled: Manifest[] = [
  {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
  },
  { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' } },
];
const stateful: Manifest = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'db', namespace: 'shop' },
  spec: { volumeClaimTemplates: [{ metadata: { name: 'a' }, spec: {} }] },
};
const rollout: Manifest = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { strategy: { canary: { stableService: 'web' } } },
};
const service: Manifest = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { selector: { app: 'web', 'rollouts-pod-template-hash': 'abc' } },
};
const everything = [...scaled, stateful, rollout, service];
const expected: Expected[] = [
  { writer: 'stateful-set', target: { kind: 'StatefulSet', name: 'other' } },
  { group: 'apps', kind: 'Deployment', name: 'hand', managedFieldsManagers: ['keda'] },
];

const recorded = (given: Manifest[], more: Expected[] = []) =>
  recordedRules(claimsOf(ManifestSet.of(given)), more);

describe('what a release records', () => {
  it('names the object that makes a controller write, and no way to compare where all are alike', () => {
    expect(recorded(scaled)).toEqual([
      {
        group: 'apps',
        kind: 'Deployment',
        name: 'web',
        namespace: 'shop',
        jsonPointers: ['/spec/replicas'],
        by: 'HorizontalPodAutoscaler/shop/web',
      },
    ]);
  });

  it('has what fights only in some ways to compare, and says which', () => {
    const rules = recorded([rollout, service]);
    expect(rules.length).toBeGreaterThan(0);
    for (const { under, by } of rules) {
      expect(under).not.toEqual(expect.arrayContaining(['clientSide']));
      expect(by).toBeDefined();
    }
  });

  it.each(STRATEGIES)('gives back what the content itself gives: %s', (strategy) => {
    const claims = [...claimsOf(ManifestSet.of(everything))];
    const back = rulesUnder(recordedRules(claims, expected), strategy);
    const direct = [...rulesOf(claims, strategy), ...expectedRules(expected, {}, strategy)];
    const sorted = (rules: readonly object[]) => rules.map((one) => JSON.stringify(one)).sort();
    expect(sorted(back)).toEqual(sorted(direct));
  });

  it('holds rules that say nothing of it for every way to compare, as older files have them', () => {
    const old = { group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] };
    for (const strategy of STRATEGIES) expect(rulesUnder([old], strategy)).toEqual([old]);
  });
});
