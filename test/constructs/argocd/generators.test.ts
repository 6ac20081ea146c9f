import { join } from 'node:path';
import { Chart, Testing, Yaml } from 'cdk8s';
import {
  ApplicationSet,
  clusterDecisions,
  clusters,
  each,
  gitDirectories,
  gitFiles,
  list,
  matrix,
  merge,
  normalize,
  ociDirectories,
  ociFiles,
  orElse,
  plugin,
  pullRequests,
  scmProvider,
  type Generator,
} from '../../../constructs/argocd';
import { expectGolden } from '../../support/golden';

const chart = () => new Chart(Testing.app({ outdir: 'unused' }), 'hub', { namespace: 'argocd' });
const golden = (name: string) => join(__dirname, 'golden', `${name}.yaml`);
const repoURL = 'https://github.com/acme/apps.git';
const source = { repoURL, path: '.', targetRevision: 'main' };
const destination = { server: 'https://kubernetes.default.svc' };
const tokenRef = { secretName: 'github', key: 'token' };

it('makes an Application of each folder of a repository', () => {
  const scope = chart();
  new ApplicationSet(scope, 'folders', {
    generators: gitDirectories({
      repoURL,
      revision: 'main',
      directories: [{ path: 'apps/*' }, { path: 'apps/old-*', exclude: true }],
      values: { team: '{{ index .path.segments 0 }}' },
      requeueAfterSeconds: 300,
    }),
    template: ({ path, values }) => ({
      metadata: { name: path.basenameNormalized, labels: { team: values.team } },
      spec: {
        project: 'web',
        source: { ...source, path: path.path },
        destination: { ...destination, namespace: path.segments[1] },
      },
    }),
  });
  expectGolden(golden('git-directories'), Yaml.stringify(...scope.toJson()));
});

it('rolls what files say out to the clusters that they name', () => {
  const scope = chart();
  interface Service {
    readonly name: string;
    readonly region: string;
    readonly account: { readonly id: number };
    readonly namespace?: string;
  }
  const services = gitFiles<Service>({
    repoURL,
    files: [{ path: 'services/*/config.yaml' }, { path: 'services/*/old/*', exclude: true }],
    numbers: { 'account.id': true },
  });
  new ApplicationSet(scope, 'files', {
    generators: matrix(services, (service) =>
      clusters({ matchLabels: { region: service.region }, values: { zone: `${service.name}-a` } }),
    ),
    template: (p) => ({
      metadata: {
        name: normalize(`${p.name}-${p.nameNormalized}`),
        annotations: { account: p.account.id, zone: p.values.zone },
      },
      spec: {
        project: 'web',
        source: { ...source, path: p.path.path },
        destination: { server: p.server, namespace: orElse(p.namespace, p.name) },
      },
    }),
  });
  expectGolden(golden('git-files'), Yaml.stringify(...scope.toJson()));
});

it('overlays clusters with what a list says of some of them', () => {
  const scope = chart();
  const sizes = list([{ name: 'eu-1', size: 'large', ring: 'canary' }]);
  new ApplicationSet(scope, 'sizes', {
    generators: merge(clusters({ matchLabels: { region: 'eu' } }), [sizes], {
      mergeKeys: ['name'],
    }),
    template: (p) => ({
      metadata: {
        name: p.nameNormalized,
        labels: {
          size: orElse(p.size, 'small'),
          ring: orElse(p.ring, 'all'),
          region: p.metadata.labels.region,
        },
      },
      spec: { project: 'web', source, destination: { server: p.server } },
    }),
  });
  expectGolden(golden('merge'), Yaml.stringify(...scope.toJson()));
});

it('previews pull requests of every repository of an organization', () => {
  const scope = chart();
  const repositories = scmProvider({
    github: { organization: 'acme', tokenRef, excludeArchivedRepos: true },
    filters: [{ repositoryMatch: '^service-', pathsExist: ['deploy'] }],
    cloneProtocol: 'https',
  });
  new ApplicationSet(scope, 'previews', {
    generators: matrix(repositories, ({ organization, repository }) =>
      pullRequests({
        github: { owner: organization, repo: repository, tokenRef, labels: ['preview'] },
        filters: [{ targetBranchMatch: 'main', titleMatch: '^[^W]' }],
        continueOnRepoNotFoundError: true,
        requeueAfterSeconds: 1800,
        values: { title: '{{ .title | trunc 20 }}' },
      }),
    ),
    template: (p) => ({
      metadata: {
        name: `${p.repository}-${p.number}`,
        labels: { sha: p.head_short_sha_7, topics: normalize(p.labels) },
        annotations: { title: p.values.title },
      },
      spec: {
        project: 'previews',
        source: { repoURL: p.url, path: 'deploy', targetRevision: p.head_sha },
        destination: { ...destination, namespace: `preview-${p.branch_slug}` },
      },
    }),
  });
  expectGolden(golden('previews'), Yaml.stringify(...scope.toJson()));
});

