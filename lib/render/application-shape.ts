import { always, pointer, struct, type Shape } from './shape';

/* Argo CD 3.5's Application: names, kinds and what is optional; no prose. */

const strings: Shape = { list: 'string' };
const stringMap: Shape = { map: 'string' };
const nameValue = struct({ name: always('string'), value: always('string') });

const helm = struct({
  valueFiles: strings,
  parameters: { list: struct({ name: 'string', value: 'string', forceString: 'bool' }) },
  releaseName: 'string',
  values: 'string',
  fileParameters: { list: struct({ name: 'string', path: 'string' }) },
  version: 'string',
  passCredentials: 'bool',
  ignoreMissingValueFiles: 'bool',
  skipCrds: 'bool',
  valuesObject: 'json',
  namespace: 'string',
  kubeVersion: 'string',
  apiVersions: strings,
  skipTests: 'bool',
  skipSchemaValidation: 'bool',
});

const kustomize = struct({
  namePrefix: 'string',
  nameSuffix: 'string',
  images: strings,
  commonLabels: stringMap,
  version: 'string',
  commonAnnotations: stringMap,
  forceCommonLabels: 'bool',
  forceCommonAnnotations: 'bool',
  namespace: 'string',
  commonAnnotationsEnvsubst: 'bool',
  replicas: { list: struct({ name: always('string'), count: always('int-or-string') }) },
  patches: {
    list: struct({
      path: 'string',
      patch: 'string',
      target: struct({
        group: 'string',
        version: 'string',
        kind: 'string',
        name: 'string',
        namespace: 'string',
        annotationSelector: 'string',
        labelSelector: 'string',
      }),
      options: { map: 'bool' },
    }),
  },
  components: strings,
  ignoreMissingComponents: 'bool',
  labelWithoutSelector: 'bool',
  kubeVersion: 'string',
  apiVersions: strings,
  labelIncludeTemplates: 'bool',
});

const jsonnetVariables: Shape = {
  list: struct({ name: always('string'), value: always('string'), code: 'bool' }),
};
const directory = struct({
  recurse: 'bool',
  jsonnet: {
    shape: struct({ extVars: jsonnetVariables, tlas: jsonnetVariables, libs: strings }),
    written: 'unless-empty',
  },
  exclude: 'string',
  include: 'string',
});

const plugin = struct({
  name: 'string',
  env: { list: nameValue },
  parameters: {
    list: struct({
      name: 'string',
      string: pointer('string'),
      map: pointer(stringMap),
      array: pointer(strings),
    }),
  },
});

const source = struct({
  repoURL: always('string'),
  path: 'string',
  targetRevision: 'string',
  helm,
  kustomize,
  directory,
  plugin,
  chart: 'string',
  ref: 'string',
  name: 'string',
  tagPrefix: 'string',
});

const retry = struct({
  limit: 'int',
  backoff: struct({ duration: 'string', factor: pointer('int'), maxDuration: 'string' }),
  refresh: 'bool',
});

const spec = struct({
  source,
  destination: always(struct({ server: 'string', namespace: 'string', name: 'string' })),
  project: always('string'),
  syncPolicy: struct({
    automated: struct({
      prune: pointer('bool'),
      selfHeal: pointer('bool'),
      allowEmpty: pointer('bool'),
      enabled: pointer('bool'),
    }),
    syncOptions: strings,
    retry,
    managedNamespaceMetadata: struct({ labels: stringMap, annotations: stringMap }),
  }),
  ignoreDifferences: {
    list: struct({
      group: 'string',
      kind: always('string'),
      name: 'string',
      namespace: 'string',
      jsonPointers: strings,
      jqPathExpressions: strings,
      managedFieldsManagers: strings,
    }),
  },
  info: { list: nameValue },
  revisionHistoryLimit: pointer('int'),
  sources: { list: source },
  sourceHydrator: struct({
    drySource: always(
      struct({
        repoURL: always('string'),
        targetRevision: always('string'),
        path: always('string'),
        helm,
        kustomize,
        directory,
        plugin,
      }),
    ),
    syncSource: always(
      struct({ targetBranch: always('string'), path: always('string'), repoURL: 'string' }),
    ),
    hydrateTo: struct({ targetBranch: always('string') }),
  }),
});

/** What a template of an ApplicationSet can say. */
export const templateShape = struct({
  metadata: always(
    struct({
      name: 'string',
      // Rendered, and then the set's.
      namespace: 'string',
      labels: stringMap,
      annotations: stringMap,
      finalizers: strings,
    }),
  ),
  spec: always(spec),
});

/** What a templatePatch can say. */
export const applicationShape = struct({
  metadata: always(
    struct({
      name: 'string',
      generateName: 'string',
      namespace: 'string',
      selfLink: 'string',
      uid: 'string',
      resourceVersion: 'string',
      generation: 'int',
      labels: stringMap,
      annotations: stringMap,
      ownerReferences: { list: 'json' },
      finalizers: strings,
    }),
  ),
  spec: always(spec),
  operation: struct({
    sync: 'json',
    initiatedBy: always(struct({ username: 'string', automated: 'bool' })),
    info: { list: nameValue },
    retry: always(retry),
  }),
});
