import type { IgnoreDifference, Manifest } from '../../../lib/core';
import {
  covers,
  frozenLists,
  mismatchOf,
  removePointer,
  ruleEffect,
  ruleMatches,
} from '../../../lib/drift';

const key = { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web' };

describe('a rule', () => {
  it.each<[string, IgnoreDifference, string | undefined]>([
    ['applies by group and kind', { group: 'apps', kind: 'Deployment' }, undefined],
    ['without a group never matches a Deployment', { kind: 'Deployment' }, 'group'],
    ['takes globs for group and kind', { group: 'a*', kind: '*' }, undefined],
    ['takes alternatives', { group: '{batch,apps}', kind: 'Dep[a-z]oyment' }, undefined],
    ['with a broken glob matches nothing', { group: 'apps', kind: 'Deployment[' }, 'kind'],
    ['does not take the version into the group', { group: 'apps/v1', kind: 'Deployment' }, 'group'],
    ['minds the case of the kind', { group: 'apps', kind: 'deployment' }, 'kind'],
    ['names an object exactly', { group: 'apps', kind: '*', name: 'we*' }, 'name'],
    ['applies to its name', { group: 'apps', kind: '*', name: 'web' }, undefined],
    ['with an empty name is for all', { group: 'apps', kind: '*', name: '' }, undefined],
    ['keeps to its namespace', { group: 'apps', kind: '*', namespace: 'other' }, 'namespace'],
  ])('%s', (_, rule, mismatch) => {
    expect(mismatchOf(rule, key)).toBe(mismatch);
    expect(ruleMatches(rule, key)).toBe(mismatch === undefined);
  });

  it('without a group is for the core group', () => {
    expect(ruleMatches({ kind: 'Service' }, { group: '', kind: 'Service', name: 'web' })).toBe(
      true,
    );
  });
});

describe('a JSON pointer', () => {
  const value = { a: { 'b/c': 1, '~d': 2 }, list: [{ x: 1 }, { x: 2 }], none: null };

  it.each<[string, unknown]>([
    ['/a/b~1c', { ...value, a: { '~d': 2 } }],
    ['/a/~0d', { ...value, a: { 'b/c': 1 } }],
    ['/none', { a: value.a, list: value.list }],
    ['/list/0', { ...value, list: [{ x: 2 }] }],
    ['/list/-1/x', { ...value, list: [{ x: 1 }, {}] }],
    ['a/list', { a: value.a, none: null }],
  ])('%s removes what it names', (pointer, rest) => {
    expect(removePointer(value, pointer)).toMatchObject({ ok: true, value: rest });
  });

  it.each<[string, string]>([
    ['/a/b/c', 'missing'],
    ['/list/2', 'missing'],
    ['/list/-', 'malformed'],
    ['/none/x', 'missing'],
    ['', 'malformed'],
    ['spec', 'malformed'],
  ])('%s removes nothing', (pointer, problem) => {
    expect(removePointer(value, pointer)).toEqual({ ok: false, problem });
  });
});

describe('the effect of a rule on an object', () => {
  const object: Manifest = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { template: { spec: { containers: [{ name: 'a' }, { name: 'b' }] } } },
  };
  const of = (rule: Partial<IgnoreDifference>) =>
    ruleEffect({ group: 'apps', kind: 'Deployment', ...rule }, object);

  it('holds the fields that it names, present or not', () => {
    const { pointers } = of({
      jsonPointers: ['/spec/replicas'],
      jqPathExpressions: ['.spec.template.spec.containers[] | select(.name == "b").image'],
    });
    expect(pointers).toEqual(['/spec/replicas', '/spec/template/spec/containers/1/image']);
  });

  it('covers a field and what it holds, and no neighbour', () => {
    const effect = of({ jsonPointers: ['/spec/template'] });
    expect(covers(effect, '/spec/template')).toBe(true);
    expect(covers(effect, '/spec/template/spec/containers')).toBe(true);
    expect(covers(effect, '/spec/templates')).toBe(false);
    expect(covers(effect, '/spec')).toBe(false);
  });

  it('is nothing where the rule does not match, and says why', () => {
    const effect = of({ group: '', jsonPointers: ['/spec'] });
    expect(effect).toEqual({ mismatch: 'group', pointers: [], problems: [] });
  });

  it('names expressions that fail on the object, or that are no jq', () => {
    const { pointers, problems } = of({
      jqPathExpressions: ['.spec.hosts[]', '.spec.[', '.spec.replicas'],
    });
    expect(pointers).toEqual(['/spec/replicas']);
    expect(problems.map(({ expression, reason }) => [expression, reason])).toEqual([
      ['.spec.hosts[]', 'error'],
      ['.spec.[', 'syntax'],
    ]);
  });
});

describe('the lists that are taken over as a whole', () => {
  const containers = [{ name: 'web', image: 'web:1', args: ['a'] }];
  const of = (apiVersion: string, kind: string): Manifest => ({
    apiVersion,
    kind,
    metadata: { name: 'web' },
    spec: { template: { spec: { containers } }, metrics: [{ type: 'Resource' }] },
  });
  const inPod = '/spec/template/spec/containers';

  it.each<[string, Manifest, string, string[]]>([
    ['none, where Kubernetes merges by name', of('apps/v1', 'Deployment'), `${inPod}/0/image`, []],
    [
      'those that Kubernetes replaces',
      of('apps/v1', 'Deployment'),
      `${inPod}/0/args/0`,
      [`${inPod}/0/args`],
    ],
    [
      'metrics of an autoscaler',
      of('autoscaling/v2', 'HorizontalPodAutoscaler'),
      '/spec/metrics/0/type',
      ['/spec/metrics'],
    ],
    [
      'every list of a custom resource',
      of('argoproj.io/v1alpha1', 'Rollout'),
      `${inPod}/0/image`,
      [inPod],
    ],
    ['none, where the list itself is ignored', of('argoproj.io/v1alpha1', 'Rollout'), inPod, []],
    ['none for a plain field', of('argoproj.io/v1alpha1', 'Rollout'), '/spec/replicas', []],
  ])('%s', (_, object, pointer, lists) => {
    expect(frozenLists([pointer], object)).toEqual(lists);
  });
});
