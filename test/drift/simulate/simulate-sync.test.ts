import type { Manifest } from '../../../lib/core';
import { simulateSync, type SimulateOptions } from '../../../lib/testing';
import {
  RESPECT,
  app,
  cpu,
  deployment,
  imageRule,
  liveOf,
  replicasRule,
  role,
  rollout,
  secretOf,
  type AppProps,
  withManagers,
} from './objects';

describe('an autoscaler wrote 7 replicas', () => {
  const scaled = liveOf(deployment({ replicas: 2 }), (spec) => (spec['replicas'] = 7));
  const git = deployment({ replicas: 2 });

  it('which is a difference where Git has 2, and a sync resets them', () => {
    const sync = simulateSync(git, scaled, app());
    expect(sync.status).toBe('OutOfSync');
    expect(sync.diff['three-way'].differences).toEqual([
      { pointer: '/spec/replicas', git: 2, live: 7 },
    ]);
    expect(sync.survives('/spec/replicas')).toBe(false);
    expect(sync.after?.spec).toMatchObject({ replicas: 2 });
  });

  it('which self-heal would not leave alone', () => {
    expect(simulateSync(git, scaled, app({ selfHeal: true })).selfHeals).toBe(true);
    expect(
      simulateSync(git, scaled, app({ selfHeal: true, rules: [replicasRule] })).selfHeals,
    ).toBe(false);
  });

  it('which a rule hides, but without the respect option a sync resets them', () => {
    const sync = simulateSync(git, scaled, app({ rules: [replicasRule] }));
    expect(sync.status).toBe('Synced');
    expect(sync.survives('/spec/replicas')).toBe(false);
    expect(sync.changes).toEqual([{ pointer: '/spec/replicas', git: 2, live: 7 }]);
  });

  it('which survive a sync of another field with the respect option', () => {
    const next = deployment({ replicas: 2, paused: true });
    const sync = simulateSync(next, scaled, app({ rules: [replicasRule], options: [RESPECT] }));
    expect(sync.status).toBe('OutOfSync');
    expect(sync.survives('/spec/replicas')).toBe(true);
    expect(sync.applied?.spec).toMatchObject({ replicas: 7, paused: true });
  });

  it('which a rule without a group does not save', () => {
    const rules = [{ ...replicasRule, group: undefined }];
    const sync = simulateSync(git, scaled, app({ rules, options: [RESPECT] }));
    expect([sync.status, sync.survives('/spec/replicas')]).toEqual(['OutOfSync', false]);
  });

  it('which survive where Git never had the field', () => {
    const live = liveOf(deployment(), (spec) => (spec['replicas'] = 7));
    const sync = simulateSync(deployment(), live, app());
    expect([sync.status, sync.survives('/spec/replicas')]).toEqual(['Synced', true]);
  });

  it('which fall to 1 where Git drops the field that it once applied', () => {
    const sync = simulateSync(deployment(), scaled, app());
    expect(sync.after?.spec).toMatchObject({ replicas: 1 });
  });

  it('which survive the drop with a rule and the respect option', () => {
    const sync = simulateSync(
      deployment(),
      scaled,
      app({ rules: [replicasRule], options: [RESPECT] }),
    );
    expect(sync.survives('/spec/replicas')).toBe(true);
  });

  it('which survive the drop under server-side apply, where the autoscaler owns the field', () => {
    const live = withManagers(scaled, ['Apply', { 'f:spec': { 'f:replicas': {} } }], true);
    const options = ['ServerSideApply=true'];
    expect(simulateSync(deployment(), live, app({ options })).survives('/spec/replicas')).toBe(
      true,
    );
  });

  it('which do not survive it where only Argo CD owns the field', () => {
    const live = withManagers(scaled, ['Apply', { 'f:spec': { 'f:replicas': {} } }], false);
    const sync = simulateSync(deployment(), live, app({ options: ['ServerSideApply=true'] }));
    expect(sync.after?.spec).toMatchObject({ replicas: 1 });
  });

  it('which Replace resets without a respected rule', () => {
    const options = [RESPECT, 'Replace=true'];
    const sync = simulateSync(deployment(), scaled, app({ rules: [replicasRule], options }));
    expect([sync.method, sync.survives('/spec/replicas')]).toEqual(['replace', true]);
    expect(
      simulateSync(git, scaled, app({ options: ['Replace=true'] })).survives('/spec/replicas'),
    ).toBe(false);
  });

  it('which a trusted manager may write', () => {
    const live = withManagers(scaled, ['Update', {}], true);
    const rules = [
      { group: 'apps', kind: 'Deployment', managedFieldsManagers: ['kube-controller-manager'] },
    ];
    const sync = simulateSync(git, live, app({ rules, options: [RESPECT] }));
    expect([sync.status, sync.survives('/spec/replicas')]).toEqual(['Synced', true]);
  });
});

