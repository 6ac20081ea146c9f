import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocuments, type Manifest } from '../../../lib/core';
import { expandApplicationSet, fileTree, type ExpandInputs } from '../../../lib/render';

/** What the golden ApplicationSets of these tests become, where all that they ask for is at hand. */
const inputs: ExpandInputs = {
  clusters: [
    { name: 'eu-1', server: 'https://eu-1', labels: { region: 'eu' } },
    { name: 'Eu_2', server: 'https://eu-2', labels: { region: 'eu' } },
    { name: 'us-1', server: 'https://us-1', labels: { region: 'us' } },
  ],
  repositories: new Map([
    [
      'https://github.com/acme/apps.git',
      fileTree({
        'apps/web/a.yaml': '',
        'apps/old-web/a.yaml': '',
        'services/api/config.yaml':
          '{ name: api, region: eu, account: { id: 123456789012 }, namespace: backend }',
        'services/web/config.yaml': '{ name: web, region: us, account: { id: "042" } }',
      }),
    ],
    [
      'oci://ghcr.io/acme/platform',
      fileTree({
        'apps/web/a.yaml': '',
        'apps/api/a.yaml': '',
        'teams/core/team.yaml': 'team: core',
      }),
    ],
  ]),
  scm: {
    'github/acme': [
      {
        repository: 'service-web',
        url: 'https://github.com/acme/service-web.git',
        branch: 'main',
        sha: '0123456789abcdef',
        labels: ['a', 'b'],
        paths: ['deploy'],
      },
    ],
  },
  pullRequests: {
    'github/acme/service-web': [
      {
        number: 7,
        title: 'A long title that is cut off here',
        branch: 'feature/x',
        target_branch: 'main',
        head_sha: 'fedcba9876543210',
        author: 'jo',
        labels: ['preview'],
      },
    ],
  },
  plugins: { tenants: [{ tenant: 'acme', quota: { cpu: 2000000 } }] },
  decisions: {
    'ocm-placement': {
      matchKey: 'clusterName',
      resources: [
        {
          metadata: {
            name: 'web-1',
            labels: { 'cluster.open-cluster-management.io/placement': 'web' },
          },
          status: { clusters: [{ clusterName: 'us-1', reason: 'near' }] },
        },
      ],
    },
  },
};

function expanded(golden: string) {
  const text = readFileSync(join(__dirname, 'golden', `${golden}.yaml`), 'utf8');
  const [document] = parseDocuments(text);
  const result = expandApplicationSet(document?.value as Manifest, inputs);
  expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return result.applications;
}

const summary = ({ metadata: { name, labels, annotations }, spec }: Manifest) => {
  const { destination } = spec as { destination: { namespace?: string; server: string } };
  return { name, labels, annotations, ...destination };
};
const hub = 'https://kubernetes.default.svc';

it.each<[string, object[]]>([
  ['git-directories', [{ name: 'web', labels: { team: 'apps' }, server: hub, namespace: 'web' }]],
  [
    'git-files',
    [
      ...['eu-2', 'eu-1'].map((cluster) => ({
        name: `api-${cluster}`,
        annotations: { account: '123456789012', zone: 'api-a' },
        server: `https://${cluster}`,
        namespace: 'backend',
      })),
      {
        name: 'web-us-1',
        annotations: { account: '042', zone: 'web-a' },
        server: 'https://us-1',
        namespace: 'web',
      },
    ],
  ],
  [
    'merge',
    [
      {
        name: 'eu-2',
        labels: { region: 'eu', ring: 'all', size: 'small' },
        server: 'https://eu-2',
      },
      {
        name: 'eu-1',
        labels: { region: 'eu', ring: 'canary', size: 'large' },
        server: 'https://eu-1',
      },
    ],
  ],
  [
    'previews',
    [
      {
        name: 'service-web-7',
        labels: { sha: 'fedcba9', topics: 'a-b' },
        annotations: { title: 'A long title that is' },
        server: hub,
        namespace: 'preview-feature-x',
      },
    ],
  ],
  [
    'cluster-decisions',
    [{ name: 'us-1', annotations: { reason: 'near', tier: 'front' }, server: 'https://us-1' }],
  ],
  ['plugin', [{ name: 'acme-staging', labels: { cpu: '2000000', of: 'staging' }, server: hub }]],
  [
    'oci',
    [
      { name: 'api', server: hub },
      { name: 'web', server: hub },
      { name: 'core', server: hub },
    ],
  ],
])('%s.yaml becomes the Applications that it says', (golden, expected) => {
  expect(expanded(golden).map(summary)).toEqual(expected);
});

it('joins all clusters into one text', () => {
  const [application] = expanded('flat-list');
  expect(application?.spec).toMatchObject({
    source: { helm: { valuesObject: { hosts: 'eu-2,eu-1' } } },
  });
});

it('patches each Application as its parameters say', () => {
  const [web, api] = expanded('template-patch').map(({ spec }) => spec as object);
  expect(web).toMatchObject({
    revisionHistoryLimit: 3,
    syncPolicy: {
      automated: { prune: true, selfHeal: true },
      retry: { limit: 3, backoff: { duration: '3s', factor: 2 } },
    },
    source: { path: '.', helm: { releaseName: 'web', valueFiles: ['values.yaml', 'web.yaml'] } },
  });
  expect(api).not.toHaveProperty('syncPolicy.automated');
  expect(api).toMatchObject({ syncPolicy: { retry: { backoff: { duration: '0s' } } } });
});
