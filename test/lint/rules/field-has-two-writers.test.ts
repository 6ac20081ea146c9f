import { ManifestSet } from '../../../lib/core';
import { lint } from '../../../lib/lint';
import { fieldHasTwoWriters } from '../../../lib/lint/rules/field-has-two-writers';
import * as schemas from '../../../imports/schemas';
import { manifestsOf, ruleCases, setOf } from '../support/rule-cases';

interface Given {
  kind?: string;
  name?: string;
  namespace?: string;
  spec?: string;
  more?: string;
}

const scaled = (given: Given) => {
  const { kind = 'Deployment', name = 'web', namespace = 'shop', more = '' } = given;
  const { spec = '{ replicas: 3 }' } = given;
  return `
{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: web, namespace: shop },
  spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } } }
---
{ apiVersion: apps/v1, kind: ${kind}, metadata: { name: ${name}, namespace: ${namespace} }, spec: ${spec} }
---
${more}`;
};

const application = (rule: string, options = '', automated = '{ selfHeal: true }') => `
{ apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: { name: shop }, spec: {
  source: { repoURL: 'https://x', path: . }, ignoreDifferences: [${rule}],
  syncPolicy: { automated: ${automated}, syncOptions: [${options}] } } }`;

const RESPECT = 'RespectIgnoreDifferences=true';
const replicas = 'apps/Deployment/shop/web/spec/replicas';
const hidden = '{ group: apps, kind: Deployment, name: web, jsonPointers: [/spec/replicas] }';

ruleCases(fieldHasTwoWriters, [
  {
    title: 'reports a set field',
    given: scaled({}),
    reports: [`${replicas} is 3, but HorizontalPodAutoscaler 'web' writes it too`],
  },
  { title: 'reports 0 too', given: scaled({ spec: '{ replicas: 0 }' }), reports: [replicas] },
  { title: 'accepts an unset field', given: scaled({ spec: '{}' }), reports: [] },
  {
    title: 'reports null, which takes the field away',
    given: scaled({ spec: '{ replicas: null }' }),
    reports: ['apps/Deployment/shop/web/spec/replicas'],
  },
  { title: 'accepts another kind', given: scaled({ kind: 'StatefulSet' }), reports: [] },
  { title: 'accepts another name', given: scaled({ name: 'api' }), reports: [] },
  { title: 'accepts another namespace', given: scaled({ namespace: 'staging' }), reports: [] },
  {
    title: 'reports the shards of a scaled Prometheus, not its replicas',
    given: `
{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: p },
  spec: { scaleTargetRef: { apiVersion: monitoring.coreos.com/v1, kind: Prometheus, name: p } } }
---
{ apiVersion: monitoring.coreos.com/v1, kind: Prometheus, metadata: { name: p }, spec: { replicas: 2, shards: 3 } }`,
    reports: ['monitoring.coreos.com/Prometheus/p/spec/shards'],
  },
  {
    title: 'reports the target of a KEDA ScaledObject',
    given: `
{ apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: { name: web, namespace: shop },
  spec: { scaleTargetRef: { name: web } } }
---
{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web, namespace: shop }, spec: { replicas: 1 } }`,
    reports: [`${replicas} is 1, but ScaledObject 'web' writes it too`],
  },
  {
    title: 'accepts a field that the Application ignores and respects',
    given: scaled({ more: application(hidden, RESPECT) }),
    reports: [],
  },
  {
    title: 'accepts a rule for the whole spec, in jq, or by manager',
    given: scaled({
      more: application('{ group: "*", kind: "*", jqPathExpressions: [.spec.replicas] }', RESPECT),
    }),
    reports: [],
  },
  {
    title: 'says that a rule only hides the field without the sync option',
    given: scaled({ more: application(hidden) }),
    reports: [`${replicas} only hides it, since syncOptions lack ${RESPECT}`],
  },
  {
    title: 'says that a rule has no group',
    given: scaled({
      more: application('{ kind: Deployment, jsonPointers: [/spec/replicas] }', RESPECT),
    }),
    reports: [`${replicas} has no group, so it matches core kinds only: write 'group: apps'`],
  },
  {
    title: 'says that a rule has the wrong group',
    given: scaled({ more: application(hidden.replace('apps', 'extensions'), RESPECT) }),
    reports: [`${replicas} is for the group 'extensions': write 'group: apps'`],
  },
  {
    title: 'says that a rule is for another namespace',
    given: scaled({ more: application(hidden.replace('web', 'web, namespace: b'), RESPECT) }),
    reports: [`${replicas} is for the namespace 'b'`],
  },
  {
    title: 'says that a jq path does not compile',
    given: scaled({
      more: application(
        "{ group: apps, kind: Deployment, jqPathExpressions: ['.spec.replicas['] }",
        RESPECT,
      ),
    }),
    reports: [`${replicas} has the jq path ".spec.replicas["`],
  },
  {
    title: 'accepts a rule that is respected by a replace',
    given: scaled({ more: application(hidden, `${RESPECT}, Replace=true`) }),
    reports: [],
  },
  {
    title: 'says nothing of a rule with two faults, which is for something else',
    given: scaled({
      more: application('{ kind: Deployment, name: api, jsonPointers: [/spec/replicas] }', RESPECT),
    }),
    reports: [`${replicas} is 3, but HorizontalPodAutoscaler 'web' writes it too`],
  },
  {
    title: 'accepts a rule whose name is a template',
    given: scaled({ more: application(hidden.replace('web', "'{{name}}'"), RESPECT) }),
    reports: [],
  },
  {
    title: 'says that a rule is for another name',
    given: scaled({ more: application(hidden.replace('web', 'wep'), RESPECT) }),
    reports: [`${replicas} is for the name 'wep'`],
  },
]);

