import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Application, ApplicationSet, clusters } from '../../constructs/argocd';
import { Artifact } from '../../constructs/artifact';
import { attachProgram } from '../../constructs/artifact/program';
import { explain } from '../../constructs/explain';
import { parseReleases } from '../../lib/releases';
import { memoryWorld } from '../support/memory-world';

const digest = `sha256:${'a'.repeat(64)}`;
const rule = (name: string) =>
  `{ group: apps, kind: Deployment, ${name}jsonPointers: [/spec/replicas] }`;
const SCALED =
  '{ group: apps, kind: Deployment, name: web, namespace: shop, jsonPointers: [/spec/replicas], by: ScaledObject/shop/web }';
const DEFAULTED =
  '{ kind: Service, name: web, jqPathExpressions: [.spec.ports], under: [serverSideApply], by: API server }';
const RELEASES = `core:
  staging: head
  production: { version: 2.1.0, digest: '${digest}', drift: [${rule('name: old, ')}, ${rule('')}, ${SCALED}, ${DEFAULTED}] }
  canary: { digest: '${digest}' }
`;

function program() {
  const app = new App({ outdir: 'unused' });
  const { disk } = memoryWorld();
  attachProgram(app, { disk, releases: parseReleases(RELEASES, 'releases.yaml'), sortKeys: true });
  const core = new Artifact(app, 'core', {
    repository: 'ghcr.io/acme/core',
    variants: ['eu', 'us'],
    content: (scope, variant) => {
      scaled(new Chart(scope, 'c', { namespace: 'shop' }), `web-${variant}`);
    },
  });
  return { app, core, hub: new Chart(app, 'hub') };
}

function scaled(scope: Construct, name: string): void {
  new ApiObject(scope, 'hpa', {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name }, maxReplicas: 3 },
  });
}

const respected =
  '  + RespectIgnoreDifferences=true: without it a sync overwrites those fields all the same\n';
const url = 'oci://ghcr.io/acme/core';

it('tells which autoscaler of its variant is why, where the ring is head', () => {
  const { app, core, hub } = program();
  new ApplicationSet(hub, 'set', {
    generators: clusters({ matchLabels: { a: 'b' } }),
    template: (cluster) => ({
      metadata: { name: cluster.nameNormalized },
      spec: {
        project: 'p',
        source: core.source({ ring: 'staging', variant: 'us' }),
        destination: { server: cluster.server, namespace: 'shop' },
      },
    }),
  });
  expect(explain(app)).toBe(
    `ApplicationSet set
  targetRevision of ${url}: what this program builds: ring 'staging' of 'core' is head
  + ignoreDifferences: HorizontalPodAutoscaler/shop/web-us writes /spec/replicas of apps/Deployment/shop/web-us
${respected}`,
  );
});

it.each([
  [
    'production',
    `2.1.0, to which ring 'production' of 'core' is pinned
  + ignoreDifferences: recorded with 2.1.0 for Deployment old
  + ignoreDifferences: recorded with 2.1.0 for Deployment *
  + ignoreDifferences: recorded with 2.1.0: ScaledObject/shop/web writes /spec/replicas of apps/Deployment/shop/web
${respected}`,
  ],
  ['canary', "a release, to which ring 'canary' of 'core' is pinned\n"],
])('tells the pin of a ring and the rules recorded with it: %s', (ring, told) => {
  const { app, core, hub } = program();
  new Application(hub, 'one', {
    project: 'p',
    source: core.source({ ring, variant: 'eu' }),
    destination: { server: 's', namespace: 'shop' },
  });
  expect(explain(app)).toBe(`Application one\n  targetRevision of ${url}: ${told}`);
});

it('says nothing of Applications whose sources were written by hand', () => {
  const { app, hub } = program();
  const source = { repoURL: 'https://a.b', path: '.', targetRevision: 'main' };
  const destination = { server: 's', namespace: 'shop' };
  new Application(hub, 'one', { project: 'p', source, destination });
  expect(explain(app)).toBe('');
});

it('tells what follows from writers that only the author of an Application knows', () => {
  const { app, hub } = program();
  new Application(hub, 'one', {
    project: 'p',
    source: { repoURL: 'https://a.b', path: '.', targetRevision: 'main' },
    destination: { server: 's', namespace: 'shop' },
    drift: {
      expect: [
        {
          writer: 'aks-admission',
          target: { kind: 'MutatingWebhookConfiguration', name: 'injector' },
        },
        { writer: 'custom-resource-definition', target: { kind: 'CustomResourceDefinition' } },
      ],
    },
  });
  expect(explain(app)).toBe(
    `Application one
  + ignoreDifferences: aks-admission is expected to write into MutatingWebhookConfiguration injector
  + ignoreDifferences: custom-resource-definition is expected to write into CustomResourceDefinition *
${respected}  + ApplyOutOfSyncOnly=true: a rule does not keep what others add to a list that Git has without it
`,
  );
});
