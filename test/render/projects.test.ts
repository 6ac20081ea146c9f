import { ManifestSet, type Manifest } from '../../lib/core';
import { expandFleet, type ClusterFacts } from '../../lib/render';

const clusters: readonly ClusterFacts[] = [
  { name: 'eu-1', server: 'https://10.0.0.1', project: 'shop' },
  { name: 'us-1', server: 'https://10.0.0.2' },
];
const apiVersion = 'argoproj.io/v1alpha1';
const repoURL = 'https://github.com/acme/apps';

const project = (spec: object): Manifest => ({
  apiVersion,
  kind: 'AppProject',
  metadata: { name: 'shop', namespace: 'argocd' },
  spec: { sourceRepos: [repoURL], destinations: [{ server: '*', namespace: 'web' }], ...spec },
});
const application = (spec: object): Manifest => ({
  apiVersion,
  kind: 'Application',
  metadata: { name: 'a', namespace: 'argocd' },
  spec: {
    project: 'shop',
    source: { repoURL, path: '.' },
    destination: { name: 'eu-1', namespace: 'web' },
    ...spec,
  },
});
const rulesOf = (...manifests: Manifest[]) =>
  expandFleet(ManifestSet.of(manifests), { clusters }).diagnostics.map(
    ({ rule, pointer }) => `${rule} ${pointer}`,
  );

describe('an Application in an AppProject of the set', () => {
  const refusedSource = ['application-source-refused /spec/source'];
  const refusedDestination = ['application-destination-refused /spec/destination'];

  test.each<{ title: string; project?: object; given: object; reports: readonly string[] }>([
    { title: 'may take what is permitted', given: {}, reports: [] },
    {
      title: 'may not take another source',
      given: { source: { repoURL: 'https://github.com/acme/other' } },
      reports: refusedSource,
    },
    {
      title: 'may not take one of several sources',
      given: { sources: [{ repoURL }, { repoURL: 'oci://ghcr.io/acme/x' }] },
      reports: refusedSource,
    },
    {
      title: 'has sources before its source',
      given: { source: { repoURL: 'https://nowhere' }, sources: [{ repoURL }] },
      reports: [],
    },
    {
      title: 'may not take what is hydrated from elsewhere',
      given: { sourceHydrator: { drySource: { repoURL: 'https://nowhere' }, syncSource: {} } },
      reports: refusedSource,
    },
    {
      title: 'may not go to another namespace',
      given: { destination: { name: 'eu-1', namespace: 'kube-system' } },
      reports: refusedDestination,
    },
    {
      title: 'may not go to a server that a ! rule refuses',
      project: {
        destinations: [
          { server: '*', namespace: '*' },
          { server: '!https://10.0.0.2', namespace: '*' },
        ],
      },
      given: { destination: { server: 'https://10.0.0.2', namespace: 'web' } },
      reports: refusedDestination,
    },
    {
      title: 'is matched by the name of a cluster that it gives as a server',
      project: { destinations: [{ name: 'us-*', namespace: '*' }] },
      given: { destination: { server: 'https://10.0.0.2/', namespace: 'web' } },
      reports: [],
    },
    {
      title: 'may go to a cluster of the project where only those are permitted',
      project: { permitOnlyProjectScopedClusters: true },
      given: {},
      reports: [],
    },
    {
      title: 'may not go to another cluster where only those of the project are permitted',
      project: { permitOnlyProjectScopedClusters: true },
      given: { destination: { name: 'us-1', namespace: 'web' } },
      reports: refusedDestination,
    },
    {
      title: 'may be misspelt, and is then in no AppProject',
      given: { project: 'shpo' },
      reports: ['application-project-unknown /spec/project'],
    },
    { title: 'may be in default, which is always there', given: { project: '' }, reports: [] },
    {
      title: 'is reported once where its cluster is not known',
      given: { destination: { name: 'nowhere', namespace: 'kube-system' } },
      reports: ['application-destination-unknown /spec/destination'],
    },
  ])('$title', ({ project: spec = {}, given, reports }) => {
    expect(rulesOf(project(spec), application(given))).toEqual(reports);
  });

  test('is not judged where no AppProject is', () => {
    expect(rulesOf(application({ source: { repoURL: 'https://nowhere' } }))).toEqual([]);
  });

  test('may come of an ApplicationSet, which is then told where its template is', () => {
    const set: Manifest = {
      apiVersion,
      kind: 'ApplicationSet',
      metadata: { name: 's', namespace: 'argocd' },
      spec: {
        goTemplate: true,
        generators: [{ clusters: { selector: { matchLabels: {} } } }],
        template: {
          metadata: { name: '{{ .name }}' },
          spec: {
            project: 'shop',
            source: { repoURL: 'https://nowhere' },
            destination: { server: '{{ .server }}', namespace: 'other' },
          },
        },
      },
    };
    expect(rulesOf(project({}), set)).toEqual([
      'application-source-refused /spec/template/spec/source',
      'application-destination-refused /spec/template/spec/destination',
      'application-destination-refused /spec/template/spec/destination',
      'application-destination-refused /spec/template/spec/destination',
    ]);
  });
});
