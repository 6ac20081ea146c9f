import type { Manifest } from '../../../lib/core';
import { simulateSync, type SyncOptions } from '../../../lib/testing';
import { app } from './objects';

const text = { type: 'string' };

/** A CRD whose lists are merged in each way that there is. */
const crd: Manifest = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'queues.acme.io' },
  spec: {
    group: 'acme.io',
    scope: 'Namespaced',
    names: { kind: 'Queue', plural: 'queues' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec: specSchema() } } },
      },
    ],
  },
};

function specSchema() {
  const route = (more: object) => ({
    type: 'array',
    items: {
      type: 'object',
      properties: { name: text, weight: { type: 'integer', default: 1 }, port: text },
    },
    ...more,
  });
  return {
    type: 'object',
    properties: {
      size: { type: 'integer', default: 3 },
      whole: route({}),
      keyed: route({
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['name'],
      }),
      tags: { type: 'array', items: text, 'x-kubernetes-list-type': 'set' },
      selector: {
        type: 'object',
        'x-kubernetes-map-type': 'atomic',
        additionalProperties: text,
      },
      open: {
        type: 'object',
        nullable: true,
        properties: {
          keyed: route({
            'x-kubernetes-list-type': 'map',
            'x-kubernetes-list-map-keys': ['name'],
          }),
        },
      },
    },
  };
}

const queue = (spec: object): Manifest => ({
  apiVersion: 'acme.io/v1',
  kind: 'Queue',
  metadata: { name: 'q', namespace: 'shop' },
  spec,
});

const SSA = { options: ['ServerSideApply=true'] };
const verdicts = (git: object, live: object, options: SyncOptions = { definitions: [crd] }) => {
  const { diff } = simulateSync(queue(git), queue(live), app(SSA), options);
  return [diff['structured-merge'].status, diff['server-side'].status];
};

describe('lists of a custom resource', () => {
  const added = { name: 'b', weight: 1 };

  it.each<[string, object, object, string, string]>([
    [
      'with keys keep what others add to them',
      { keyed: [{ name: 'a' }] },
      { keyed: [{ name: 'a', weight: 1 }, added] },
      'Synced',
      'Synced',
    ],
    [
      'without keys differ for ever where the API server fills in a default, but for a dry run',
      { whole: [{ name: 'a' }] },
      { whole: [{ name: 'a', weight: 1 }] },
      'OutOfSync',
      'Synced',
    ],
    [
      'without keys are replaced as a whole',
      { whole: [{ name: 'a', weight: 1 }] },
      { whole: [{ name: 'a', weight: 1 }, added] },
      'OutOfSync',
      'OutOfSync',
    ],
    ['that are sets grow', { tags: ['a'] }, { tags: ['a', 'b'] }, 'Synced', 'Synced'],
    [
      'below a nullable value have no keys for Argo CD, which reads another document',
      { open: { keyed: [{ name: 'a' }] } },
      { open: { keyed: [{ name: 'a', weight: 1 }] } },
      'OutOfSync',
      'Synced',
    ],
  ])('%s', (_, git, live, merged, dryRun) => {
    expect(verdicts(git, live)).toEqual([merged, dryRun]);
  });

  it('are not known without the CRD, and the problem says which and what to do', () => {
    const git = queue({ keyed: [{ name: 'a' }] });
    const sync = simulateSync(git, queue({ keyed: [{ name: 'a' }, added] }), app(SSA));
    expect([sync.status, sync.after, sync.survives('/spec/keyed')]).toEqual([
      'Unknown',
      undefined,
      false,
    ]);
    expect(sync.problems).toMatchObject([
      { rule: 'sync-schema-unknown', severity: 'warning', pointer: '/spec/keyed', manifest: git },
      { rule: 'sync-schema-unknown', pointer: '/spec/keyed' },
    ]);
    expect(sync.problems[0]?.hint).toBe('give the CRD of the kind, in `definitions`');
  });

  it('are known to differ where Git has what the cluster lacks, with no CRD at all', () => {
    const options = { schemaOf: () => undefined };
    expect(verdicts({ keyed: [{ name: 'a', port: '1' }] }, { keyed: [] }, options)).toEqual([
      'OutOfSync',
      'OutOfSync',
    ]);
    expect(verdicts({ size: 2 }, { size: 3, keyed: [added] }, options)).toEqual([
      'OutOfSync',
      'OutOfSync',
    ]);
    expect(verdicts({ keyed: [added] }, { keyed: [added] }, options)).toEqual(['Synced', 'Synced']);
  });
});