it('follows the decisions of a placement', () => {
  const scope = chart();
  new ApplicationSet(scope, 'placed', {
    generators: clusterDecisions({
      configMapRef: 'ocm-placement',
      labelSelector: { matchLabels: { 'cluster.open-cluster-management.io/placement': 'web' } },
      keys: ['reason'],
      values: { tier: 'front' },
      requeueAfterSeconds: 60,
    }),
    template: (p) => ({
      metadata: { name: normalize(p.name), annotations: { reason: p.reason, tier: p.values.tier } },
      spec: { project: 'web', source, destination: { server: p.server } },
    }),
  });
  expectGolden(golden('cluster-decisions'), Yaml.stringify(...scope.toJson()));
});

it('asks a plugin, with what the matrix knows already', () => {
  const scope = chart();
  new ApplicationSet(scope, 'plugin', {
    generators: matrix(list([{ stage: 'staging' }]), ({ stage }) =>
      plugin<{ readonly tenant: string; readonly quota: { readonly cpu: number } }, 'of'>({
        configMapRef: { name: 'tenants' },
        input: { parameters: { stage, limit: 10 } },
        numbers: { 'quota.cpu': true },
        values: { of: stage },
      }),
    ),
    template: (p) => ({
      metadata: { name: `${p.tenant}-${p.stage}`, labels: { cpu: p.quota.cpu, of: p.values.of } },
      spec: { project: 'web', source, destination },
    }),
  });
  expectGolden(golden('plugin'), Yaml.stringify(...scope.toJson()));
});

it('reads artifacts of elsewhere', () => {
  const scope = chart();
  const artifact = { repoURL: 'oci://ghcr.io/acme/platform', revision: '2.x' };
  new ApplicationSet(scope, 'artifacts', {
    generators: [
      ociDirectories({ ...artifact, directories: [{ path: 'apps/*' }] }),
      ociFiles<{ readonly team: string }>({ ...artifact, files: [{ path: 'teams/*/team.yaml' }] }),
    ],
    template: ({ path }) => ({
      metadata: { name: path.basenameNormalized },
      spec: {
        project: 'web',
        source: { repoURL: artifact.repoURL, path: path.path, targetRevision: '2.1.0' },
        destination,
      },
    }),
  });
  expectGolden(golden('oci'), Yaml.stringify(...scope.toJson()));
});

it('makes one Application of all clusters', () => {
  const scope = chart();
  new ApplicationSet(scope, 'gateway', {
    generators: clusters({ flatList: true, matchLabels: { region: 'eu' } }),
    template: (p) => ({
      metadata: { name: 'gateway' },
      spec: {
        project: 'web',
        source: {
          ...source,
          helm: { valuesObject: { hosts: each(p.clusters, (c) => c.nameNormalized, ',') } },
        },
        destination,
      },
    }),
  });
  expectGolden(golden('flat-list'), Yaml.stringify(...scope.toJson()));
});

