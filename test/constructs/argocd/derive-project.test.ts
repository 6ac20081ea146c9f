import { deriveProject, type ProjectUse } from '../../../constructs/argocd';
import { deployable } from './support/deployable';

interface Spec {
  readonly source?: object;
  readonly sources?: readonly object[];
  readonly destination?: object;
  readonly [field: string]: unknown;
}

const api = { apiVersion: 'argoproj.io/v1alpha1' };
const core = { repoURL: 'oci://ghcr.io/acme/core' };
const eu = { server: 'https://eu-1', namespace: 'web' };

const application = (spec: Spec): ProjectUse => ({
  manifest: { ...api, kind: 'Application', metadata: { name: 'a' }, spec },
});

const applicationSet = (spec: Spec, generators: readonly object[] = [{ clusters: {} }]) => ({
  manifest: {
    ...api,
    kind: 'ApplicationSet',
    metadata: { name: 'a' },
    spec: { generators, template: { metadata: { name: 'x' }, spec } },
  },
});

const cases: readonly {
  readonly title: string;
  readonly uses: readonly ProjectUse[];
  readonly servers?: readonly string[];
  readonly gives: object;
}[] = [
  { title: 'nothing for nothing', uses: [], gives: { sourceRepos: [], destinations: [] } },
  {
    title: 'the source and destination of an Application, exactly',
    uses: [application({ source: core, destination: eu })],
    gives: { sourceRepos: [core.repoURL], destinations: [eu] },
  },
  {
    title: 'the namespaces that the content names, beside the destination',
    uses: [
      {
        ...application({ source: core, destination: eu }),
        deployables: [deployable({ namespaces: ['kube-system', 'web'] })],
      },
    ],
    gives: {
      sourceRepos: [core.repoURL],
      destinations: [{ ...eu, namespace: 'kube-system' }, eu],
    },
  },
  {
    title: 'every namespace of a cluster alone, where some destination leaves it open',
    uses: [
      application({ source: core, destination: eu }),
      application({ source: core, destination: { server: eu.server } }),
    ],
    gives: { sourceRepos: [core.repoURL], destinations: [{ ...eu, namespace: '*' }] },
  },
  {
    title: 'each source and destination once, sorted',
    uses: [
      application({
        sources: [core, { repoURL: 'oci://a/b' }],
        destination: { ...eu, namespace: 'z' },
      }),
      application({ source: core, destination: eu }),
      application({ source: core, destination: { name: 'us-1', namespace: 'web' } }),
    ],
    gives: {
      sourceRepos: ['oci://a/b', core.repoURL],
      destinations: [{ name: 'us-1', namespace: 'web' }, eu, { ...eu, namespace: 'z' }],
    },
  },
  {
    title: 'the repository that a hydrator reads',
    uses: [
      application({
        sourceHydrator: { drySource: { repoURL: 'https://x/y.git' } },
        destination: eu,
      }),
    ],
    gives: { sourceRepos: ['https://x/y.git'], destinations: [eu] },
  },
  {
    title: 'every namespace where the destination names none',
    uses: [application({ source: core, destination: { server: 'https://eu-1' } })],
    gives: { sourceRepos: [core.repoURL], destinations: [{ ...eu, namespace: '*' }] },
  },
  {
    title: 'any server in the one namespace for a templated server',
    uses: [applicationSet({ source: core, destination: { ...eu, server: '{{ .server }}' } })],
    gives: { sourceRepos: [core.repoURL], destinations: [{ server: '*', namespace: 'web' }] },
  },
  {
    title: 'the given servers for a templated server',
    uses: [
      applicationSet({ source: core, destination: { ...eu, server: '{{ .server }}' } }),
      application({ source: core, destination: eu }),
    ],
    servers: ['https://us-1', 'https://us-2'],
    gives: {
      sourceRepos: [core.repoURL],
      destinations: [eu, { ...eu, server: 'https://us-1' }, { ...eu, server: 'https://us-2' }],
    },
  },
  {
    title: 'any name for a templated name',
    uses: [
      applicationSet({ source: core, destination: { name: '{{ .name }}', namespace: 'web' } }),
    ],
    gives: { sourceRepos: [core.repoURL], destinations: [{ name: '*', namespace: 'web' }] },
  },
  {
    title: 'a pattern for a text with parameters',
    uses: [
      applicationSet({
        source: { repoURL: 'oci://ghcr.io/{{ .org }}/core' },
        destination: { server: 'https://eu-1', namespace: 'team-{{ print "}}" .name }}' },
      }),
    ],
    gives: {
      sourceRepos: ['oci://ghcr.io/**/core'],
      destinations: [{ server: 'https://eu-1', namespace: 'team-*' }],
    },
  },
  {
    title: 'the values of a list for its parameters, beside clusters',
    uses: [
      applicationSet(
        {
          source: { repoURL: 'oci://ghcr.io/{{ .team.org }}/{{.name}}' },
          destination: { server: '{{ .server }}', namespace: '{{ .name }}-{{ .team.org }}' },
        },
        [
          {
            matrix: {
              generators: [
                {
                  list: {
                    elements: [
                      { name: 'web', team: { org: 'a' } },
                      { name: 'api', team: { org: 'b' } },
                    ],
                  },
                },
                { clusters: {} },
              ],
            },
          },
        ],
      ),
    ],
    gives: {
      sourceRepos: ['oci://ghcr.io/a/web', 'oci://ghcr.io/b/api'],
      destinations: [
        { server: '*', namespace: 'api-b' },
        { server: '*', namespace: 'web-a' },
      ],
    },
  },
  {
    title: 'a pattern where the clusters come first and hide the name of the list',
    uses: [
      applicationSet(
        { source: core, destination: { server: 'https://eu-1', namespace: '{{ .name }}' } },
        [{ matrix: { generators: [{ clusters: {} }, { list: { elements: [{ name: 'web' }] } }] } }],
      ),
    ],
    gives: { sourceRepos: [core.repoURL], destinations: [{ ...eu, namespace: '*' }] },
  },
  {
    title: 'a pattern where another generator, or a function, has a say',
    uses: [
      applicationSet(
        { source: core, destination: { server: 'https://eu-1', namespace: 'a-{{ .name }}' } },
        [{ list: { elements: [{ name: 'web' }] } }, { git: {} }],
      ),
      applicationSet(
        {
          source: core,
          destination: { server: 'https://eu-1', namespace: 'b-{{ normalize .name }}' },
        },
        [{ list: { elements: [{ name: 'web' }] } }],
      ),
      applicationSet(
        { source: core, destination: { server: 'https://eu-1', namespace: 'c-{{ .name }}' } },
        [{ list: { elements: [{ name: '{{ .x }}' }] } }],
      ),
      applicationSet(
        { source: core, destination: { server: 'https://eu-1', namespace: 'd-{{ .name }}' } },
        [{ list: { elements: [{ name: 'web' }, {}] } }],
      ),
      applicationSet(
        {
          source: core,
          destination: { server: 'https://eu-1', namespace: 'e-{{ .name }}' },
        },
        [{ list: { elements: [{ name: 'web' }], elementsYaml: '- name: api' } }],
      ),
    ],
    gives: {
      sourceRepos: [core.repoURL],
      destinations: ['a-*', 'b-*', 'c-*', 'd-*', 'e-*'].map((namespace) => ({ ...eu, namespace })),
    },
  },
  {
    title: 'the servers that a list names',
    uses: [
      applicationSet({ source: core, destination: { server: '{{ .server }}', namespace: 'web' } }, [
        { list: { elements: [{ server: 'https://us-1' }, { server: 'https://eu-1' }] } },
      ]),
    ],
    servers: ['https://no'],
    gives: { sourceRepos: [core.repoURL], destinations: [eu, { ...eu, server: 'https://us-1' }] },
  },
  {
    title: 'what the template of a single generator says instead',
    uses: [
      applicationSet({ source: core, destination: eu }, [
        { list: { elements: [{ template: { spec: { source: { repoURL: 'oci://no' } } } }] } },
        { clusters: { template: { spec: { source: { repoURL: 'oci://b/c' } } } } },
      ]),
    ],
    gives: { sourceRepos: ['oci://b/c', core.repoURL], destinations: [eu] },
  },
  {
    title: 'the namespace that a sync creates, by its name',
    uses: [
      application({
        source: core,
        destination: eu,
        syncPolicy: { syncOptions: ['CreateNamespace=true'] },
      }),
    ],
    gives: {
      sourceRepos: [core.repoURL],
      destinations: [eu],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'web' }],
    },
  },
  {
    title: 'the cluster-scoped kinds of the content, which cover named ones',
    uses: [
      {
        ...application({
          source: core,
          destination: eu,
          syncPolicy: { syncOptions: ['CreateNamespace=true'] },
        }),
        deployables: [
          deployable({
            clusterResources: [
              { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
              { group: '', kind: 'Namespace' },
            ],
          }),
        ],
      },
    ],
    gives: {
      sourceRepos: [core.repoURL],
      destinations: [eu],
      clusterResourceWhitelist: [
        { group: '', kind: 'Namespace' },
        { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
      ],
    },
  },
  {
    title: 'nothing for other kinds',
    uses: [{ manifest: { apiVersion: 'v1', kind: 'Secret', metadata: {} } }],
    gives: { sourceRepos: [], destinations: [] },
  },
];

it.each(cases)('allows $title', ({ uses, servers, gives }) => {
  expect(deriveProject(uses, { servers })).toEqual(gives);
});
