import { ApiObject, App, Chart } from 'cdk8s';
import { Application, ApplicationSet, clusters } from '../../../constructs/argocd';
import { Artifact, type ArtifactProps } from '../../../constructs/artifact';
import { attachProgram } from '../../../constructs/artifact/program';
import { explain } from '../../../constructs/explain';
import type { Targets } from '../../../constructs/targets';
import { parseReleases } from '../../../lib/releases';
import { manifests } from '../../../lib/testing';
import { memoryWorld } from '../../support/memory-world';

type Object = { readonly apiVersion: string; readonly kind: string; readonly [f: string]: unknown };

const digest = `sha256:${'a'.repeat(64)}`;
const RELEASES = `core:
  staging: head
  both: { digest: '${digest}', drift: [{ group: apps, kind: StatefulSet, name: db, jqPathExpressions: [.b], under: [serverSideApply], by: API server }, { group: apps, kind: StatefulSet, name: db, jqPathExpressions: [.a], by: StatefulSet controller }, { kind: Service, name: s, jsonPointers: [/c], under: [clientSide, serverSideDiff] }] }
  production: { version: 2.1.0, digest: '${digest}', drift: [{ group: apps, kind: Deployment, name: old, jsonPointers: [/spec/replicas] }] }
`;

const deployment: Object = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { replicas: 3, selector: {} },
};
const scaler: Object = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web' },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
};
const route: Object = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'web' },
  spec: { parentRefs: [{ name: 'g' }] },
};
/** A Service whose selector a Rollout completes: what takes a selector whole takes that away. */
const selected: Object[] = [
  {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'web' },
    spec: { strategy: { canary: { stableService: 'web' } } },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { selector: { app: 'web' } },
  },
];

interface Given {
  readonly charts?: readonly (readonly Object[])[];
  readonly drift?: ArtifactProps['drift'];
  readonly targets?: Targets;
}

function program({ charts = [[deployment, scaler]], drift, targets }: Given = {}) {
  const app = new App({ outdir: 'unused' });
  const releases = parseReleases(RELEASES, 'releases.yaml');
  const { disk } = memoryWorld();
  attachProgram(app, { disk, releases, sortKeys: true, ...(targets && { targets }) });
  const core = new Artifact(app, 'core', {
    repository: 'ghcr.io/acme/core',
    ...(drift !== undefined && { drift }),
    content: (scope) => {
      for (const [i, objects] of charts.entries()) {
        const chart = new Chart(scope, `c${i}`);
        for (const [k, { apiVersion, kind, ...rest }] of objects.entries()) {
          new ApiObject(chart, `o${k}`, { apiVersion, kind, ...rest });
        }
      }
    },
  });
  return { app, core, hub: new Chart(app, 'hub') };
}

interface Wanted {
  readonly ring?: string;
  readonly source?: 'report' | { readonly expect: readonly object[] };
  readonly drift?: unknown;
  readonly syncOptions?: string[];
  readonly annotations?: Record<string, string>;
}

function applicationOf({ core, hub }: ReturnType<typeof program>, wanted: Wanted = {}) {
  const { ring = 'staging', source, drift, syncOptions, annotations } = wanted;
  new Application(hub, 'a', {
    project: 'p',
    source: core.source({ ring, ...(source !== undefined && { drift: source as never }) }),
    destination: { server: 's', namespace: 'n' },
    ...(drift !== undefined && { drift: drift as never }),
    ...(syncOptions && { syncPolicy: { syncOptions: syncOptions as never } }),
    ...(annotations && { metadata: { annotations } }),
  });
  const [found] = manifests(hub) as unknown as { spec: Record<string, unknown> }[];
  const { ignoreDifferences, syncPolicy } = found?.spec ?? {};
  return { ignoreDifferences, syncPolicy };
}

const REPLICAS = {
  group: 'apps',
  kind: 'Deployment',
  name: 'web',
  jsonPointers: ['/spec/replicas'],
};
const RESPECTS = { syncOptions: ['RespectIgnoreDifferences=true'] };

