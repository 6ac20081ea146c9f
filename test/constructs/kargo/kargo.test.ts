import { join } from 'node:path';
import { ApiObject, Chart, Testing, Yaml } from 'cdk8s';
import type { Construct } from 'constructs';
import { Artifact, kargo, PlatformApp, type Drift } from '../../../constructs';
import { ManifestSet, isManifest } from '../../../lib/core';
import { RELEASE_FIELDS } from '../../../lib/releases';
import { lint } from '../../../lib/lint';
import * as schemas from '../../../imports/schemas';
import { expectGolden } from '../../support/golden';

const golden = (name: string) => join(__dirname, 'golden', `${name}.yaml`);

function program() {
  const app = new PlatformApp();
  const shop = new Artifact(app, 'shop', {
    repository: 'ghcr.io/acme/manifests/shop',
    content: () => undefined,
  });
  const chart = new Chart(app, 'kargo');
  return { app, shop, chart };
}

it('promotes rings: a project, a warehouse of the artifact, and stages that edit releases.yaml', () => {
  const { shop, chart } = program();
  const project = new kargo.Project(chart, 'shop', {
    promotionPolicies: [{ stage: 'staging', autoPromotionEnabled: true }],
  });
  const warehouse = new kargo.Warehouse(chart, 'releases', {
    project,
    interval: '10m',
    subscriptions: [{ artifact: { of: shop, constraint: '^2.0.0' } }],
  });
  const repoURL = 'https://github.com/acme/platform.git';
  const staging = new kargo.Stage(chart, 'staging', {
    project,
    requestedFreight: [{ origin: warehouse, sources: { direct: true } }],
    promotionTemplate: {
      spec: { steps: kargo.promoteRing({ artifact: shop, ring: 'staging', repoURL }) },
    },
  });
  const steps = kargo.promoteRing({
    artifact: shop,
    ring: 'production',
    from: 'staging',
    repoURL,
    branch: 'release',
    releases: 'fleet/releases.yaml',
    pullRequest: true,
    provider: 'github',
  });
  new kargo.Stage(chart, 'production', {
    project,
    requestedFreight: [
      { origin: warehouse, sources: { stages: [staging], requiredSoakTime: '1h' } },
    ],
    promotionTemplate: { spec: { steps } },
  });
  const objects = chart.toJson();
  expectGolden(golden('rings'), Yaml.stringify(...objects));
  const set = ManifestSet.of(objects.filter(isManifest));
  expect(lint(set, { schemas })).toEqual([]);
});

it.each([
  ['takes every field of the release of the ring before', 'staging', 'pin', 'u'],
  ['remembers every field of what the ring ran', undefined, 'now', 'c'],
])('%s', (_title, from, output, of) => {
  const steps = kargo.promoteRing({
    artifact: program().shop,
    ring: 'production',
    ...(from && { from }),
    repoURL: 'https://github.com/acme/platform.git',
  });
  const written = JSON.stringify(steps.find(({ uses }) => uses === 'yaml-parse'));
  const expression = written.split(output === 'pin' ? '"name":"pin"' : '"name":"now"')[1] ?? '';
  for (const field of RELEASE_FIELDS) expect(expression).toContain(`${of}.${field}`);
});

