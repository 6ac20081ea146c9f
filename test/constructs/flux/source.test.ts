import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart, Yaml } from 'cdk8s';
import { Artifact, flux, PlatformApp } from '../../../constructs';
import { fluxRules } from '../../../constructs/flux/ignore-rules';
import { explain } from '../../../constructs/explain';
import { expectGolden } from '../../support/golden';

const golden = (name: string) => join(__dirname, 'golden', `${name}.yaml`);
const before = process.cwd();
beforeEach(() => process.chdir(mkdtempSync(join(tmpdir(), 'flux-'))));
afterEach(() => process.chdir(before));

/** A Deployment with an autoscaler, and a Job that a queue starts. */
function content(chart: Chart) {
  new ApiObject(chart, 'web', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { replicas: 3 },
  });
  new ApiObject(chart, 'hpa', {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
  });
  new ApiObject(chart, 'job', {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'report.daily', labels: { 'kueue.x-k8s.io/queue-name': 'small' } },
    spec: { suspend: true },
  });
}

function program(targets: { flux?: string } = {}) {
  const app = new PlatformApp({ targets });
  const shop = new Artifact(app, 'shop', {
    repository: 'ghcr.io/acme/manifests/shop',
    variants: ['staging', 'production'],
    content: (scope) => content(new Chart(scope, 'web', { namespace: 'shop' })),
  });
  const cluster = new Chart(app, 'cluster', { namespace: 'flux-system' });
  return { app, shop, cluster };
}

const yamlOf = (chart: Chart) => Yaml.stringify(...chart.toJson());

it('gives an OCIRepository with the digest of the ring, and a Kustomization of the variant', () => {
  const { shop, cluster } = program();
  const { kustomization } = flux.source(cluster, shop, {
    ring: 'production',
    variant: 'production',
    repository: {
      verify: { matchOIDCIdentity: [flux.oidcIdentity('https://a.b', 'https://c/d@refs/heads/*')] },
    },
    kustomization: { wait: true, targetNamespace: 'shop', timeout: '5m' },
  });
  flux.source(cluster, shop, {
    ring: 'staging',
    variant: 'staging',
    name: 'preview',
    kustomization: { dependsOn: [kustomization] },
  });
  const text = yamlOf(cluster);
  expect(text).toContain(`digest: ${String(/sha256:[a-f0-9]{64}/.exec(text)?.[0])}`);
  expectGolden(golden('source'), text.replace(/sha256:[a-f0-9]{64}/g, 'sha256:…'));
});

it('pins what releases.yaml says, and shows its version', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  writeFileSync(
    'releases.yaml',
    `shop:
  production: { version: 2.1.0, digest: "${digest}", drift: [
    { group: apps, kind: Deployment, name: web, jsonPointers: [/spec/replicas, /spec/paused] } ] }
`,
  );
  const { shop, cluster } = program();
  flux.source(cluster, shop, { ring: 'production', variant: 'production' });
  const [repository, kustomization] = cluster.toJson();
  expect(repository.spec.ref).toEqual({ digest });
  expect(kustomization.metadata.labels).toEqual({ 'app.kubernetes.io/version': '2.1.0' });
  // The scale was left out of the content: a rule for what Git lacks would fail each reconciliation.
  expect(kustomization.spec.ignore).toEqual([
    { paths: ['/spec/paused'], target: { group: 'apps', kind: 'Deployment', name: 'web' } },
  ]);
});

it('leaves the scale out, and ignores what the content holds and a controller writes too', () => {
  const { app, shop, cluster } = program();
  flux.source(cluster, shop, { ring: 'production', variant: 'production' });
  app.synth();
  const { spec } = cluster.toJson()[1];
  const target = { group: 'batch', kind: 'Job', name: 'report\\.daily', namespace: 'shop' };
  expect(spec.ignore).toEqual([{ paths: ['/spec/suspend'], target }]);
  expect(explain(app)).toContain(`Kustomization shop-production
  digest of oci://ghcr.io/acme/manifests/shop: what this program builds: ring 'production' of 'shop' is head
  + ignore /spec/suspend of Job report\\.daily: a controller writes it too, and each reconciliation would set it back
`);
});

it('names objects as they are applied', () => {
  const { shop, cluster } = program();
  flux.source(cluster, shop, {
    ring: 'production',
    variant: 'production',
    kustomization: { targetNamespace: 'blue', namePrefix: 'a-', nameSuffix: '-z' },
  });
  expect(cluster.toJson()[1].spec.ignore[0].target).toMatchObject({
    name: 'a-report\\.daily-z',
    namespace: 'blue',
  });
});