describe('lists', () => {
  const containers = (...images: string[]) =>
    images.map((image, at) => ({ name: at ? 'proxy' : 'web', image }));
  const withContainers = (...images: string[]) =>
    deployment({
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: containers(...images) },
      },
    });

  it('an ignored image of a Deployment leaves its other containers to Git', () => {
    const live = withContainers('web:9', 'proxy:1');
    const rules = [imageRule('Deployment', 'apps')];
    const sync = simulateSync(
      withContainers('web:1', 'proxy:2'),
      live,
      app({ rules, options: [RESPECT] }),
    );
    expect(sync.applied).toMatchObject(withContainers('web:9', 'proxy:2'));
  });

  it('one ignored image of a Rollout freezes the whole list of containers', () => {
    const live = rollout(containers('web:9', 'proxy:1'));
    const rules = [imageRule('Rollout', 'argoproj.io')];
    const git = rollout(containers('web:1', 'proxy:2'));
    const sync = simulateSync(git, live, app({ rules, options: [RESPECT] }));
    expect(sync.applied?.spec).toEqual(live.spec);
    expect(sync.status).toBe('OutOfSync');
  });

  it('a field that the cluster fills in within a list of a custom resource fights server-side apply only', () => {
    const secret = (remoteRef: object): Manifest => ({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'x' },
      spec: { refreshInterval: '1h', data: [{ secretKey: 'a', remoteRef }] },
    });
    const live = secret({ key: 'a', conversionStrategy: 'Default' });
    const { diff } = simulateSync(secret({ key: 'a' }), live, app());
    expect(diff['three-way'].status).toBe('Synced');
    expect(diff['structured-merge'].status).toBe('OutOfSync');
    expect(
      simulateSync(secret({ key: 'a', conversionStrategy: 'Default' }), live, app()).status,
    ).toBe('Synced');
  });

  it('a container that something added is left alone, in its place', () => {
    const live = liveOf(withContainers('web:1'), (spec) => {
      const { template } = spec as { template: { spec: { containers: object[] } } };
      template.spec.containers.unshift({ name: 'injected', image: 'x:1' });
    });
    const sync = simulateSync(withContainers('web:2'), live, app());
    expect(sync.diff['three-way'].differences.map(({ pointer }) => pointer)).toEqual([
      '/spec/template/spec/containers/1/image',
    ]);
  });

  it.each<[string, string[], string[], string[]]>([
    ['one replaced, one kept', ['web', 'proxy'], ['proxy', 'init'], ['sidecar', 'web', 'proxy']],
    ['all replaced by one', ['web'], ['proxy', 'init', 'x'], ['sidecar', 'web']],
    ['one taken out', ['web'], ['web', 'init'], ['web', 'sidecar']],
  ])(
    'what something added stands where the memory of the merged list has it: %s',
    (_, git, before, after) => {
      const named = (names: string[]) =>
        deployment({
          template: {
            metadata: { labels: { app: 'web' } },
            spec: { containers: names.map((name) => ({ name, image: 'a:1' })) },
          },
        });
      const live = liveOf(named(before), (spec) => {
        const { template } = spec as { template: { spec: { containers: object[] } } };
        template.spec.containers.push({ name: 'sidecar', image: 'x:1' });
      });
      const { after: result } = simulateSync(named(git), live, app());
      const { template } = result?.['spec'] as { template: { spec: { containers: Named[] } } };
      expect(template.spec.containers.map(({ name }) => name)).toEqual(after);
    },
  );
});

interface Named {
  readonly name: string;
}

describe('what is no difference', () => {
  const cases: readonly [string, Manifest, Manifest][] = [
    [
      'what the API server fills in',
      deployment({ strategy: {} }),
      deployment({ replicas: 1, revisionHistoryLimit: 10 }),
    ],
    ['a quantity in other words', cpu('1000m'), cpu('1')],
    [
      'a Secret given as text',
      secretOf({ stringData: { a: 'A' } }),
      secretOf({ data: { a: 'QQ==' }, type: 'Opaque' }),
    ],
    ['an empty list of rules', role([]), role(null)],
    [
      'the status',
      { ...deployment(), status: { replicas: 1 } },
      { ...deployment(), status: { replicas: 9 } },
    ],
    [
      'a null creationTimestamp',
      { ...deployment(), metadata: { name: 'web', creationTimestamp: null } },
      deployment(),
    ],
  ];
  it.each(cases)('%s', (_, git, live) => {
    expect(simulateSync(git, live, app()).status).toBe('Synced');
  });

  it('the rules of an aggregated role, with that option only', () => {
    const of = (rules: unknown) => ({
      ...role(rules),
      aggregationRule: { clusterRoleSelectors: [] },
    });
    const compared = (options: SimulateOptions) =>
      simulateSync(of([]), of([{ verbs: ['get'] }]), app(), options).status;
    expect([compared({}), compared({ ignoreAggregatedRoles: true })]).toEqual([
      'OutOfSync',
      'Synced',
    ]);
  });
});

