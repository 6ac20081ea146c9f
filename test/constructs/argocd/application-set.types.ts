/* Checked by the compiler alone: each misuse must be an error, each use none. */
import { Chart, Testing } from 'cdk8s';
import {
  ApplicationSet,
  clusters,
  list,
  matrix,
  normalize,
  orElse,
  when,
} from '../../../constructs/argocd';

const chart = new Chart(Testing.app(), 'hub');
const source = { repoURL: 'oci://ghcr.io/acme/core', path: '.', targetRevision: '2.1.0' };

new ApplicationSet(chart, 'use', {
  generators: clusters({
    matchLabels: { environment: 'production' },
    matchExpressions: [
      { key: 'region', operator: 'In', values: ['eu', 'us'] },
      { key: 'a/tier', operator: 'Exists' },
    ],
    values: { size: 'small' },
  }),
  template: (cluster) => ({
    metadata: {
      name: `${cluster.nameNormalized}-core`,
      labels: { environment: cluster.metadata.labels.environment },
    },
    spec: {
      project: orElse(cluster.metadata.annotations.project, 'web'),
      source: {
        ...source,
        path: when(cluster.metadata.labels.region, { eu: 'europe', us: 'america' }, 'rest'),
        helm: {
          valuesObject: { replicas: 3, size: cluster.values.size, deep: [{ at: cluster.name }] },
        },
      },
      destination: { server: cluster.server, namespace: normalize(cluster.name) },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
        syncOptions: ['CreateNamespace=true', 'PrunePropagationPolicy=foreground'],
      },
    },
  }),
});

const labels = { environment: 'production' } as const;
new ApplicationSet(chart, 'unknown parameter', {
  generators: clusters({ matchLabels: labels }),
  template: (cluster) => ({
    // @ts-expect-error misspelt
    metadata: { name: `${cluster.nameNormalised}` },
    spec: { project: 'web', source, destination: { server: cluster.server } },
  }),
});

new ApplicationSet(chart, 'MaybeParam raw', {
  generators: clusters({ matchLabels: labels }),
  template: (cluster) => ({
    metadata: { name: cluster.nameNormalized },
    spec: {
      // @ts-expect-error a label that the selector does not guarantee
      project: cluster.metadata.labels.region,
      source,
      destination: { server: cluster.server },
    },
  }),
});
