import { ManifestSet } from '../../../lib/core';
import { lint } from '../../../lib/lint';
import { fieldHasTwoWriters } from '../../../lib/lint/rules/field-has-two-writers';
import { helmDriftNotIgnored } from '../../../lib/lint/rules/helm-drift-not-ignored';
import * as schemas from '../../../imports/schemas';
import { manifestsOf, ruleCases } from '../support/rule-cases';

const hpa = (namespace = 'shop') => `
---
{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: web, namespace: ${namespace} },
  spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } } }`;

describe('field-has-two-writers, under Flux', () => {
  const kustomization = (spec = '') => `
{ apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: { name: apps, namespace: flux-system },
  spec: { path: ./k8s, targetNamespace: shop, ${spec} } }`;
  const web = (annotations = '') => `
---
{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web, annotations: { ${annotations} } }, spec: { replicas: 3 } }`;
  const found = (hub: string, content: string, targets = {}) =>
    lint(
      new ManifestSet([
        ...manifestsOf(hub).map((manifest) => ({ manifest, origin: { file: 'hub.yaml' } })),
        ...manifestsOf(content).map((manifest) => ({ manifest, origin: { file: 'k8s/a.yaml' } })),
      ]),
      { schemas, rules: [fieldHasTwoWriters], targets },
    );
  const ssa = (policy: string) => `kustomize.toolkit.fluxcd.io/ssa: ${policy}`;

  it('reports that each reconciliation sets the field back, and repairs by a rule that keeps it', () => {
    const [one, ...more] = found(kustomization(), web() + hpa());
    expect(more).toEqual([]);
    expect(one?.severity).toBe('error');
    expect(one?.fight?.outcome).toBe('each reconciliation sets it back to 3');
    expect(one?.fight?.applications.map(({ metadata }) => metadata.name)).toEqual(['apps']);
    const target = { group: 'apps', kind: 'Deployment', name: 'web', namespace: 'shop' };
    const value = { paths: ['/spec/replicas'], target };
    expect(one?.fixes?.map(({ at, edits }) => [at.kind, edits])).toEqual([
      ['Kustomization', [{ do: 'add', pointer: '/spec/ignore', value }]],
    ]);
    expect(one?.hint).toContain('keep the field');
  });

  it('repairs by leaving it out where the Flux of the targets reads no rules', () => {
    const targets = { flux: '2.8' };
    const ignore = 'ignore: [{ paths: [/spec/replicas] }]';
    const [one] = found(kustomization(ignore), web() + hpa(), targets);
    expect(one?.fixes?.map(({ at }) => at.kind)).toEqual(['Deployment']);
    expect(one?.hint).toContain('Flux from 2.9 on can keep it');
    expect(found(kustomization(ignore), web() + hpa(), { flux: '2.9' })).toEqual([]);
  });

  it.each([
    ['{ paths: [/spec/replicas], target: { kind: Deployment, name: "w.*" } }', true],
    ['{ paths: [/spec] }', true],
    ['{ paths: [/spec/replicas], target: { name: api } }', false],
    ['{ paths: [/spec/replicas], target: { namespace: other } }', false],
    ['{ paths: [/spec/paused] }', false],
    ['{ paths: [/spec/replicas], target: { name: "(" } }', false],
  ])('reads the rule %s: %s', (rule, covers) => {
    expect(found(kustomization(`ignore: [${rule}]`), web() + hpa())).toHaveLength(covers ? 0 : 1);
  });

  it.each([
    ['namePrefix: a-, nameSuffix: -z', 'name: a-web-z, namespace: shop', 0],
    ['namePrefix: a-, nameSuffix: -z', 'name: web', 1],
    ['', 'name: web, namespace: shop', 0],
    ['', 'name: web, namespace: own', 1],
  ])('knows the object as it is applied with { %s }: { %s }', (renaming, target, count) => {
    const spec = `${renaming ? `${renaming}, ` : ''}ignore: [{ paths: [/spec], target: { ${target} } }]`;
    const own = web().replace('name: web,', 'name: web, namespace: own,');
    expect(found(kustomization(spec), own + hpa('own'))).toHaveLength(count);
  });

  it.each([
    ['an object that is applied once', kustomization(), web(ssa('IfNotPresent'))],
    ['an object that is not applied', kustomization(), web(ssa('Ignore'))],
    [
      'one that is not reconciled',
      kustomization(),
      web('kustomize.toolkit.fluxcd.io/reconcile: disabled'),
    ],
  ])('accepts %s', (_, hub, content) => expect(found(hub, content + hpa())).toEqual([]));

  it('says that Merge does not help', () => {
    const [one] = found(kustomization(), web(ssa('Merge')) + hpa());
    expect(one?.message).toContain("'ssa: Merge', which keeps what others add");
  });

  it('asks for no namespace where the object has none that is known', () => {
    const other = kustomization().replace('apps', 'more').replace('shop', 'blue');
    const [one] = found(
      `${kustomization()}\n---\n${other}`,
      web() + hpa().replace(/, namespace: shop/, ''),
    );
    const target = { group: 'apps', kind: 'Deployment', name: 'web' };
    const edits = [
      { do: 'add', pointer: '/spec/ignore', value: { paths: ['/spec/replicas'], target } },
    ];
    expect(one?.fixes?.map((fix) => fix.edits)).toEqual([edits, edits]);
  });

  it('has no rule for what stands in a list: no pointer finds it once that is reordered', () => {
    const routed = `
---
{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: { name: web, namespace: shop },
  spec: { strategy: { canary: { stableService: web, canaryService: next,
    trafficRouting: { istio: { virtualService: { name: web } } } } } } }
---
{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: web, namespace: shop },
  spec: { http: [{ route: [
    { destination: { host: web }, weight: 100 }, { destination: { host: next }, weight: 0 } ] }] } }`;
    const all = found(kustomization(), routed);
    expect(all[0]?.pointer).toBe('/spec/http/0/route/0/weight');
    expect(all[0]?.hint).toContain('but no item of a list');
    expect(all.flatMap(({ fixes = [] }) => fixes.map(({ at }) => at.kind))).not.toContain(
      'Kustomization',
    );
  });

  it('is a warning while it is suspended', () => {
    expect(found(kustomization('suspend: true'), web() + hpa())[0]?.severity).toBe('warning');
  });
});

