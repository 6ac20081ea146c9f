import { join } from 'node:path';
import { App, Chart, Testing, Yaml } from 'cdk8s';
import {
  announcedReleases,
  ApplicationSet,
  clusters,
  git,
  Hub,
  matrix,
} from '../../../constructs/argocd';
import { Artifact } from '../../../constructs/artifact';
import { attachProgram } from '../../../constructs/artifact/program';
import { realDisk } from '../../../constructs/disk';
import type { Manifest } from '../../../lib/core';
import { parseReleases } from '../../../lib/releases';
import { expandApplicationSet } from '../../../lib/render';
import { expectGolden } from '../../support/golden';

const A = `sha256:${'a'.repeat(64)}`;
const rule = 'group: apps, kind: Deployment, name: web, jsonPointers: [/spec/replicas]';
const RELEASES = `
core: { staging: head, production: { digest: ${A} } }
payments: { repository: ghcr.io/acme/payments, namespace: payments, staging: head, production: { version: 2.1.0, digest: ${A}, drift: [{ ${rule} }, { group: admissionregistration.k8s.io, kind: ValidatingWebhookConfiguration, name: web, jsonPointers: [/webhooks/0/clientConfig/caBundle] }] } }
search: { repository: ghcr.io/acme/search, namespace: find, path: base, tag: main, staging: head }
`;

function app(text = RELEASES): App {
  const made = new App({ outdir: 'unused' });
  const releases = parseReleases(text, 'releases.yaml');
  attachProgram(made, { disk: realDisk('.'), releases, sortKeys: true });
  return made;
}

function rolledOut(ring: string, namespace = (own: string) => own): Hub {
  const root = app();
  const releases = announcedReleases(root);
  const deliver = git({ repoURL: 'https://github.com/acme/platform.git', path: 'dist/hub' });
  const hub = new Hub(root, 'hub', { deliver, servers: ['https://eu-1'] });
  new ApplicationSet(hub, 'announced', {
    generators: matrix(clusters({ matchLabels: { environment: ring } }), () =>
      releases.list({ ring }),
    ),
    template: ({ nameNormalized, server, service }) => ({
      metadata: { name: `${nameNormalized}-${service.name}`, labels: { service: service.name } },
      spec: {
        project: hub.project,
        source: {
          repoURL: service.repoURL,
          path: service.path,
          targetRevision: service.targetRevision,
        },
        destination: { server, namespace: namespace(`${service.namespace}`) },
        info: [{ name: 'version', value: service.version }],
      },
    }),
  });
  return hub;
}

const setOf = (hub: Hub) =>
  (hub.toJson() as Manifest[]).find(({ kind }) => kind === 'ApplicationSet') as Manifest;

it.each(['staging', 'production'])('deploys what teams announce for %s', (ring) => {
  const path = join(__dirname, 'golden', `announced-${ring}.yaml`);
  expectGolden(path, Yaml.stringify(...(rolledOut(ring).toJson() as object[])));
});

it('makes an Application of each service on each cluster', () => {
  const facts = (name: string, environment: string) => ({
    name,
    server: `https://${name}`,
    labels: { environment },
  });
  const inputs = { clusters: [facts('eu-1', 'staging'), facts('eu-2', 'production')] };
  const { applications, diagnostics } = expandApplicationSet(setOf(rolledOut('staging')), inputs);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(applications.map(({ metadata, spec }) => [metadata.name, spec])).toMatchObject([
    [
      'eu-1-payments',
      {
        source: { repoURL: 'oci://ghcr.io/acme/payments', path: '.', targetRevision: 'latest' },
        destination: { server: 'https://eu-1', namespace: 'payments' },
      },
    ],
    [
      'eu-1-search',
      {
        source: { repoURL: 'oci://ghcr.io/acme/search', path: 'base', targetRevision: 'main' },
        destination: { namespace: 'find' },
      },
    ],
  ]);
});

it('keeps a rule to the namespace of its service, unless objects go elsewhere', () => {
  const rulesIn = (hub: Hub) =>
    (
      setOf(hub) as unknown as {
        spec: { template: { spec: { ignoreDifferences: { namespace?: string }[] } } };
      }
    ).spec.template.spec.ignoreDifferences;
  expect(rulesIn(rolledOut('production')).map(({ namespace }) => namespace)).toEqual([
    'payments',
    undefined,
  ]);
  const elsewhere = rulesIn(rolledOut('production', (own) => `${own}-eu`));
  expect(elsewhere.map(({ namespace }) => namespace)).toEqual([undefined, undefined]);
});

it.each<readonly [string, () => unknown, RegExp]>([
  [
    'a ring that no service has',
    () => announcedReleases(app()).list({ ring: 'prod' }),
    /announces no service with the ring 'prod'/,
  ],
  [
    'a service that this program builds',
    () => {
      const root = app();
      new Artifact(root, 'search', {
        repository: 'ghcr.io/acme/own',
        content: (scope) => new Chart(scope, 'x'),
      });
      return announcedReleases(root).list({ ring: 'staging' });
    },
    /'search' is announced, and this program builds/,
  ],
  ['an app that reads no releases', () => announcedReleases(Testing.app()), /reads no releases/],
])('refuses %s', (_, make, message) => {
  expect(make).toThrow(message);
  expect(make).toThrow(expect.objectContaining({ code: 'ARGOCD_ANNOUNCED' }));
});

it('waits for the first service where that is said', () => {
  const generator = announcedReleases(app('')).list({ ring: 'staging', allowEmpty: true });
  const hub = new Chart(app(''), 'chart');
  new ApplicationSet(hub, 'set', {
    generators: generator,
    template: ({ service }) => ({
      metadata: { name: service.name },
      spec: {
        project: 'p',
        source: { repoURL: service.repoURL, path: '.', targetRevision: service.targetRevision },
        destination: { server: 'https://eu-1', namespace: service.namespace },
      },
    }),
  });
  const [set] = hub.toJson() as [Manifest];
  expect(set['spec']).toMatchObject({ generators: [{ list: { elements: [] } }] });
});