describe('an artifact', () => {
  it('leaves out the replicas that an autoscaler of another chart writes, and keeps the rule', () => {
    const made = program({ charts: [[deployment], [scaler]] });
    expect(manifests(made.core)).toEqual([{ ...deployment, spec: { selector: {} } }, scaler]);
    expect(applicationOf(made)).toEqual({ ignoreDifferences: [REPLICAS], syncPolicy: RESPECTS });
  });

  it('leaves out the scale of any kind, by the path of its CRD', () => {
    const crd = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'queues.acme.io' },
      spec: {
        group: 'acme.io',
        names: { kind: 'Queue' },
        versions: [{ name: 'v1', subresources: { scale: { specReplicasPath: '.spec.workers' } } }],
      },
    };
    const queue = (spec: object) => ({
      apiVersion: 'acme.io/v1',
      kind: 'Queue',
      metadata: { name: 'q' },
      spec,
    });
    const keda = {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name: 'q' },
      spec: { scaleTargetRef: { apiVersion: 'acme.io/v1', kind: 'Queue', name: 'q' } },
    };
    const { core } = program({ charts: [[crd, queue({ workers: 2, a: 1 }), keda]] });
    expect(manifests(core)).toEqual([crd, queue({ a: 1 }), keda]);
  });

  it('keeps the replicas of what nobody scales', () => {
    const { core } = program({ charts: [[deployment]] });
    expect(manifests(core)).toEqual([deployment]);
  });

  it('writes defaults below lists, its keys in order', () => {
    const { core } = program({ charts: [[route]] });
    const [found] = manifests(core);
    expect(JSON.stringify(found?.['spec'])).toBe(
      '{"parentRefs":[{"group":"gateway.networking.k8s.io","kind":"Gateway","name":"g"}]}',
    );
  });

  it('has another digest than one that reports', () => {
    const digestOf = (drift?: 'report') => {
      const { core, hub } = program(drift ? { drift } : {});
      new Application(hub, 'a', {
        project: 'p',
        source: core.source({ ring: 'staging' }),
        destination: { server: 's' },
      });
      const [found] = manifests(hub) as unknown as {
        spec: { source: { targetRevision: string } };
      }[];
      return found?.spec.source.targetRevision;
    };
    expect(digestOf()).not.toBe(digestOf('report'));
  });

  it('that reports leaves its objects alone, and adds no rule', () => {
    const made = program({ drift: 'report' });
    expect(manifests(made.core)).toEqual([deployment, scaler]);
    expect(applicationOf(made)).toEqual({ ignoreDifferences: undefined, syncPolicy: undefined });
  });

  it('lets rules travel in annotations, where the Argo CD reads them', () => {
    const made = program({ drift: { rules: 'annotation' }, targets: { argocd: '3.6' } });
    const [found] = manifests(made.core);
    expect(found?.metadata.annotations).toEqual({
      'argocd.argoproj.io/ignore-differences-json-pointers': '/spec/replicas',
    });
    expect(applicationOf(made)).toEqual({ ignoreDifferences: undefined, syncPolicy: RESPECTS });
  });

  it('refuses annotations that the declared Argo CD does not read', () => {
    const given = { drift: { rules: 'annotation' }, targets: { argocd: '3.5' } } as const;
    expect(() => program(given)).toThrow(/needs argocd 3\.6, but the target is 3\.5/);
  });

  it('refuses annotations where there are no objects to carry them', () => {
    const { core } = program();
    const drift = { rules: 'annotation' } as const;
    expect(() => core.source({ ring: 'staging', drift })).toThrow(
      "the source of artifact 'core' has drift.rules 'annotation', but no objects",
    );
  });

  it('expects writers into content that nobody sees', () => {
    const writers = [
      { writer: 'scaled-object', target: { kind: 'Rollout', name: 'api' } },
      { writer: 'ca-injector', target: { kind: 'MutatingWebhookConfiguration' } },
      { group: 'apps', kind: 'DaemonSet', jsonPointers: ['/spec/x'] },
    ] as const;
    const made = program({ charts: [[route]], drift: { expect: writers } });
    expect(applicationOf(made).ignoreDifferences).toEqual([
      { group: 'argoproj.io', kind: 'Rollout', name: 'api', jsonPointers: ['/spec/replicas'] },
      {
        group: 'admissionregistration.k8s.io',
        kind: 'MutatingWebhookConfiguration',
        jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
      },
      { group: 'apps', kind: 'DaemonSet', jsonPointers: ['/spec/x'] },
    ]);
  });

  it.each([
    ['hpa', 'Deployment', /drift\.expect has no writer 'hpa'/],
    ['kueue', 'Deployment', /'kueue' writes no field of Deployment/],
    ['horizontal-pod-autoscaler', 'Unheard', /writes no field of Unheard/],
  ])('refuses to expect %s of a %s', (writer, kind, message) => {
    const drift = { expect: [{ writer, target: { kind } }] } as never;
    expect(() => program({ drift })).toThrow(message);
  });
});

