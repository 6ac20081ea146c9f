/* Checked by the compiler alone: each misuse must be an error, each use none. */
import { Chart, Testing } from 'cdk8s';
import {
  Application,
  ApplicationSet,
  clusters,
  type ApplicationProps,
  type ApplicationSpec,
} from '../../../constructs/argocd';

const chart = new Chart(Testing.app({ outdir: 'unused' }), 'hub');
const git = 'https://github.com/acme/apps.git';
const destination = { server: 'https://eu-1', namespace: 'web' };
const minimal = { project: 'web', destination };
const folder = { repoURL: git, path: 'web' };

new Application(chart, 'git', {
  project: 'web',
  source: {
    ...folder,
    targetRevision: 'v1.*',
    tagPrefix: 'web/',
    kustomize: {
      images: ['web=ghcr.io/acme/web:1'],
      replicas: [{ name: 'web', count: 3 }],
      patches: [{ path: 'patch.yaml', options: { allowNameChange: true } }],
    },
  },
  destination: { name: 'eu-1' },
  info: [{ name: 'Owner', value: 'web' }],
  revisionHistoryLimit: 5,
  ignoreDifferences: [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }],
  syncPolicy: {
    automated: { prune: true, selfHeal: true, allowEmpty: false, enabled: true },
    syncOptions: ['CreateNamespace=true', 'Delete=confirm', 'ServerSideApply=true'],
    managedNamespaceMetadata: { labels: { team: 'web' } },
    retry: { limit: -1, refresh: true, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
  },
});

new Application(chart, 'several', {
  ...minimal,
  sources: [
    {
      repoURL: 'https://charts.acme.io',
      chart: 'web',
      targetRevision: '1.x',
      name: 'chart',
      helm: {
        valueFiles: ['$values/prod.yaml'],
        valuesObject: { replicas: 3 },
        parameters: [{ name: 'a', value: 'b', forceString: true }],
        fileParameters: [{ name: 'c', path: '$values/c.txt' }],
      },
    },
    { repoURL: git, targetRevision: 'main', ref: 'values' },
    { repoURL: 'oci://ghcr.io/acme/extras', path: '.', targetRevision: '1.0.0' },
  ],
});

new Application(chart, 'jsonnet and a plugin', {
  ...minimal,
  sources: [
    { ...folder, directory: { jsonnet: { tlas: [{ name: 'a', value: '1', code: true }] } } },
    { ...folder, plugin: { name: 'cue', parameters: [{ name: 'x', array: ['1'] }] } },
  ],
});

const drySource = { repoURL: git, path: 'web', targetRevision: 'main' };
const syncSource = { targetBranch: 'live', path: 'web' };
new Application(chart, 'hydrated', {
  ...minimal,
  sourceHydrator: {
    drySource: { ...drySource, helm: { releaseName: 'web' } },
    syncSource: { ...syncSource, repoURL: git },
    hydrateTo: { targetBranch: 'next' },
  },
});

// What is only known at run time is checked then.
declare const spec: ApplicationSpec;
declare const props: ApplicationProps;
new Application(chart, 'of a declared spec', spec);
new Application(chart, 'of declared props', { ...props, revisionHistoryLimit: 1 });
class OwnApplication extends Application {
  constructor(own: ApplicationProps) {
    super(chart, 'own', own);
  }
}
new OwnApplication({ ...minimal, source: folder });

new Application(chart, 'unknown fields, level by level', {
  ...minimal,
  // @ts-expect-error a field of the props
  syncPolice: {},
  source: {
    ...folder,
    // @ts-expect-error a field of source
    revision: 'main',
    helm: {
      // @ts-expect-error source.helm
      valuesFile: 'prod.yaml',
      // @ts-expect-error source.helm.parameters[]
      parameters: [{ name: 'a', value: 'b', string: true }],
    },
  },
});

new Application(chart, 'source and sources', {
  ...minimal,
  source: folder,
  // @ts-expect-error one of the two
  sources: [folder],
});

