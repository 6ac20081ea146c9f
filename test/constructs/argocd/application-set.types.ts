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

const chart = new Chart(Testing.app({ outdir: 'unused' }), 'hub');
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
    // @ts-expect-error a misspelt parameter
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

const all = clusters();
const minimal = { project: 'web', source, destination: { server: 'https://eu-1' } };

new ApplicationSet(chart, 'without a selector no label is guaranteed', {
  generators: all,
  template: (cluster) => ({
    metadata: { name: cluster.nameNormalized },
    spec: {
      ...minimal,
      // @ts-expect-error in-cluster has no metadata
      project: cluster.metadata.labels['argocd.argoproj.io/secret-type'],
    },
  }),
});

new ApplicationSet(chart, 'comparing', {
  generators: all,
  template: (cluster) => ({
    // @ts-expect-error a parameter is no string
    metadata: { name: cluster.name === 'eu-1' ? 'a' : 'b' },
    // @ts-expect-error nor has it a string's methods
    spec: { ...minimal, project: cluster.name.toUpperCase() },
  }),
});

new ApplicationSet(chart, 'unknown fields, level by level', {
  generators: all,
  template: (cluster) => ({
    // @ts-expect-error in the template
    metdata: {},
    metadata: {
      name: cluster.nameNormalized,
      // @ts-expect-error template.metadata
      namespace: 'argocd',
    },
    spec: {
      ...minimal,
      // @ts-expect-error template.spec
      syncPolice: {},
      destination: {
        server: cluster.server,
        // @ts-expect-error template.spec.destination
        namespaces: 'web',
      },
      syncPolicy: {
        automated: {
          prune: true,
          // @ts-expect-error template.spec.syncPolicy.automated
          selfheal: true,
        },
        retry: {
          backoff: {
            duration: '5s',
            // @ts-expect-error template.spec.syncPolicy.retry.backoff
            max: '3m',
          },
        },
      },
    },
  }),
});

new ApplicationSet(chart, 'a field of a source that some versions of Argo CD lack', {
  generators: all,
  template: (cluster) => ({
    metadata: { name: cluster.nameNormalized },
    spec: {
      ...minimal,
      source: { ...source, directory: { recurse: true, disableExtensionFilter: true } },
    },
  }),
});

new ApplicationSet(chart, 'an unknown field of one of several sources', {
  generators: all,
  template: (cluster) => ({
    metadata: { name: cluster.nameNormalized },
    spec: {
      project: 'web',
      destination: { server: cluster.server },
      sources: [
        {
          ...source,
          // @ts-expect-error template.spec.sources[]
          revision: '2.1.0',
        },
      ],
    },
  }),
});

new ApplicationSet(chart, 'nothing but an unknown field', {
  generators: all,
  template: (cluster) => ({
    metadata: { name: cluster.nameNormalized },
    // @ts-expect-error template.spec.syncPolicy.automated
    spec: { ...minimal, syncPolicy: { automated: { selfheal: true } } },
  }),
});

new ApplicationSet(chart, 'in a function with a body', {
  generators: all,
  // @ts-expect-error there the whole function is named
  template: (cluster) => {
    const name = cluster.nameNormalized;
    return { metadata: { name }, spec: { ...minimal, syncPolice: {} } };
  },
});

new ApplicationSet(chart, 'what is no text takes no parameter', {
  generators: clusters({ values: { prune: 'true', limit: '5' } }),
  template: (cluster) => ({
    metadata: { name: cluster.nameNormalized },
    spec: {
      ...minimal,
      syncPolicy: {
        // @ts-expect-error a boolean is no text
        automated: { prune: cluster.values.prune },
        // @ts-expect-error a number is no text
        retry: { limit: cluster.values.limit },
      },
    },
  }),
});

new ApplicationSet(chart, 'closed sets of words', {
  generators: all,
  template: (cluster) => ({
    metadata: { name: cluster.nameNormalized },
    spec: {
      ...minimal,
      // @ts-expect-error by URL or by name, not both
      destination: { server: cluster.server, name: cluster.name },
      syncPolicy: {
        // @ts-expect-error no such option
        syncOptions: ['CreateNamespaces=true'],
      },
    },
  }),
});

new ApplicationSet(chart, 'RollingSync', {
  generators: all,
  strategy: {
    type: 'RollingSync',
    rollingSync: {
      steps: [{ matchExpressions: [{ key: 'ring', operator: 'In', values: ['1'] }], maxUpdate: 1 }],
    },
  },
  template: (cluster) => ({
    metadata: { name: cluster.nameNormalized },
    spec: { ...minimal, syncPolicy: { retry: { limit: 5 } } },
  }),
});