describe('an Application', () => {
  it('has the rules that its way to compare needs', () => {
    const rules = (wanted: Wanted) =>
      applicationOf(program({ charts: [selected] }), wanted).ignoreDifferences;
    expect(rules({})).toBeUndefined();
    const kept = [
      {
        group: '',
        kind: 'Service',
        name: 'web',
        jsonPointers: ['/spec/selector/rollouts-pod-template-hash'],
      },
    ];
    expect(rules({ syncOptions: ['ServerSideApply=true'] })).toEqual(kept);
    const annotations = { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' };
    expect(rules({ annotations })).toEqual(kept);
  });

  it('has what it and its source expect, beside what a pinned release recorded', () => {
    const expected = (name: string) => ({
      expect: [{ writer: 'horizontal-pod-autoscaler', target: { kind: 'Deployment', name } }],
    });
    const { ignoreDifferences } = applicationOf(program(), {
      ring: 'production',
      source: expected('one'),
      drift: expected('two'),
    });
    expect((ignoreDifferences as { name: string }[]).map(({ name }) => name)).toEqual([
      'old',
      'one',
      'two',
    ]);
  });

  it.each([
    ['client-side', {}, [['.a'], ['/c']]],
    ['server-side', { syncOptions: ['ServerSideApply=true'] }, [['.a', '.b']]],
    [
      'by a server-side diff',
      { annotations: { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' } },
      [['.a'], ['/c']],
    ],
  ])('has of a pinned release what is recorded for its way to compare, %s', (_, how, paths) => {
    const { ignoreDifferences } = applicationOf(program(), { ring: 'both', ...how });
    const rules = ignoreDifferences as Record<string, unknown>[];
    expect(rules.map((one) => one['jqPathExpressions'] ?? one['jsonPointers'])).toEqual(paths);
    for (const one of rules) expect(Object.keys(one)).not.toContain('under');
  });

  it.each<[string, Wanted]>([
    ['it', { drift: 'report' }],
    ['its source', { source: 'report' }],
  ])('has no rule where %s only reports', (_, wanted) => {
    expect(applicationOf(program(), wanted)).toEqual({
      ignoreDifferences: undefined,
      syncPolicy: undefined,
    });
  });
});

it('a template of an ApplicationSet has the rules of its way to compare, and what is expected', () => {
  const { core, hub } = program({ charts: [selected] });
  new ApplicationSet(hub, 'set', {
    generators: clusters({ matchLabels: { a: 'b' } }),
    drift: { expect: [{ writer: 'horizontal-pod-autoscaler', target: { kind: 'Deployment' } }] },
    template: (cluster) => ({
      metadata: { name: cluster.nameNormalized },
      spec: {
        project: 'p',
        source: core.source({ ring: 'staging' }),
        destination: { server: cluster.server },
        syncPolicy: { syncOptions: ['ServerSideApply=true'] },
      },
    }),
  });
  const [set] = manifests(hub) as unknown as {
    spec: { drift?: unknown; template: { spec: object } };
  }[];
  expect(set?.spec).not.toHaveProperty('drift');
  expect(set?.spec.template.spec).toMatchObject({
    ignoreDifferences: [
      { kind: 'Service' },
      { group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] },
    ],
    syncPolicy: { syncOptions: ['ServerSideApply=true', 'RespectIgnoreDifferences=true'] },
  });
});

it('explain tells what was left out, written and expected, and by whom', () => {
  const made = program({ charts: [[deployment, scaler, route]] });
  applicationOf(made, {
    drift: { expect: [{ writer: 'kueue', target: { kind: 'Job', name: 'j' } }] },
  });
  const text = explain(made.app);
  expect(text).toContain('Artifact core\n');
  expect(text).toContain(
    '  - /spec/replicas of apps/Deployment/web, which was 3: HorizontalPodAutoscaler/web writes it\n',
  );
  expect(text).toContain(
    '  + /spec/parentRefs/0/kind of gateway.networking.k8s.io/HTTPRoute/web: "Gateway", which API server, defaults of the Gateway API would add\n',
  );
  expect(text).toContain(
    '  + ignoreDifferences: HorizontalPodAutoscaler/web writes /spec/replicas of apps/Deployment/web\n',
  );
  expect(text).toContain('  + ignoreDifferences: kueue is expected to write into Job j\n');
});

it('explain tells nothing of objects that are right already', () => {
  const { spec: _, ...rest } = deployment;
  const made = program({ charts: [[{ ...rest, spec: { selector: {} } }, scaler]] });
  applicationOf(made);
  expect(explain(made.app)).not.toContain('Artifact core');
});

it('explain tells what may be written, for which there is no rule', () => {
  const policy: Object = {
    apiVersion: 'kyverno.io/v1',
    kind: 'ClusterPolicy',
    metadata: { name: 'sizes' },
    spec: {
      rules: [
        {
          name: 'r',
          match: { any: [{ resources: { kinds: ['Deployment'] } }] },
          preconditions: { all: [{ key: '{{ lookup }}', operator: 'Equals', value: 'x' }] },
          mutate: { patchStrategicMerge: { spec: { replicas: 5 } } },
        },
      ],
    },
  };
  const made = program({ charts: [[deployment, policy]] });
  expect(applicationOf(made)).toEqual({ ignoreDifferences: undefined, syncPolicy: undefined });
  expect(explain(made.app)).toContain(
    '  ? no rule, since nobody here can tell: ClusterPolicy/sizes may write /spec/replicas of apps/Deployment/web\n',
  );
});