new Application(chart, 'a hydrator and a source', {
  ...minimal,
  // @ts-expect-error the hydrator is the only source
  source: folder,
  sourceHydrator: { drySource, syncSource },
});

// @ts-expect-error the place of the manifests
new Application(chart, 'no path', { ...minimal, source: { repoURL: git } });

new Application(chart, 'a chart without version', {
  ...minimal,
  // @ts-expect-error its version
  source: { repoURL: 'https://charts.acme.io', chart: 'web' },
});

new Application(chart, 'a chart and a path', {
  ...minimal,
  source: {
    repoURL: 'https://charts.acme.io',
    chart: 'web',
    targetRevision: '1.0.0',
    // @ts-expect-error a chart has none
    path: '.',
  },
});

new Application(chart, 'an artifact as a chart', {
  ...minimal,
  source: {
    repoURL: 'oci://ghcr.io/acme/core',
    targetRevision: '1.0.0',
    // @ts-expect-error Argo CD would ignore it
    chart: 'web',
  },
});

new Application(chart, 'an artifact without revision', {
  ...minimal,
  // @ts-expect-error there is no default
  source: { repoURL: 'oci://ghcr.io/acme/core', path: '.' },
});

new Application(chart, 'a tag in the URL', {
  ...minimal,
  // @ts-expect-error it goes into targetRevision
  source: { repoURL: 'oci://ghcr.io/acme/core:1.0.0', path: '.', targetRevision: '1.0.0' },
});
new Application(chart, 'a port is no tag', {
  ...minimal,
  source: { repoURL: 'oci://localhost:5000/core', path: '.', targetRevision: '1.0.0' },
});

new Application(chart, 'two tools', {
  ...minimal,
  source: {
    ...folder,
    helm: { releaseName: 'web' },
    // @ts-expect-error a source has one
    kustomize: { namePrefix: 'a-' },
  },
});

new Application(chart, 'values twice', {
  ...minimal,
  source: {
    ...folder,
    helm: {
      valuesObject: { a: 1 },
      // @ts-expect-error it would be ignored
      values: 'a: 2',
    },
  },
});

new Application(chart, 'a ref alone', {
  ...minimal,
  // @ts-expect-error in sources only
  source: { ...folder, ref: 'values' },
});

new Application(chart, 'parameters of a plugin', {
  ...minimal,
  // @ts-expect-error one kind of value
  source: { ...folder, plugin: { parameters: [{ name: 'x', string: '1', array: [] }] } },
});

new Application(chart, 'labels of a namespace that nobody creates', {
  ...minimal,
  source: folder,
  syncPolicy: {
    syncOptions: ['PruneLast=true'],
    // @ts-expect-error CreateNamespace=true
    managedNamespaceMetadata: { labels: { team: 'web' } },
  },
});

new Application(chart, 'hydrated to the top', {
  ...minimal,
  sourceHydrator: {
    drySource,
    // @ts-expect-error the branch would be emptied
    syncSource: { targetBranch: 'live', path: '.' },
  },
});

new Application(chart, 'an option that is none', {
  ...minimal,
  source: folder,
  // @ts-expect-error no such option
  syncPolicy: { syncOptions: ['A=true'] },
});

new ApplicationSet(chart, 'the same in a template', {
  generators: clusters(),
  template: (cluster) => ({
    metadata: { name: cluster.nameNormalized },
    spec: {
      ...minimal,
      source: {
        repoURL: git,
        path: `clusters/${cluster.name}`,
        helm: { valuesObject: { at: cluster.name } },
        // @ts-expect-error a source has one tool
        directory: { recurse: true },
      },
      syncPolicy: {
        // @ts-expect-error CreateNamespace=true
        managedNamespaceMetadata: { labels: { cluster: cluster.name } },
      },
    },
  }),
});

new ApplicationSet(chart, 'several in a template', {
  generators: clusters(),
  template: (cluster) => ({
    metadata: { name: cluster.nameNormalized },
    spec: {
      ...minimal,
      // @ts-expect-error one of the two
      sources: [folder],
      source: folder,
    },
  }),
});