describe('helm-drift-not-ignored', () => {
  const release = (spec: string) => `
{ apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: { name: web, namespace: shop }, spec: { ${spec} } }`;
  const detecting = (ignore = '', mode = 'enabled') =>
    release(`driftDetection: { mode: ${mode}, ignore: [${ignore}] }`);
  const at = 'helm.toolkit.fluxcd.io/HelmRelease/shop/web/spec/driftDetection';
  ruleCases(helmDriftNotIgnored, [
    {
      title: 'reports the replicas of a Deployment of the chart',
      given: detecting() + hpa(),
      reports: [`${at} corrects /spec/replicas of Deployment 'web'`],
    },
    {
      title: 'reports it where drift is only told',
      given: detecting('', 'warn') + hpa(),
      reports: [`${at} reports /spec/replicas`],
    },
    { title: 'accepts a release that does not detect', given: release('') + hpa(), reports: [] },
    {
      title: 'accepts one that is switched off',
      given: detecting('', 'disabled') + hpa(),
      reports: [],
    },
    {
      title: 'accepts a path for every object, and one above it',
      given: detecting('{ paths: [/spec] }') + hpa(),
      reports: [],
    },
    {
      title: 'accepts a target, whose parts are patterns',
      given:
        detecting("{ paths: [/spec/replicas], target: { kind: Deployment, name: 'we.*' } }") +
        hpa(),
      reports: [],
    },
    {
      title: 'reports a target of another name',
      given: detecting('{ paths: [/spec/replicas], target: { name: we } }') + hpa(),
      reports: [at],
    },
    { title: 'accepts another namespace', given: detecting() + hpa('b'), reports: [] },
    {
      title: 'knows the namespace and the name of the release',
      given:
        release('targetNamespace: b, releaseName: web, driftDetection: { mode: enabled }') +
        hpa('b'),
      reports: [at],
    },
    {
      title: 'accepts the workload of another release',
      given: release('releaseName: api, driftDetection: { mode: enabled }') + hpa(),
      reports: [],
    },
    {
      title: 'accepts a Deployment that is in Git',
      given:
        detecting() +
        hpa() +
        '\n---\n{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web, namespace: shop } }',
      reports: [],
    },
  ]);
});
