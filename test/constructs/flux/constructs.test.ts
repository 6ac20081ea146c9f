import { join } from 'node:path';
import { Chart, Testing, Yaml } from 'cdk8s';
import { flux, PlatformApp } from '../../../constructs';
import { explain } from '../../../constructs/explain';
import { expectGolden } from '../../support/golden';

const chart = () => new Chart(Testing.app({ outdir: 'unused' }), 'c', { namespace: 'flux-system' });
const golden = (name: string) => join(__dirname, 'golden', `${name}.yaml`);

it('writes sources, releases and receivers in the shape of upstream', () => {
  const scope = chart();
  const index = new flux.HelmRepository(scope, 'charts', { url: 'https://charts.acme.io' });
  const registry = new flux.OCIRepository(scope, 'podinfo', {
    url: 'oci://ghcr.io/stefanprodan/charts/podinfo',
    ref: { semver: '6.x', semverFilter: '^6\\.\\d+\\.\\d+$' },
    layerSelector: flux.OCIRepository.HELM_CHART,
    verify: { secretRef: { name: 'cosign' } },
    provider: 'aws',
    serviceAccountName: 'puller',
  });
  const git = new flux.GitRepository(scope, 'apps', {
    url: 'https://github.com/acme/apps',
    ref: { branch: 'main' },
  });
  const cache = new flux.HelmRelease(scope, 'cache', {
    metadata: { namespace: 'shop' },
    chart: { spec: { chart: 'redis', version: '20.x', sourceRef: index } },
    values: { architecture: 'standalone', master: { persistence: { size: '8Gi' } } },
    valuesFrom: [
      { kind: 'Secret', name: 'redis', valuesKey: 'password', targetPath: 'auth.password' },
    ],
    install: { crds: 'CreateReplace', remediation: { retries: 3 } },
    upgrade: { strategy: { name: 'RetryOnFailure', retryInterval: '3m' } },
  });
  new flux.HelmRelease(scope, 'podinfo-release', {
    name: 'podinfo',
    metadata: { namespace: 'shop' },
    chartRef: registry,
    dependsOn: [cache, { name: 'elsewhere', namespace: 'b' }],
    driftDetection: { mode: 'enabled' },
    drift: {
      expect: [
        { writer: 'horizontal-pod-autoscaler', target: { kind: 'Deployment', name: 'podinfo' } },
      ],
    },
  });
  const crds = new flux.Kustomization(scope, 'crds', { sourceRef: git, path: './crds' });
  new flux.Kustomization(scope, 'apps-of-git', {
    name: 'apps',
    sourceRef: git,
    path: './apps',
    prune: false,
    dependsOn: [crds],
    healthChecks: [
      cache,
      { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'shop' },
    ],
    healthCheckExprs: [{ apiVersion: 'acme.io/v1', kind: 'Shop', current: 'status.ready' }],
    postBuild: {
      substitute: { CLUSTER: 'eu-1' },
      substituteFrom: [{ kind: 'ConfigMap', name: 'vars' }],
    },
    decryption: { provider: 'sops', secretRef: { name: 'age' } },
    deletionPolicy: 'WaitForTermination',
  });
  new flux.Receiver(scope, 'github', {
    type: 'github',
    events: ['ping', 'push'],
    secretRef: { name: 'webhook' },
    resources: [git, { kind: 'OCIRepository', name: '*', matchLabels: { team: 'web' } }],
  });
  expectGolden(golden('constructs'), Yaml.stringify(...scope.toJson()));
});

it('tells the path of a webhook as Flux makes it', () => {
  const resources = [{ kind: 'GitRepository', name: 'apps' }] as const;
  const secretRef = { name: 'webhook' };
  const made = new flux.Receiver(chart(), 'apps', { type: 'generic', secretRef, resources });
  // sha256sum of 'secret' + 'apps' + 'flux-system', by coreutils.
  expect(made.webhookPath('secret')).toBe(
    '/hook/fc5dae670b9e04048b26ffd24442c40fec74d4e9c8b21001185b56edba9726e4',
  );
});

it('says why a release has no rules, where it detects no drift', () => {
  const app = new PlatformApp();
  const scope = new Chart(app, 'c');
  const target = { kind: 'Deployment', name: 'web' };
  new flux.HelmRelease(scope, 'web', {
    chartRef: { kind: 'OCIRepository', name: 'web' },
    drift: { expect: [{ writer: 'horizontal-pod-autoscaler', target }] },
  });
  expect(scope.toJson()[0].spec.driftDetection).toBeUndefined();
  expect(explain(app)).toBe(
    'HelmRelease web\n  no rules: driftDetection.mode is off, so nothing is set back\n',
  );
});

it('makes one identity of several subjects, as patterns for the whole text', () => {
  const { issuer, subject } = flux.oidcIdentity('https://a.io', 'https://b/c.yaml@*', 'd+e');
  const matches = (pattern: string, text: string) => new RegExp(pattern).test(text);
  expect(matches(issuer, 'https://a.io')).toBe(true);
  expect(matches(issuer, 'https://axio')).toBe(false);
  expect(matches(subject, 'https://b/c.yaml@refs/heads/main')).toBe(true);
  expect(matches(subject, 'd+e')).toBe(true);
  expect(matches(subject, 'x d+e')).toBe(false);
  expect(matches(subject, 'https://b/cxyaml@main')).toBe(false);
  expect(() => flux.oidcIdentity('https://a')).toThrow(
    expect.objectContaining({ code: 'FLUX_VERIFY_INVALID' }),
  );
});