it('a map that is replaced as a whole loses what others add to it', () => {
  const found = verdicts({ selector: { a: '1' } }, { selector: { a: '1', hash: '7' } });
  expect(found).toEqual(['OutOfSync', 'OutOfSync']);
});

it('an apply fills in defaults, also within an item, and drops what the schema does not have', () => {
  const git = queue({ whole: [{ name: 'a' }], size: null, more: 1 });
  const sync = simulateSync(git, queue({}), app(), { definitions: [crd] });
  expect(sync.after?.spec).toEqual({ whole: [{ name: 'a', weight: 1 }], size: 3 });
  const created = simulateSync(git, undefined, app(), { definitions: [crd] });
  expect(created.after?.spec).toEqual(sync.after?.spec);
});

it.each<[string, object, string, string]>([
  ['a field that the schema does not have', { more: 1 }, '/spec/more', "no field 'more'"],
  [
    'two items of one key',
    { keyed: [{ name: 'a' }, { name: 'a' }] },
    '/spec/keyed/1',
    'two items of a list are {"name":"a"}',
  ],
  ['an item without its key', { keyed: [{ port: '1' }] }, '/spec/keyed/0', 'has none of name'],
  ['a text where a list belongs', { whole: 'x' }, '/spec/whole', 'a list where a scalar stands'],
  ['an object in a set', { tags: [{}] }, '/spec/tags/0', 'no scalar'],
])('%s stops the comparison and the sync, with its place', (_, spec, pointer, message) => {
  const sync = simulateSync(queue(spec), queue({}), app(SSA), { definitions: [crd] });
  expect(sync.status).toBe('Unknown');
  expect(sync.problems).toMatchObject([
    { rule: 'sync-comparison-fails', severity: 'error', pointer },
    { rule: 'sync-apply-fails', severity: 'error', pointer },
  ]);
  expect(sync.problems[0]?.message).toContain(message);
});

it('takes the definitions of Crossplane, for the composite resource that they make', () => {
  const definition: Manifest = {
    apiVersion: 'apiextensions.crossplane.io/v2',
    kind: 'CompositeResourceDefinition',
    metadata: { name: 'queues.acme.io' },
    spec: { ...(crd['spec'] as object), scope: 'Namespaced' },
  };
  const refs = { crossplane: { resourceRefs: [{ name: 'x', apiVersion: 'v1', kind: 'A' }] } };
  const git = { keyed: [{ name: 'a' }] };
  const live = { ...refs, keyed: [{ name: 'a', weight: 1 }] };
  expect(verdicts(git, live, { definitions: [definition] })).toEqual(['Synced', 'Synced']);
});

it('refuses definitions that define nothing, by name', () => {
  const sync = (definition: Manifest) =>
    simulateSync(queue({}), queue({}), app(), { definitions: [definition] });
  expect(() => sync(queue({}))).toThrow('Queue in definitions is no definition of a kind');
  expect(() => sync({ ...crd, spec: {} })).toThrow(
    "CustomResourceDefinition 'queues.acme.io' in definitions has no group",
  );
});

describe('what the API server says of an object', () => {
  const git = (metadata: object): Manifest => ({
    ...queue({}),
    metadata: { name: 'q', namespace: 'shop', ...metadata },
  });
  const live = git({ uid: 'u', resourceVersion: '7', generation: 4 });

  it.each<[string, object]>([
    ['uid', { uid: 'other' }],
    ['resourceVersion', { resourceVersion: '6' }],
  ])('is a conflict where Git has another %s', (name, metadata) => {
    const sync = simulateSync(git(metadata), live, app());
    expect(sync.problems).toMatchObject([
      { rule: 'sync-apply-fails', pointer: `/metadata/${name}` },
    ]);
    expect(simulateSync(live, live, app()).problems).toEqual([]);
  });

  it('stays as it is, whatever Git has', () => {
    const sync = simulateSync(git({ generation: 1, creationTimestamp: '2020' }), live, app());
    expect(sync.after?.metadata).toMatchObject({ generation: 4, uid: 'u' });
    expect(sync.after?.metadata).not.toHaveProperty('creationTimestamp');
  });
});

it('finds the place of an expression in its Application', () => {
  const application = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'shop' },
    spec: {
      ignoreDifferences: [
        { kind: 'Queue' },
        { group: 'acme.io', kind: 'Queue', jqPathExpressions: ['.spec', '.['] },
      ],
    },
  };
  const { problems } = simulateSync(queue({}), queue({}), application, { definitions: [crd] });
  expect(problems).toMatchObject([
    {
      rule: 'sync-rule-invalid',
      manifest: application,
      pointer: '/spec/ignoreDifferences/1/jqPathExpressions/1',
    },
  ]);
});
