import { join } from 'node:path';
import { Chart, Testing, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { ArgoCdConfig, contributeConfig, type ConfigFragment } from '../../../constructs/argocd';
import { expectGolden } from '../../support/golden';

const chart = () => new Chart(Testing.app({ outdir: 'unused' }), 'hub', { namespace: 'argocd' });
const exclusion = { apiGroups: ['*.upbound.io'], kinds: ['ProviderConfigUsage'] };

it('writes what all constructs of an app contribute, before it and after it', () => {
  const scope = chart();
  contributeConfig(new Construct(scope, 'crossplane'), {
    exclusions: [exclusion, { apiGroups: ['coordination.k8s.io'], kinds: ['Lease'] }],
    customizations: [
      {
        group: 'pkg.crossplane.io',
        kind: 'Provider',
        health: 'hs = {}\nhs.status = "Healthy"\nreturn hs\n',
      },
    ],
  });
  new ArgoCdConfig(scope, 'config', {
    data: { 'application.resourceTrackingMethod': 'annotation' },
    customizations: [
      { group: '', kind: 'ConfigMap', ignoreDifferences: 'jsonPointers: [/data]\n' },
    ],
  });
  const later = new Construct(scope, 'rollouts');
  contributeConfig(later, { parameters: { 'applicationsetcontroller.policy': 'sync' } });
  contributeConfig(later, { exclusions: [exclusion] });
  expectGolden(join(__dirname, 'golden', 'config.yaml'), Yaml.stringify(...scope.toJson()));
});

it('writes no exclusions and no parameters where nobody adds any', () => {
  const scope = chart();
  new ArgoCdConfig(scope, 'config', { data: { a: 'b' } });
  expect((scope.toJson() as { data: object }[]).map(({ data }) => data)).toEqual([{ a: 'b' }]);
});

function both(first: ConfigFragment, second: ConfigFragment) {
  const scope = chart();
  contributeConfig(new Construct(scope, 'one'), first);
  contributeConfig(new Construct(scope, 'other'), second);
}

it('accepts the same value twice', () => {
  expect(() => {
    both({ data: { a: 'b' } }, { data: { a: 'b' } });
  }).not.toThrow();
});

it('keeps apps apart', () => {
  contributeConfig(chart(), { data: { a: 'b' } });
  expect(() => {
    contributeConfig(chart(), { data: { a: 'c' } });
  }).not.toThrow();
});

it.each([
  [
    'two values of a key',
    () => {
      both({ data: { a: 'b' } }, { data: { a: 'c' } });
    },
    'ARGOCD_CONFIG_CONFLICT',
    'hub/one and hub/other set different values of a in argocd-cm',
  ],
  [
    'two health checks of a kind',
    () => {
      both(
        { customizations: [{ group: 'a.io', kind: 'B', health: 'x' }] },
        { customizations: [{ group: 'a.io', kind: 'B', health: 'y' }] },
      );
    },
    'ARGOCD_CONFIG_CONFLICT',
    'different values of resource.customizations.health.a.io_B',
  ],
  [
    'two values of a parameter',
    () => {
      both({ parameters: { a: 'b' } }, { parameters: { a: 'c' } });
    },
    'ARGOCD_CONFIG_CONFLICT',
    'different values of a in argocd-cmd-params-cm',
  ],
  [
    'two writers',
    () => {
      const scope = chart();
      new ArgoCdConfig(scope, 'a');
      new ArgoCdConfig(scope, 'b');
    },
    'ARGOCD_CONFIG_CONFLICT',
    'hub/a and hub/b both write argocd-cm',
  ],
  [
    'a kind with a wildcard',
    () => {
      both({ customizations: [{ group: '*.crossplane.io', kind: '*', health: 'x' }] }, {});
    },
    'ARGOCD_CONFIG_INVALID',
    "the key 'resource.customizations.health.*.crossplane.io_*'",
  ],
  [
    'exclusions as text',
    () => {
      both({ data: { 'resource.exclusions': '[]' } }, {});
    },
    'ARGOCD_CONFIG_INVALID',
    'takes away those that Argo CD ships',
  ],
])('refuses %s', (_, make, code, message) => {
  expect(make).toThrow(expect.objectContaining({ code }));
  expect(make).toThrow(message);
});