describe('a pin without a ring before', () => {
  const paused = { group: 'apps', kind: 'Deployment', name: 'web', jsonPointers: ['/spec/paused'] };
  const composition = {
    ...{ apiVersion: 'apiextensions.crossplane.io/v1', kind: 'Composition' },
    spec: { mode: 'Pipeline', pipeline: [{ step: 'a', input: { long: 'x'.repeat(300_000) } }] },
  };
  const synth = (drift: Drift, more: object, data: object = {}) => {
    const { chart, app } = program();
    const at = { artifact: contentful(app, drift, data), ring: 'staging' };
    const steps = kargo.promoteRing({ ...at, repoURL: 'https://github.com/acme/p.git', ...more });
    new ApiObject(chart, 'steps', { apiVersion: 'v1', kind: 'ConfigMap', data: { steps } });
    return JSON.stringify(chart.toJson());
  };
  const contentful = (app: PlatformApp, drift: Drift, data: object) =>
    new Artifact(app, 'web', {
      ...{ repository: 'ghcr.io/acme/manifests/web', drift },
      content: (scope) =>
        new ApiObject(new Chart(scope, 'web', { namespace: 'shop' }), 'it', {
          ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'it' }, ...data },
        }),
    });

  it('is refused where content needs rules, and says which', () => {
    expect(() => synth({ expect: [paused] }, {})).toThrow(
      "KargoError: a promotion of 'web' to ring 'staging' pins no rules, and its content needs them: apps/Deployment/web /spec/paused",
    );
  });

  it('is refused where content needs a sync option', () => {
    expect(() => synth({}, {}, composition)).toThrow(/them: ServerSideApply=true: Composition/);
  });

  it('names once what each variant has', () => {
    const { chart, app } = program();
    const artifact = new Artifact(app, 'jobs', {
      repository: 'ghcr.io/acme/manifests/jobs',
      variants: ['eu', 'us'],
      content: (scope) =>
        new ApiObject(new Chart(scope, 'jobs', { namespace: 'shop' }), 'it', {
          ...{ apiVersion: 'batch/v1', kind: 'Job', spec: { suspend: true } },
          metadata: { name: 'it', labels: { 'kueue.x-k8s.io/queue-name': 'small' } },
        }),
    });
    const at = { artifact, ring: 'staging', repoURL: 'https://github.com/acme/p.git' };
    const data = { steps: kargo.promoteRing(at) };
    new ApiObject(chart, 'steps', { apiVersion: 'v1', kind: 'ConfigMap', data });
    expect(() => chart.toJson()).toThrow(/needs them: batch\/Job\/it \/spec\/suspend$/);
  });

  it('names three of many', () => {
    const many = [1, 2, 3, 4, 5].map((i) => ({ ...paused, name: `web-${i}` }));
    expect(() => synth({ expect: many }, {})).toThrow(/web-1 .*web-2 .*web-3 \S+; and 2 more$/);
  });

  it.each<[string, Drift, object]>([
    ['nothing is needed', {}, {}],
    ['drift is reported alone', 'report', {}],
    ['a ring before has them', { expect: [paused] }, { from: 'test' }],
    ['nobody needs them', { expect: [paused] }, { rules: 'none' }],
  ])('is fine where %s', (_title, drift, more) => {
    expect(synth(drift, more)).toContain('web: {\\"staging\\": ${{ replace(');
  });
});

type Row = readonly [
  given: string,
  code: string,
  make: (scope: Construct) => unknown,
  message: string,
];
const make = (Kind: unknown, props: object) => (scope: Construct) =>
  new (Kind as new (scope: Construct, id: string, props: object) => object)(scope, 'made', props);
const warehouse = (...subscriptions: object[]) => make(kargo.Warehouse, { subscriptions });
const stage = (...requestedFreight: object[]) => make(kargo.Stage, { requestedFreight });
const origin = { name: 'w' };
const direct = { origin, sources: { direct: true } };
const steps = (...list: object[]) =>
  make(kargo.Stage, { requestedFreight: [direct], promotionTemplate: { spec: { steps: list } } });
const artifact = { name: 'shop', repository: 'ghcr.io/acme/shop' };
const ring = (more: object) => () =>
  kargo.promoteRing({ artifact, ring: 'staging', repoURL: 'https://a/b', ...more } as never);

