import type { Since } from '../require-fields';

/** In each source: of `source`, `sources/*` and `sourceHydrator/drySource`. */
const SOURCE: readonly Since[] = [
  { since: '2.13', at: 'helm/apiVersions' },
  { since: '2.13', at: 'helm/kubeVersion' },
  { since: '2.13', at: 'helm/namespace' },
  { since: '2.13', at: 'kustomize/apiVersions' },
  { since: '2.13', at: 'kustomize/kubeVersion' },
  { since: '2.14', at: 'helm/skipSchemaValidation' },
  { since: '2.14', at: 'helm/skipTests' },
  { since: '2.14', at: 'name' },
  { since: '3.0', at: 'kustomize/ignoreMissingComponents' },
  { since: '3.0', at: 'kustomize/labelIncludeTemplates' },
  { since: '3.1', at: 'repoURL', value: /^oci:\/\// },
  { since: '3.5', at: 'tagPrefix' },
  { since: '3.6', at: 'directory/disableExtensionFilter' },
];

/** In the spec of an Application. */
export const APPLICATION: readonly Since[] = [
  ...['source', 'sources/*', 'sourceHydrator/drySource'].flatMap((source) =>
    SOURCE.map((one) => ({ ...one, at: `${source}/${one.at}` })),
  ),
  { since: '2.14', at: 'sourceHydrator' },
  { since: '3.1', at: 'syncPolicy/automated/enabled' },
  { since: '3.1', at: 'syncPolicy/syncOptions/*', value: /^SkipDryRunOnMissingResource=/ },
  { since: '3.1', at: 'syncPolicy/syncOptions/*', value: /^ClientSideApplyMigration=/ },
  { since: '3.2', at: 'syncPolicy/retry/refresh' },
  { since: '3.3', at: 'sourceHydrator/drySource/directory' },
  { since: '3.3', at: 'sourceHydrator/drySource/helm' },
  { since: '3.3', at: 'sourceHydrator/drySource/kustomize' },
  { since: '3.3', at: 'sourceHydrator/drySource/plugin' },
  { since: '3.4', at: 'syncPolicy/syncOptions/*', value: /^(Prune|Delete)=/ },
  { since: '3.5', at: 'sourceHydrator/syncSource/repoURL' },
];

/** In the spec of an AppProject. */
export const PROJECT: readonly Since[] = [
  { since: '2.13', at: 'destinationServiceAccounts' },
  { since: '3.0', at: 'syncWindows/*/andOperator' },
  { since: '3.1', at: 'syncWindows/*/description' },
  { since: '3.3', at: 'clusterResourceWhitelist/*/name' },
  { since: '3.3', at: 'clusterResourceBlacklist/*/name' },
  { since: '3.5', at: 'sourceIntegrity' },
  { since: '3.5', at: 'syncWindows/*/syncOverrun' },
];

/** In the spec of an ApplicationSet, its generators and its template apart. */
export const APPLICATION_SET: readonly Since[] = [{ since: '3.2', at: 'strategy/deletionOrder' }];

/** In one generator, at whatever level. */
export const GENERATOR: readonly Since[] = [
  { since: '2.13', at: 'pullRequest/bitbucketServer/bearerToken' },
  { since: '2.13', at: 'pullRequest/bitbucketServer/caRef' },
  { since: '2.13', at: 'pullRequest/bitbucketServer/insecure' },
  { since: '2.13', at: 'pullRequest/gitlab/caRef' },
  { since: '2.13', at: 'scmProvider/bitbucketServer/bearerToken' },
  { since: '2.13', at: 'scmProvider/bitbucketServer/caRef' },
  { since: '2.13', at: 'scmProvider/bitbucketServer/insecure' },
  { since: '2.13', at: 'scmProvider/gitlab/caRef' },
  { since: '2.14', at: 'clusters/flatList' },
  { since: '3.0', at: 'pullRequest/values' },
  { since: '3.1', at: 'git/files/*/exclude' },
  { since: '3.1', at: 'pullRequest/gitea/labels' },
  { since: '3.2', at: 'pullRequest/continueOnRepoNotFoundError' },
  { since: '3.2', at: 'pullRequest/filters/*/titleMatch' },
  { since: '3.5', at: 'scmProvider/gitea/excludeArchivedRepos' },
  { since: '3.5', at: 'scmProvider/github/excludeArchivedRepos' },
  { since: '3.5', at: 'scmProvider/gitlab/includeArchivedRepos' },
];
