/* Checked by the compiler alone: each misuse must be an error, each use none. */
import { Chart, Testing } from 'cdk8s';
import { AppProject, deriveProject } from '../../../constructs/argocd';

const chart = new Chart(Testing.app({ outdir: 'unused' }), 'hub');

new AppProject(chart, 'use', {
  ...deriveProject([]),
  description: 'what the web team runs',
  sourceRepos: ['oci://ghcr.io/acme/**', '!oci://ghcr.io/acme/secret'],
  destinations: [
    { server: '*', namespace: 'web-*' },
    { name: 'eu-*', namespace: '*' },
  ],
  clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'web-*' }],
  namespaceResourceBlacklist: [{ group: '', kind: 'ResourceQuota' }],
  roles: [
    {
      name: 'deployer',
      groups: ['acme:web'],
      policies: [
        { action: 'sync' },
        { resource: 'logs', action: 'get', object: 'web-*', effect: 'allow' },
        { action: 'action/apps/Deployment/restart' },
        'p, proj:use:deployer, applications, get, use/*, allow',
      ],
    },
  ],
  syncWindows: [
    {
      kind: 'deny',
      schedule: '0 22 * * 1-5',
      duration: '8h',
      applications: ['*'],
      timeZone: 'Europe/Berlin',
      syncOverrun: true,
    },
  ],
  sourceIntegrity: {
    git: {
      policies: [{ repos: [{ url: '*' }], gpg: { mode: 'head', keys: ['D56C4FCA57A46444'] } }],
    },
  },
  destinationServiceAccounts: [{ server: '*', defaultServiceAccount: 'deployer' }],
  orphanedResources: { warn: true, ignore: [{ kind: 'ConfigMap' }] },
  sourceNamespaces: ['web'],
  permitOnlyProjectScopedClusters: true,
});

// @ts-expect-error a misspelt field
new AppProject(chart, 'x', { sourceRepo: ['*'] });
// @ts-expect-error no namespace allows none
new AppProject(chart, 'x', { destinations: [{ server: '*' }] });
// @ts-expect-error no cluster
new AppProject(chart, 'x', { destinations: [{ namespace: '*' }] });
// @ts-expect-error an action that does not exist
new AppProject(chart, 'x', { roles: [{ name: 'a', policies: [{ action: 'watch' }] }] });
const accounts = [{ resource: 'accounts', action: 'get' }] as const;
// @ts-expect-error a resource outside of projects
new AppProject(chart, 'x', { roles: [{ name: 'a', policies: accounts }] });
const git = { policies: [{ repos: [], gpg: { mode: 'all', keys: [] } }] } as const;
// @ts-expect-error a mode that does not exist
new AppProject(chart, 'x', { sourceIntegrity: { git } });

const window = { kind: 'allow', schedule: '0 0 * * *', duration: '1h' } as const;
// @ts-expect-error a window for nothing
new AppProject(chart, 'x', { syncWindows: [window] });
// @ts-expect-error a kind that does not exist
new AppProject(chart, 'x', { syncWindows: [{ ...window, kind: 'forbid', clusters: ['*'] }] });