it.each(['kube-controller-manager', 'keda-operator'])('accepts what %s owns', (manager) => {
  const rule = `{ group: apps, kind: Deployment, managedFieldsManagers: [${manager}] }`;
  const given = setOf(scaled({ more: application(rule, RESPECT) }));
  expect(lint(given, { schemas, rules: [fieldHasTwoWriters] })).toEqual([]);
});

describe('with several Applications', () => {
  const found = (path: string, other: string) => {
    const apps = [
      application(hidden, RESPECT).replace('path: .', `path: ${path}`),
      application('').replace('path: .', `path: ${other}`),
    ];
    const file = 'dist/core/production/web.yaml';
    const entries = manifestsOf(scaled({ more: apps.join('\n---\n') })).map((manifest) => ({
      manifest,
      origin: manifest.kind === 'Application' ? { file: 'hub.yaml' } : { file },
    }));
    return lint(new ManifestSet(entries), { schemas, rules: [fieldHasTwoWriters] }).length;
  };
  it.each([
    ['asks the one whose path is the folder of the object', './production', 'staging', 0],
    ['asks that one only', 'staging', 'production', 1],
    ['asks all where no path tells', '.', 'elsewhere', 1],
    ['does not take a part of a name for a folder', 'staging', 'duct', 1],
  ])('%s', (_, path, other, count) => expect(found(path, other)).toBe(count));
});

it.each([
  ['under self-heal', application(''), 'self-heal sets it back to 3 each time'],
  ['under automated sync', application('', '', '{}'), 'OutOfSync; the next sync sets it back to 3'],
  [
    'without automation',
    application('', '', '{ enabled: false }'),
    'OutOfSync for ever; a sync sets it back to 3',
  ],
  ['only hidden', application(hidden), 'hidden; the next sync sets it back to 3'],
  ['replaced', application(hidden, 'Replace=true'), 'hidden; the next sync sets it back to 3'],
  ['without an Application', '', 'every apply sets it back to 3'],
])('tells what happens %s', (_, more, outcome) => {
  const [found] = lint(setOf(scaled({ more })), { schemas, rules: [fieldHasTwoWriters] });
  expect(found?.fight).toMatchObject({ writer: "HorizontalPodAutoscaler 'web'", outcome });
});

const edits = (more: string) => {
  const [found] = lint(setOf(scaled({ more })), { schemas, rules: [fieldHasTwoWriters] });
  return found?.fixes?.map(({ at, edits }) => [at.kind, edits]);
};
const dropped = ['Deployment', [{ do: 'remove', pointer: '/spec/replicas' }]];
const respect = { do: 'add', pointer: '/spec/syncPolicy/syncOptions', value: RESPECT };