const directories = (path: string) => () => gitDirectories({ repoURL, directories: [{ path }] });
const refused: readonly (readonly [string, () => Generator, string, RegExp])[] = [
  ['a path from ./', directories('./apps/*'), 'ARGOCD_GENERATOR_INVALID', /matches nothing/],
  ['an absolute path', directories('/apps/*'), 'ARGOCD_GENERATOR_INVALID', /matches nothing/],
  ['a path that ends in a slash', directories('apps/'), 'ARGOCD_GENERATOR_INVALID', /'apps\/'/],
  ['** in folders', directories('apps/**'), 'ARGOCD_GENERATOR_INVALID', /is one level/],
  ['{a,b} in folders', directories('{a,b}/*'), 'ARGOCD_GENERATOR_INVALID', /knows no \{a,b\}/],
  ['an open [', directories('a[b'), 'ARGOCD_GENERATOR_INVALID', /open \[/],
  ['an empty path', directories(''), 'ARGOCD_GENERATOR_INVALID', /empty path/],
  [
    'exclusions alone',
    () => gitDirectories({ repoURL, directories: [{ path: 'a', exclude: true }] }),
    'ARGOCD_GENERATOR_INVALID',
    /includes nothing/,
  ],
  [
    'a file from ./',
    () => gitFiles({ repoURL, files: [{ path: './a.yaml' }] }),
    'ARGOCD_GENERATOR_INVALID',
    /matches nothing/,
  ],
  [
    'decisions of no resource',
    () => clusterDecisions({ configMapRef: 'x', labelSelector: {} }),
    'ARGOCD_GENERATOR_INVALID',
    /names no resource/,
  ],
  [
    'a filter that Go cannot read',
    () =>
      pullRequests({
        github: { owner: 'acme', repo: 'web' },
        filters: [{ branchMatch: '^f' }, { titleMatch: '^(?!WIP)' }],
      }),
    'ARGOCD_GENERATOR_INVALID',
    /titleMatch '\^\(\?!WIP\)' of a pullRequest generator/,
  ],
  [
    'two paths in a matrix',
    () => matrix(directories('a')(), directories('b') as unknown as () => Generator<object, 0>),
    'ARGOCD_GENERATOR_INVALID',
    /both generators of a matrix give path/,
  ],
  [
    'a merge key that one lacks',
    () => merge(clusters(), [list([{ name: 'a' }])], { mergeKeys: ['server' as 'name'] }),
    'ARGOCD_MERGE_KEY',
    /merge key 'server' is no text/,
  ],
  [
    'a merge key that some sets lack',
    () => {
      const some = list<object>([{ a: '1' }, { b: '2' }]);
      return merge(some, [some], { mergeKeys: ['a' as never] });
    },
    'ARGOCD_MERGE_KEY',
    /merge key 'a' is no text that every set/,
  ],
  [
    'a merge key with dots',
    () => merge(clusters(), [clusters()], { mergeKeys: ['metadata.labels.a' as 'name'] }),
    'ARGOCD_MERGE_KEY',
    /'metadata\.labels\.a' is no text/,
  ],
  [
    'two elements with the same merge key',
    () =>
      merge(
        clusters(),
        [
          list([
            { name: 'a', b: 1 },
            { name: 'a', b: 2 },
          ]),
        ],
        {
          mergeKeys: ['name'],
        },
      ),
    'ARGOCD_MERGE_KEY',
    /two elements of a merged list have the same name: \["a"\]/,
  ],
  [
    'an object of a list over the labels of clusters',
    () =>
      merge(clusters(), [list([{ name: 'a', metadata: { labels: { b: 'c' } } }])], {
        mergeKeys: ['name'],
      }),
    'ARGOCD_GENERATOR_INVALID',
    /both give labels, and Argo CD panics/,
  ],
  [
    'an object of a list over values',
    () =>
      merge(clusters({ values: { a: 'b' } }), [list([{ name: 'a', values: { a: 'c' } }])], {
        mergeKeys: ['name'],
      }),
    'ARGOCD_GENERATOR_INVALID',
    /both give values, and Argo CD panics/,
  ],
  [
    'the same in a matrix, where the first is laid over the second',
    () => matrix(list([{ values: { a: 'b' } }]), () => clusters({ values: { c: 'd' } })),
    'ARGOCD_GENERATOR_INVALID',
    /both give values, and Argo CD panics/,
  ],
  [
    'a third level',
    () => {
      const one = merge(clusters(), [clusters()], { mergeKeys: ['name'] });
      const two = merge(one, [one], { mergeKeys: ['name'] }) as unknown as typeof one;
      return merge(two, [one], { mergeKeys: ['name'] });
    },
    'ARGOCD_MATRIX_DEPTH',
    /third level/,
  ],
];

it.each(refused)('refuses %s', (_, make, code, message) => {
  expect(make).toThrow(expect.objectContaining({ code }));
  expect(make).toThrow(message);
});

it.each([
  [
    'values over values',
    () =>
      merge(clusters({ values: { a: 'b' } }), [clusters({ values: { a: 'c' } })], {
        mergeKeys: ['name'],
      }),
  ],
  [
    'clusters over a list',
    () =>
      merge(list([{ name: 'a', metadata: { labels: { b: 'c' } } }]), [clusters()], {
        mergeKeys: ['name'],
      }),
  ],
  [
    'values of a first cluster beside those of a list',
    () => matrix(clusters({ values: { a: 'b' } }), () => list([{ values: { c: 'd' } }])),
  ],
  [
    'a generator without values',
    () => matrix(list([{ values: { a: 'b' } }]), () => clusters({ matchLabels: { a: 'b' } })),
  ],
])('accepts %s, which Argo CD can merge', (_, make) => {
  expect(make).not.toThrow();
});

it.each(['{{ .tier }}/{{ if .a }}x{{ end }}/*', 'a[bc]/*', 'apps'])(
  'accepts the path %s',
  (path) => {
    expect(directories(path)().spec).toEqual({
      git: { repoURL, revision: 'HEAD', directories: [{ path }] },
    });
  },
);
