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
import type { Manifest } from '../../../lib/core';
import { expandApplicationSet, type ClusterFacts } from '../../../lib/render';

const fleet: readonly ClusterFacts[] = [
  {
    name: 'Eu_1',
    server: 'https://eu-1',
    labels: { environment: 'production', region: 'eu', 'acme.io/tier': 'gold' },
    annotations: { owner: 'core' },
  },
  { name: 'us-1', server: 'https://us-1', labels: { environment: 'production', region: 'us' } },
  { name: 'lab', server: 'https://lab', labels: { environment: 'staging' } },
];
const source = { repoURL: 'oci://ghcr.io/acme/core', path: '.', targetRevision: '2.1.0' };

const chart = () => new Chart(Testing.app({ outdir: 'unused' }), 'hub', { namespace: 'argocd' });

/** The Applications that a fleet gets, without what the controller adds to each. */
function expanded({ node }: ApplicationSet): object[] {
  const [manifest] = (node.scope as Chart).toJson() as [Manifest];
  const { applications, diagnostics } = expandApplicationSet(manifest, { clusters: fleet });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return applications.map(({ metadata: { name, labels }, spec }) => ({ name, labels, spec }));
}

it('gives what a selected cluster has, and defaults for what it lacks', () => {
  const set = new ApplicationSet(chart(), 'selected', {
    generators: clusters({
      matchLabels: { environment: 'production' },
      matchExpressions: [{ key: 'region', operator: 'Exists' }],
      values: { title: 'all of {{ .name }}' },
    }),
    template: (cluster) => ({
      metadata: {
        name: `${cluster.nameNormalized}-core`,
        labels: {
          tier: orElse(cluster.metadata.labels['acme.io/tier'], cluster.metadata.labels.region),
          owner: orElse(cluster.metadata.annotations['owner'], 'nobody'),
          environment: cluster.metadata.labels.environment,
          title: normalize(cluster.values.title),
        },
      },
      spec: {
        project: 'web',
        source,
        destination: {
          server: cluster.server,
          namespace: when(cluster.metadata.labels.region, { eu: 'europe' }, `not-${cluster.name}`),
        },
      },
    }),
  });
  const spec = { project: 'web', source };
  expect(expanded(set)).toEqual([
    {
      name: 'eu-1-core',
      labels: { tier: 'gold', owner: 'core', environment: 'production', title: 'all-of-eu-1' },
      spec: { ...spec, destination: { server: 'https://eu-1', namespace: 'europe' } },
    },
    {
      name: 'us-1-core',
      labels: { tier: 'us', owner: 'nobody', environment: 'production', title: 'all-of-us-1' },
      spec: { ...spec, destination: { server: 'https://us-1', namespace: 'not-us-1' } },
    },
  ]);
});

it('survives in-cluster, which has no metadata', () => {
  const set = new ApplicationSet(chart(), 'all', {
    generators: clusters(),
    template: (cluster) => ({
      metadata: {
        name: cluster.nameNormalized,
        labels: {
          region: orElse(cluster.metadata.labels['region'], 'none'),
          owner: orElse(cluster.metadata.annotations['owner'], 'nobody'),
        },
      },
      spec: { project: 'web', source, destination: { server: cluster.server } },
    }),
  });
  expect(expanded(set).map((application) => ({ ...application, spec: undefined }))).toEqual([
    { name: 'eu-1', labels: { region: 'eu', owner: 'core' } },
    { name: 'lab', labels: { region: 'none', owner: 'nobody' } },
    { name: 'us-1', labels: { region: 'us', owner: 'nobody' } },
    { name: 'in-cluster', labels: { region: 'none', owner: 'nobody' } },
  ]);
});

it('selects the clusters of each service in a matrix', () => {
  const services = list([
    { service: 'Web', port: 1000000, public: false },
    { service: 'lab tools', environment: 'staging', port: 80, public: true },
  ]);
  const set = new ApplicationSet(chart(), 'services', {
    generators: matrix(services, (service) =>
      clusters({
        matchLabels: { environment: orElse(service.environment, 'production') },
        values: { of: service.service },
      }),
    ),
    template: (p) => ({
      metadata: {
        name: normalize(`${p.service}-${p.name}`),
        labels: {
          port: p.port,
          public: p.public,
          of: normalize(p.values.of),
          at: p.metadata.labels.environment,
        },
      },
      spec: { project: 'web', source, destination: { server: p.server } },
    }),
  });
  const web = { port: '1000000', public: 'false', of: 'web', at: 'production' };
  expect(expanded(set).map((application) => ({ ...application, spec: undefined }))).toEqual([
    { name: 'web-eu-1', labels: web },
    { name: 'web-us-1', labels: web },
    {
      name: 'lab-tools-lab',
      labels: { port: '80', public: 'true', of: 'lab-tools', at: 'staging' },
    },
  ]);
});