describe('the strategy', () => {
  it.each<[string, AppProps, string, string]>([
    ['is three-way without a word', {}, 'three-way', 'client-side apply'],
    [
      'follows ServerSideApply',
      { options: ['ServerSideApply=true'] },
      'structured-merge',
      'server-side apply',
    ],
    [
      'follows ServerSideDiff',
      { compare: 'ServerSideDiff=true' },
      'server-side',
      'client-side apply',
    ],
    [
      'takes one option of several',
      { compare: 'IgnoreExtraneous, ServerSideDiff=true' },
      'server-side',
      'client-side apply',
    ],
    [
      'takes both',
      { options: ['ServerSideApply=true'], compare: 'ServerSideDiff=true' },
      'server-side',
      'server-side apply',
    ],
  ])('%s', (_, props, strategy, method) => {
    expect(simulateSync(deployment(), deployment(), app(props))).toMatchObject({
      strategy,
      method,
    });
  });

  it('is that of the object where its annotation says so', () => {
    const git = deployment({}, { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' });
    expect(simulateSync(git, deployment(), app())).toMatchObject({ strategy: 'structured-merge' });
  });
});

describe('the rules of the Application', () => {
  it('say what they do to the object, and what they do for nothing', () => {
    const rules = [
      replicasRule,
      { kind: 'Deployment', jsonPointers: ['/spec/replicas'] },
      { group: 'apps', kind: 'Deployment', name: 'api', jsonPointers: ['/spec'] },
      { group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replcias'] },
    ];
    const sync = simulateSync(deployment({ replicas: 2 }), deployment(), app({ rules }));
    expect(
      sync.rules.map(({ mismatch, pointers, absent }) => [mismatch, pointers, absent]),
    ).toEqual([
      [undefined, ['/spec/replicas'], []],
      ['group', [], []],
      ['name', [], []],
      [undefined, ['/spec/replcias'], ['/spec/replcias']],
    ]);
  });
});

describe('what stops Argo CD, or is not known', () => {
  it('whether fields within lists of a custom resource are defaults, where only a dry run tells', () => {
    const route = (backend: object): Manifest => ({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'r', namespace: 'shop' },
      spec: { rules: [{ backendRefs: [backend] }] },
    });
    const live = route({ name: 'a', port: 80, weight: 1 });
    const under = (git: Manifest) =>
      simulateSync(git, live, app({ compare: 'ServerSideDiff=true' }), {
        schemaOf: () => undefined,
      });
    expect(under(route({ name: 'a', port: 80 }))).toMatchObject({
      status: 'Unknown',
      problems: [
        {
          rule: 'sync-schema-unknown',
          severity: 'warning',
          pointer: '/spec/rules/0/backendRefs/0/weight',
          message:
            'how HTTPRoute merges /spec/rules/0/backendRefs/0/weight, and what its defaults are, is in its CRD, which is not known here',
        },
      ],
    });
    expect(under(route({ name: 'a', port: 81 }))).toMatchObject({ status: 'OutOfSync' });
    expect(under(route({ name: 'a', port: 80, weight: 1 }))).toMatchObject({ status: 'Synced' });
  });

  it('a rule of another kind that is no jq stops the comparison', () => {
    const rules = [{ group: '', kind: 'Pod', jqPathExpressions: ['.spec.['] }];
    const sync = simulateSync(deployment(), deployment(), app({ rules }));
    expect(sync.status).toBe('Unknown');
    expect(sync.after).toBeUndefined();
    expect(sync.problems).toMatchObject([
      {
        rule: 'sync-rule-invalid',
        severity: 'error',
        message:
          "the jq expression '.spec.[' does not compile: ')' is not expected here, at letter 8",
      },
    ]);
  });

  it('jq that is not run here is told, and answers nothing', () => {
    const rules = [{ group: 'apps', kind: 'Deployment', jqPathExpressions: ['.spec | walk(.)'] }];
    const sync = simulateSync(deployment(), deployment(), app({ rules }));
    expect([sync.status, sync.survives('/spec')]).toEqual(['Unknown', false]);
    expect(sync.problems[0]).toMatchObject({ rule: 'sync-rule-not-run', severity: 'warning' });
    expect(sync.problems[0]?.message).toContain("the function 'walk' is not run here");
  });

  it('jq that fails on the object is skipped', () => {
    const rules = [
      { group: 'apps', kind: 'Deployment', jqPathExpressions: ['.spec.hosts[].name'] },
    ];
    expect(simulateSync(deployment(), deployment(), app({ rules })).status).toBe('Synced');
  });

  it('a rule that takes out the kind', () => {
    const rules = [{ group: '*', kind: '*', jsonPointers: ['/kind'] }];
    expect(simulateSync(deployment(), deployment(), app({ rules })).status).toBe('Unknown');
  });

  it('an object that is not there is created as Git has it, rules or not', () => {
    const sync = simulateSync(
      deployment({ replicas: 2 }),
      undefined,
      app({ rules: [replicasRule], options: [RESPECT] }),
    );
    expect(sync).toMatchObject({ status: 'OutOfSync', method: 'create' });
    expect(sync.after?.spec).toMatchObject({ replicas: 2, revisionHistoryLimit: 10 });
  });
});