it('asks for no namespace of what has none, and keeps names that kustomize keeps', () => {
  const differences = [
    {
      group: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: 'all',
      jsonPointers: ['/rules'],
    },
    {
      group: 'apiextensions.k8s.io',
      kind: 'CustomResourceDefinition',
      name: 'a.b',
      jsonPointers: ['/x'],
    },
  ];
  const { rules } = fluxRules(differences, { targetNamespace: 'blue', namePrefix: 'a-' });
  expect(rules.map(({ target }) => target)).toEqual([
    { group: 'rbac\\.authorization\\.k8s\\.io', kind: 'ClusterRole', name: 'a-all' },
    { group: 'apiextensions\\.k8s\\.io', kind: 'CustomResourceDefinition', name: 'a\\.b' },
  ]);
});

it('gets no rule for what stands in a list, and says so', () => {
  const { app, shop, cluster } = program();
  const target = { kind: 'ValidatingWebhookConfiguration', name: 'hook' };
  const drift = { expect: [{ writer: 'ca-injector', target }] } as const;
  flux.source(cluster, shop, { ring: 'production', variant: 'production', drift });
  const { ignore } = cluster.toJson()[1].spec as { ignore: unknown[] };
  expect(JSON.stringify(ignore)).not.toContain('webhooks');
  expect(explain(app)).toContain(
    '? no rule, since Flux ignores JSON pointers alone: .webhooks[]?.clientConfig.caBundle of admissionregistration.k8s.io/ValidatingWebhookConfiguration hook',
  );
});

it('follows a ring to the registry that releases.yaml has it from', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  writeFileSync(
    'releases.yaml',
    `shop: { production: { digest: "${digest}", repository: registry.acme.io/live/shop }, staging: head }\n`,
  );
  const { app, shop, cluster } = program();
  flux.source(cluster, shop, { ring: 'production', variant: 'production' });
  flux.source(cluster, shop, { ring: 'staging', variant: 'staging' });
  const urls = cluster.toJson().flatMap(({ spec }) => (spec as { url?: string }).url ?? []);
  expect(urls).toEqual(['oci://registry.acme.io/live/shop', 'oci://ghcr.io/acme/manifests/shop']);
  expect(explain(app)).toContain('digest of oci://registry.acme.io/live/shop: a release, to which');
});

it('adds no rule for a Flux that does not read it, and says so', () => {
  const { app, shop, cluster } = program({ flux: '2.8' });
  flux.source(cluster, shop, { ring: 'production', variant: 'production' });
  expect(cluster.toJson()[1].spec.ignore).toBeUndefined();
  expect(explain(app)).toContain('no rule, since spec.ignore needs flux 2.9');
});

it("adds none where drift is 'report', and those of writers that are expected", () => {
  const { shop, cluster } = program();
  const ring = 'production';
  flux.source(cluster, shop, { ring, variant: 'production', drift: 'report' });
  flux.source(cluster, shop, {
    ring,
    variant: 'staging',
    drift: {
      expect: [
        { writer: 'horizontal-pod-autoscaler', target: { kind: 'Deployment', name: 'other' } },
      ],
    },
  });
  const [, quiet, , told] = cluster.toJson();
  expect(quiet.spec.ignore).toBeUndefined();
  expect(told.spec.ignore).toContainEqual({
    paths: ['/spec/replicas'],
    target: { group: 'apps', kind: 'Deployment', name: 'other' },
  });
});

it.each([
  ['./qa', 'which is not packed'],
  [undefined, 'each of its variants would be applied'],
  ['.', 'each of its variants would be applied'],
])('refuses the path %s of an artifact with variants', (path, message) => {
  const { shop, cluster } = program();
  const repository = new flux.OCIRepository(cluster, 'shop', { artifact: shop, ring: 'head' });
  const make = () => new flux.Kustomization(cluster, 'k', { sourceRef: repository, path });
  expect(make).toThrow(expect.objectContaining({ code: 'FLUX_PATH_UNKNOWN' }));
  expect(make).toThrow(message);
});

it.each(['production', './production', './production/', 'production/.'])(
  'knows the variant in the path %s',
  (path) => {
    const { shop, cluster } = program();
    const repository = new flux.OCIRepository(cluster, 'shop', { artifact: shop, ring: 'a' });
    const made = new flux.Kustomization(cluster, 'k', { sourceRef: repository, path });
    expect(made.toJson().spec.path).toBe(path);
  },
);

it('names a ring, or nothing is pinned', () => {
  const { shop, cluster } = program();
  const make = () =>
    flux.source(cluster, shop, { variant: 'staging' } as unknown as {
      ring: string;
      variant: 'staging';
    });
  expect(make).toThrow(expect.objectContaining({ code: 'ARTIFACT_RING_MISSING' }));
});
