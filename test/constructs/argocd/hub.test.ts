import { join } from 'node:path';
import { Chart, Yaml } from 'cdk8s';
import { Artifact } from '../../../constructs/artifact';
import { accelerate } from '../../../constructs/app';
import {
  ApplicationSet,
  clusters,
  git,
  Hub,
  oci,
  RepositorySecret,
} from '../../../constructs/argocd';
import { App, ApiObject } from 'cdk8s';
import { expectGolden } from '../../support/golden';

const golden = (name: string) => join(__dirname, 'golden', `${name}.yaml`);
const repository = 'ghcr.io/acme/manifests/core-stack';
const byGit = git({ repoURL: 'https://github.com/acme/platform.git', path: 'dist/hub' });

function program(deliver = byGit) {
  const app = accelerate(new App({ outdir: 'unused' }), { releases: 'none.yaml' });
  const core = new Artifact(app, 'core-stack', {
    repository,
    content(scope) {
      const chart = new Chart(scope, 'c');
      new ApiObject(chart, 'n', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n' } });
    },
  });
  const hub = new Hub(app, 'hub', { deliver });
  const deploy = () =>
    new ApplicationSet(hub, 'services', {
      generators: clusters({ matchLabels: { environment: 'production' } }),
      template: (cluster) => ({
        metadata: { name: `${cluster.nameNormalized}-services` },
        spec: {
          project: hub.project,
          source: core.source({ ring: 'production' }),
          destination: { server: cluster.server, namespace: 'core-system' },
        },
      }),
    });
  return { app, hub, deploy };
}

type Object = { kind: string; metadata: { name: string }; spec?: Record<string, unknown> };
const objectsIn = (chart: Chart) => chart.toJson() as Object[];
const bootstrapOf = ({ app }: { app: App }) => app.node.findChild('bootstrap') as Chart;
const named = (objects: Object[], kind: string) =>
  objects.filter((object) => object.kind === kind).map(({ metadata }) => metadata.name);

it('derives the project and the repository Secret of what it deploys', () => {
  const { hub, deploy } = program();
  deploy();
  const objects = objectsIn(hub).filter(({ kind }) => kind !== 'ApplicationSet');
  expectGolden(golden('hub'), Yaml.stringify(...objects));
});

it('writes what is applied once, by hand', () => {
  const made = program();
  made.deploy();
  expectGolden(golden('bootstrap'), Yaml.stringify(...objectsIn(bootstrapOf(made))));
});

it('follows its own tag when it is an artifact, and knows its repository', () => {
  const made = program(oci({ repository: 'ghcr.io/acme/manifests/hub', tag: 'live' }));
  made.deploy();
  const bootstrap = objectsIn(bootstrapOf(made));
  const root = bootstrap.find(({ kind }) => kind === 'Application');
  expect(root?.spec?.['source']).toEqual({
    repoURL: 'oci://ghcr.io/acme/manifests/hub',
    path: '.',
    targetRevision: 'live',
    directory: { recurse: true },
  });
  expect(named(bootstrap, 'Secret')).toEqual(['hub-repository', expect.any(String)]);
});

it.each([
  ['before', true],
  ['after', false],
])('keeps the repository Secret that the user writes %s', (_, first) => {
  const made = program();
  const declare = () =>
    new RepositorySecret(made.hub, 'core', {
      url: `oci://${repository}`,
      credentials: {
        store: { kind: 'ClusterSecretStore', name: 'aws' },
        username: { key: 'ghcr', property: 'username' },
        password: { key: 'ghcr', property: 'token' },
      },
    });
  if (first) declare();
  made.deploy();
  if (!first) declare();
  for (const objects of [objectsIn(made.hub), objectsIn(bootstrapOf(made))]) {
    expect(named(objects, 'Secret')).toEqual([]);
    expect(named(objects, 'ExternalSecret')).toEqual(['core']);
  }
});

it('keeps the derived Secret beside credentials for many repositories', () => {
  const { hub, deploy } = program();
  new RepositorySecret(hub, 'ghcr', { url: 'oci://ghcr.io/acme', use: 'repo-creds' });
  deploy();
  expect(named(objectsIn(hub), 'Secret')).toHaveLength(2);
});

it('leaves other projects out of its own', () => {
  const { hub } = program();
  new ApiObject(hub, 'other', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'other' },
    spec: { project: 'elsewhere', source: { repoURL: 'https://x' }, destination: { server: 's' } },
  });
  const project = objectsIn(hub).find(({ kind }) => kind === 'AppProject');
  expect(project?.spec).toEqual({ sourceRepos: [], destinations: [] });
});

it('makes one bootstrap file for several hubs', () => {
  const made = program();
  new Hub(made.app, 'edge', { deliver: git({ repoURL: 'https://x/y.git', path: 'edge' }) });
  expect(named(objectsIn(bootstrapOf(made)), 'Application')).toEqual(['hub', 'edge']);
});