new ApplicationSet(chart, 'RollingSync and automated sync', {
  generators: all,
  strategy: { type: 'RollingSync', rollingSync: { steps: [] } },
  template: (cluster) => ({
    metadata: { name: cluster.nameNormalized },
    // @ts-expect-error the controller would switch it off
    spec: { ...minimal, syncPolicy: { automated: { prune: true } } },
  }),
});

new ApplicationSet(chart, 'a step with an operator that matches nothing', {
  generators: all,
  strategy: {
    type: 'RollingSync',
    // @ts-expect-error In and NotIn only
    rollingSync: { steps: [{ matchExpressions: [{ key: 'ring', operator: 'Exists' }] }] },
  },
  template: (cluster) => ({ metadata: { name: cluster.nameNormalized }, spec: minimal }),
});

new ApplicationSet(chart, 'unknown props', {
  generators: all,
  // @ts-expect-error there is no such prop
  goTemplates: false,
  template: (cluster) => ({ metadata: { name: cluster.nameNormalized }, spec: minimal }),
});

const services = list([
  { service: 'web', port: 80, tier: 'front', image: { tag: 'v1' } },
  { service: 'api', port: 8080, team: 'core', image: { tag: 'v2', digest: 'sha256:0' } },
]);

new ApplicationSet(chart, 'list', {
  generators: services,
  template: (element) => ({
    metadata: {
      name: element.service,
      labels: {
        port: element.port,
        tier: orElse(element.tier, 'back'),
        tag: element.image.tag,
        digest: orElse(element.image.digest, ''),
        route: when(element.service, { web: 'public', api: 'private' }, ''),
      },
      annotations: {
        // @ts-expect-error some elements lack it
        team: element.team,
        // @ts-expect-error no element has that value
        what: when(element.service, { wep: 'public' }, ''),
        // @ts-expect-error an object is no text
        image: element.image,
      },
    },
    spec: minimal,
  }),
});

interface Service {
  readonly name: string;
  readonly replicas?: number;
}
const typed: readonly Service[] = [];
new ApplicationSet(chart, 'list of a declared type', {
  generators: list(typed),
  template: ({ name, replicas }) => ({
    metadata: { name, annotations: { replicas: orElse(replicas, '1') } },
    // @ts-expect-error an optional key
    spec: { ...minimal, project: replicas },
  }),
});

const product = matrix(services, (service) =>
  clusters({
    matchLabels: { tier: orElse(service.tier, 'back') },
    values: { of: service.service },
  }),
);
new ApplicationSet(chart, 'matrix', {
  generators: product,
  template: (p) => ({
    metadata: {
      name: `${p.service}-${p.nameNormalized}`,
      labels: { tier: p.metadata.labels.tier, of: p.values.of },
    },
    spec: { ...minimal, destination: { server: p.server, namespace: p.service } },
  }),
});

// @ts-expect-error the first generator has no such parameter
matrix(services, (service) => clusters({ matchLabels: { tier: service.teir } }));

const nested = matrix(product, () => list([{ ring: 'a' }]));
// @ts-expect-error Argo CD drops the third level
matrix(nested, () => list([{ x: 'y' }]));
// @ts-expect-error on either side
matrix(list([{ x: 'y' }]), () => nested);

new ApplicationSet(chart, 'several generators give their common parameters', {
  generators: [
    clusters({ matchLabels: { environment: 'production', region: 'eu' } }),
    clusters({ matchLabels: { environment: 'staging' } }),
    list([
      { nameNormalized: 'a', server: 'https://a', metadata: { labels: { environment: 'lab' } } },
    ]),
  ],
  template: (p) => ({
    metadata: {
      name: p.nameNormalized,
      labels: {
        // @ts-expect-error not every generator gives it
        project: p.project,
        environment: p.metadata.labels.environment,
      },
    },
    spec: { ...minimal, destination: { server: p.server } },
  }),
});

new ApplicationSet(chart, 'a label that one of them guarantees', {
  generators: [
    clusters({ matchLabels: { environment: 'production', region: 'eu' } }),
    clusters({ matchLabels: { environment: 'staging' } }),
  ],
  template: (p) => ({
    metadata: { name: p.nameNormalized, labels: { region: orElse(p.metadata.labels.region, '') } },
    // @ts-expect-error the second generator does not
    spec: { ...minimal, project: p.metadata.labels.region },
  }),
});

// @ts-expect-error an operator that does not exist
clusters({ matchExpressions: [{ key: 'a', operator: 'Is' }] });
// @ts-expect-error a misspelt option
clusters({ matchLabel: { a: 'b' } });

const known: 'production' | undefined = clusters({ matchLabels: labels }).params.of?.metadata.labels
  .environment.known;
void known;
