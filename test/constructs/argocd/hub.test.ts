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
import type { Construct } from 'constructs';
import { DEPLOYS, witnessOf } from '../../../constructs/deployable';
import { expectGolden } from '../../support/golden';

const golden = (name: string) => join(__dirname, 'golden', `${name}.yaml`);
const repository = 'ghcr.io/acme/manifests/core-stack';
const byGit = git({ repoURL: 'https://github.com/acme/platform.git', path: 'dist/hub' });

function program(deliver = byGit) {
  const app = accelerate(new App({ outdir: 'unused' }));
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

describe('two hubs', () => {
  function both(declare?: (hubs: readonly Hub[]) => void) {
    const { app, hub, deploy } = program();
    deploy();
    const other = new Hub(app, 'other', { deliver: byGit });
    const core = app.node.findChild('core-stack') as Artifact;
    new ApplicationSet(other, 'more', {
      generators: clusters({ matchLabels: { environment: 'staging' } }),
      template: (cluster) => ({
        metadata: { name: `${cluster.nameNormalized}-more` },
        spec: {
          project: other.project,
          source: core.source({ ring: 'staging' }),
          destination: { server: cluster.server, namespace: 'core-system' },
        },
      }),
    });
    declare?.([hub, other]);
    return [hub, other, bootstrapOf({ app })].map((chart) => named(objectsIn(chart), 'Secret'));
  }

  it('tell their Argo CD once about an artifact that both deploy', () => {
    const name = 'ghcr-io-acme-manifests-core-stack';
    expect(both()).toEqual([[name], [], [name]]);
  });

  it.each([0, 1])('leave it to the Secret that the user wrote, in hub %i', (index) => {
    const secrets = both((hubs) => {
      const scope = hubs[index];
      if (scope) new RepositorySecret(scope, 'mine', { url: `oci://${repository}` });
    });
    expect(secrets).toEqual([index === 0 ? ['mine'] : [], index === 1 ? ['mine'] : [], ['mine']]);
  });

  it('that stand in other namespaces are told each', () => {
    const app = accelerate(new App({ outdir: 'unused' }));
    const charts = ['argocd', 'other'].map((namespace) => {
      const hub = new Hub(app, namespace, { deliver: byGit, namespace });
      const source = { [DEPLOYS]: { repoURL: 'oci://a.b/c' }, repoURL: 'oci://a.b/c' };
      witnessOf(hub)?.deploys(source[DEPLOYS] as never);
      return hub;
    });
    expect(charts.map((hub) => named(objectsIn(hub), 'Secret'))).toEqual([['a-b-c'], ['a-b-c']]);
  });
});

describe('bad input', () => {
  const made = (id: string, deliver: unknown, scope: Construct = new App({ outdir: 'unused' })) => {
    try {
      new Hub(scope, id, { deliver: deliver as never });
    } catch (error) {
      return (error as { code: string }).code;
    }
    return undefined;
  };

  it.each([
    ['no delivery', undefined, 'ARGOCD_HUB_DELIVERY'],
    ['the name of a delivery', 'git', 'ARGOCD_HUB_DELIVERY'],
    ['git without a URL', git({ path: 'dist/hub' } as never), 'ARGOCD_HUB_DELIVERY'],
    ['git without a folder', git({ repoURL: 'https://a.b' } as never), 'ARGOCD_HUB_DELIVERY'],
    ['no repository', oci({} as never), 'ARTIFACT_REPOSITORY_INVALID'],
    [
      'a repository with a scheme',
      oci({ repository: 'oci://a.b/c' }),
      'ARTIFACT_REPOSITORY_INVALID',
    ],
    ['a tag that is none', oci({ repository: 'a.b/c', tag: 'a b' }), 'OCI_REFERENCE_INVALID'],
  ])('refuses %s', (_, deliver, code) => {
    expect(made('hub', deliver)).toBe(code);
  });

  it('refuses the name of the bootstrap file, and a construct that has it', () => {
    expect(made('bootstrap', byGit)).toBe('ARTIFACT_ID_TAKEN');
    const app = new App({ outdir: 'unused' });
    new Chart(app, 'bootstrap');
    expect(made('hub', byGit, app)).toBe('ARTIFACT_ID_TAKEN');
  });

  it('refuses a hub in an artifact', () => {
    const codes: unknown[] = [];
    const app = new App({ outdir: 'unused' });
    const content = (scope: Construct) => codes.push(made('hub', byGit, scope));
    new Artifact(app, 'a', { repository, content });
    expect(codes).toEqual(['ARTIFACT_NESTED']);
  });
});

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

it('allows the clusters that it is told, in place of any', () => {
  const app = accelerate(new App({ outdir: 'unused' }));
  const servers = ['https://10.0.0.1', 'https://10.0.0.2'];
  const hub = new Hub(app, 'hub', { deliver: byGit, servers });
  new ApplicationSet(hub, 'set', {
    generators: clusters({ matchLabels: { environment: 'production' } }),
    template: (cluster) => ({
      metadata: { name: cluster.nameNormalized },
      spec: {
        project: hub.project,
        source: { repoURL: 'https://github.com/acme/x.git', path: '.', targetRevision: 'v1' },
        destination: { server: cluster.server, namespace: 'n' },
      },
    }),
  });
  const project = objectsIn(hub).find(({ kind }) => kind === 'AppProject');
  expect(project?.spec?.['destinations']).toEqual(
    servers.map((server) => ({ namespace: 'n', server })),
  );
});

it('makes one bootstrap file for several hubs', () => {
  const made = program();
  new Hub(made.app, 'edge', { deliver: git({ repoURL: 'https://x/y.git', path: 'edge' }) });
  expect(named(objectsIn(bootstrapOf(made)), 'Application')).toEqual(['hub', 'edge']);
});

it.each(['ApplicationSet', 'Application', 'AppProject'])(
  'refuses the %s of another hub',
  (kind) => {
    const { app, hub } = program();
    const edge = new Hub(app, 'edge', { deliver: byGit });
    const set = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind,
      metadata: { name: 's' },
    };
    new ApiObject(hub, 'set', set);
    new ApiObject(edge, 'set', set);
    expect(hub.node.validate()).toEqual([]);
    expect(edge.node.validate()).toEqual([
      `'edge/set' and 'hub/set' are both ${kind} argocd/s: give one of them another name`,
    ]);
  },
);