it('repairs by leaving the field out and keeping a rule, or by correcting the one there is', () => {
  const value = {
    ...{ group: 'apps', kind: 'Deployment', name: 'web', namespace: 'shop' },
    jsonPointers: ['/spec/replicas'],
  };
  expect(edits('')).toEqual([dropped]);
  expect(edits(application(''))).toEqual([
    dropped,
    ['Application', [{ do: 'add', pointer: '/spec/ignoreDifferences', value }, respect]],
  ]);
  expect(edits(application(hidden))).toEqual([dropped, ['Application', [respect]]]);
  expect(edits(application(hidden.replace('group: apps, ', ''), RESPECT))).toEqual([
    dropped,
    ['Application', [{ do: 'set', pointer: '/spec/ignoreDifferences/0/group', value: 'apps' }]],
  ]);
});

it.each([
  ['an error without an Application', '', 'error'],
  ['an error under self-heal', application(''), 'error'],
  ['a warning without self-heal', application('', '', '{ prune: true }'), 'warning'],
  [
    'a warning where automation is switched off',
    application('', '', '{ enabled: false, selfHeal: true }'),
    'warning',
  ],
])('is %s', (_, more, severity) => {
  const [found] = lint(setOf(scaled({ more })), { schemas, rules: [fieldHasTwoWriters] });
  expect(found?.severity).toBe(severity);
});

describe('with pointers in an annotation of the object', () => {
  const given = (pointers: string, options = RESPECT) =>
    scaled({ more: application('', options) }).replace(
      'kind: Deployment, metadata: { name: web, namespace: shop }',
      `kind: Deployment, metadata: { name: web, namespace: shop, annotations: { argocd.argoproj.io/ignore-differences-json-pointers: '${pointers}' } }`,
    );
  const found = (text: string, argocd: string) =>
    lint(setOf(text), { schemas, rules: [fieldHasTwoWriters], targets: { argocd } }).length;
  it.each([
    ['accepts them from Argo CD 3.6 on', given('/metadata, /spec/replicas'), '3.6', 0],
    ['reports the field for a release that does not read them', given('/spec/replicas'), '3.5', 1],
    ['reports another field', given('/spec/paused,spec'), '3.6', 1],
    ['still asks that syncs respect them', given('/spec/replicas', ''), '3.6', 1],
  ])('%s', (_, text, argocd, count) => expect(found(text, argocd)).toBe(count));
});

describe('a weight that a rollout adds to routes, which a sync replaces as a whole', () => {
  const routed = (more: string) => `
{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: { name: web, namespace: shop }, spec: { strategy: { canary: {
  stableService: s, canaryService: c, trafficRouting: { istio: { virtualService: { name: vs, routes: [main] } } } } } } }
---
{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: vs, namespace: shop }, spec: { hosts: [a], http: [
  { name: main, route: [{ destination: { host: s } }] } ] } }
---
${more}`;
  const rule =
    "{ group: networking.istio.io, kind: VirtualService, name: vs, jqPathExpressions: ['.spec.http[]?.route[]?.weight'] }";
  const at = 'networking.istio.io/VirtualService/shop/vs/spec/http/0/route/0/weight';
  const found = (text: string) => lint(setOf(text), { schemas, rules: [fieldHasTwoWriters] });

  ruleCases(fieldHasTwoWriters, [
    { title: 'says nothing of what no Application applies', given: routed(''), reports: [] },
    {
      title: 'is reported although Git has none',
      given: routed(application('')),
      reports: [`${at} is not in Git, but Rollout 'web' writes it inside what a sync replaces`],
    },
    { title: 'is kept by a rule', given: routed(application(rule, RESPECT)), reports: [] },
  ]);

  it('is repaired by a rule and both options', () => {
    const [{ fight, fixes = [] } = {}] = found(routed(application('')));
    expect(fight?.outcome).toBe('self-heal takes it out each time');
    const values = fixes.flatMap(({ edits }) => edits.map((edit) => 'value' in edit && edit.value));
    expect(values).toEqual([
      expect.objectContaining({ kind: 'VirtualService', name: 'vs' }),
      RESPECT,
      'ApplyOutOfSyncOnly=true',
    ]);
  });
});