const rows: Row[] = [
  ['no subscription', 'WAREHOUSE_INVALID', warehouse(), 'subscribes to nothing'],
  ['two kinds in one', 'WAREHOUSE_INVALID', warehouse({ image: {}, git: {} }), 'of 2 kinds'],
  ['a scheme', 'WAREHOUSE_INVALID', warehouse({ image: { repoURL: 'oci://a/b' } }), 'repository'],
  ['a tag', 'WAREHOUSE_INVALID', warehouse({ image: { repoURL: 'a/b:1' } }), 'repository'],
  [
    'a digest of no tag',
    'WAREHOUSE_INVALID',
    warehouse({ image: { repoURL: 'a/b', imageSelectionStrategy: 'Digest' } }),
    'without a constraint',
  ],
  [
    'a range that is none',
    'WAREHOUSE_INVALID',
    warehouse({ image: { repoURL: 'a/b', constraint: 'new' } }),
    'constraint "new"',
  ],
  [
    'a pattern that Go cannot read',
    'WAREHOUSE_INVALID',
    warehouse({ image: { repoURL: 'a/b', allowTagsRegexes: ['('] } }),
    'allowTagsRegexes',
  ],
  [
    'one repository twice',
    'WAREHOUSE_INVALID',
    warehouse({ image: { repoURL: 'a/b' } }, { image: { repoURL: 'a/b' } }),
    'image a/b twice',
  ],
  [
    'a name in a registry',
    'WAREHOUSE_INVALID',
    warehouse({ chart: { repoURL: 'oci://a/b', name: 'b' } }),
    'names a chart',
  ],
  [
    'an index alone',
    'WAREHOUSE_INVALID',
    warehouse({ chart: { repoURL: 'https://a' } }),
    'no chart',
  ],
  [
    'milliseconds',
    'DURATION_INVALID',
    make(kargo.Warehouse, { interval: '5ms', subscriptions: [{ image: { repoURL: 'a/b' } }] }),
    'interval',
  ],
  ['no freight', 'STAGE_INVALID', stage(), 'requests no freight'],
  ['freight from nowhere', 'STAGE_INVALID', stage({ origin, sources: {} }), 'from nowhere'],
  ['itself', 'STAGE_INVALID', stage({ origin, sources: { stages: [{ name: 'made' }] } }), 'itself'],
  ['one origin twice', 'STAGE_INVALID', stage(direct, direct), "'w' twice"],
  [
    'upstream of two',
    'STAGE_INVALID',
    stage({
      origin,
      sources: {
        stages: [{ name: 'a' }, { name: 'b' }],
        autoPromotionOptions: { selectionPolicy: 'MatchUpstream' },
      },
    }),
    'matches upstream',
  ],
  [
    'a wrong soak time',
    'DURATION_INVALID',
    stage({ origin, sources: { stages: [{ name: 'a' }], requiredSoakTime: '1d' } }),
    'requiredSoakTime',
  ],
  ['no steps', 'STAGE_INVALID', steps(), 'without steps'],
  ['uses and task', 'STAGE_INVALID', steps({ uses: 'fail', task: { name: 'a' } }), 'exactly one'],
  [
    'a task with config',
    'STAGE_INVALID',
    steps({ task: { name: 'a' }, config: {} }),
    'a task with',
  ],
  ['a reserved alias', 'STAGE_INVALID', steps({ uses: 'fail', as: 'step-1' }), "'step-1'"],
  [
    'one alias twice',
    'STAGE_INVALID',
    steps({ uses: 'fail', as: 'a' }, { uses: 'fail', as: 'a' }),
    "two steps 'a'",
  ],
  ['a name with a dot', 'NAME_INVALID', make(kargo.Project, { name: 'a.b' }), 'a name'],
  ['a ring from itself', 'PROMOTION_INVALID', ring({ from: 'staging' }), 'from itself'],
  ['a ring that is none', 'PROMOTION_INVALID', ring({ ring: 'A' }), 'names the ring'],
  ['the ring previous', 'PROMOTION_INVALID', ring({ ring: 'previous' }), 'names the ring'],
  ['ssh', 'PROMOTION_INVALID', ring({ repoURL: 'git@a:b' }), "edits 'git@a:b'"],
  ['a file outside', 'PROMOTION_INVALID', ring({ releases: '../a' }), "edits '../a'"],
];

it.each(rows)('refuses %s', (_given, code, run, message) => {
  const scope = new Chart(Testing.app({ outdir: 'unused' }), 'c');
  expect(() => run(scope)).toThrow(expect.objectContaining({ code: `KARGO_${code}` }));
  expect(() => run(new Chart(Testing.app({ outdir: 'unused' }), 'c'))).toThrow(message);
});
