import {
  clusters,
  contentOf,
  dangersIn,
  deployment,
  digest,
  object,
  planOf,
  setOf,
  stateOf,
} from './fixtures';
import { plan } from '../../lib/plan';

const releases = { [digest('a')]: deployment() + object('PersistentVolumeClaim', 'd', 'spec: {}') };

const actions = (base: string, head: string) => {
  const found = planOf(base, head, releases);
  return {
    actions: found.applications.map(({ action, places, cascades }) =>
      [action, places.length, ...(cascades === undefined ? [] : [cascades])].join(' '),
    ),
    dangers: dangersIn(found),
  };
};

const nothing = object('ConfigMap', 'none');

describe('Applications', () => {
  test.each<[string, string, string, string[], string[]]>([
    ['that are new are no danger', nothing, setOf() + nothing, ['add 3'], []],
    [
      'that go take their objects',
      setOf() + nothing,
      nothing,
      ['remove 3 true'],
      ['data-loss (deletes)', 'application-deleted (deletes)'],
    ],
    [
      'that go leave their objects on request',
      setOf({ setSpec: 'syncPolicy: { preserveResourcesOnDeletion: true }' }) + nothing,
      nothing,
      ['remove 3 false'],
      ['application-deleted (deletes)'],
    ],
    [
      'of another name are renamed',
      setOf(),
      setOf({ application: 'shop-{{ .name }}' }),
      ['renamed 3 true'],
      ['data-loss (deletes)', 'application-renamed (deletes)'],
    ],
    [
      'of another set are made again',
      setOf(),
      setOf({ name: 'store' }),
      ['recreated 3 true'],
      ['data-loss (deletes)', 'application-recreated (deletes)'],
    ],
    [
      'of another cluster move',
      setOf({ application: 'shop', destination: 'name: eu-1, namespace: shop' }).replace(
        'clusters: { selector: { matchLabels: { environment: production } } }',
        'list: { elements: [{ a: b }] }',
      ),
      setOf({ application: 'shop', destination: 'name: us-1, namespace: shop' }).replace(
        'clusters: { selector: { matchLabels: { environment: production } } }',
        'list: { elements: [{ a: b }] }',
      ),
      ['moved 1'],
      ['application-moved'],
    ],
    [
      'of another namespace are told',
      setOf(),
      setOf({ destination: "server: '{{ .server }}', namespace: mall" }),
      ['namespace 3'],
      ['namespace-move'],
    ],
    [
      'of another project are told',
      setOf(),
      setOf().replace('project: shop', 'project: mall'),
      ['project 3'],
      [],
    ],
    ['of another folder are told', setOf(), setOf({ path: 'eu' }), ['source 3'], []],
  ])('%s', (_, base, head, expected, dangers) => {
    const found = actions(base, head);
    expect(found).toEqual({ actions: expected, dangers });
  });

  test('whose objects state no namespace lose them when it changes', () => {
    const content = { [digest('a')]: deployment().replace(', namespace: shop', '') };
    const moved = setOf({ destination: "server: '{{ .server }}', namespace: mall" });
    const found = planOf(setOf(), moved, content);
    expect(found.objects.map(({ action, object }) => [action, object.namespace])).toEqual([
      ['add', 'mall'],
      ['remove', 'shop'],
    ]);
    expect(dangersIn(found)).toEqual(['namespace-move', 'namespace-move (deletes)']);
  });

  test('of a set that freezes stay as they are', () => {
    const found = planOf(setOf(), setOf({ application: '{{ .nowhere }}' }), releases);
    expect(found.applications).toEqual([]);
    expect(dangersIn(found)).toEqual(['set-frozen']);
  });

  test('of a set that froze before are told as new, and as not compared', () => {
    const found = planOf(setOf({ application: '{{ .nowhere }}' }), setOf(), releases);
    expect(found.applications.map(({ action }) => action)).toEqual(['add']);
    expect(found.unknown[0]?.message).toContain('ApplicationSet shop stops in base');
  });

  test('are not deleted where applicationsSync forbids it', () => {
    const policy = 'syncPolicy: { applicationsSync: create-update }';
    const none = setOf({ setSpec: policy }).replace('environment: production', 'environment: none');
    const found = planOf(setOf({ setSpec: policy }), none, releases);
    expect(found.applications).toEqual([]);
    expect(found.notes.map(({ message, places }) => [message, places.length])).toEqual([
      [expect.stringContaining('keeps the Applications that it no longer makes'), 3],
    ]);
  });

  test('are not changed where applicationsSync forbids it', () => {
    const policy = 'syncPolicy: { applicationsSync: create-only }';
    const found = planOf(
      setOf({ setSpec: policy }),
      setOf({ setSpec: policy, revision: digest('b') }),
    );
    expect([found.pins, found.objects]).toEqual([[], []]);
    expect(found.notes[0]?.message).toContain('leaves Applications as they are');
  });

  test('without an inventory are compared as one template', () => {
    const found = plan(
      stateOf('base', setOf()),
      stateOf('head', setOf({ revision: digest('b') })),
      {
        contentOf: contentOf({ ...releases, [digest('b')]: deployment({ replicas: 5 }) }),
      },
    );
    expect(
      found.objects.map(({ action, object, places }) => [action, object.kind, places]),
    ).toEqual([
      [
        'remove',
        'PersistentVolumeClaim',
        [{ cluster: '', application: 'every Application of shop' }],
      ],
      ['change', 'Deployment', [{ cluster: '', application: 'every Application of shop' }]],
    ]);
    expect(found.notes.map(({ message }) => message)).toEqual([
      'compared as written: which clusters an ApplicationSet selects is not known',
    ]);
  });

  test('of 12 clusters and 500 services are compared in seconds', () => {
    const fleet = Array.from(
      { length: 12 },
      (_, i) => ({ ...clusters[0], name: `c${i}`, server: `https://c${i}` }) as never,
    );
    const sets = (revision: string) =>
      Array.from({ length: 500 }, (_, i) =>
        setOf({ name: `s${i}`, application: `{{ .name }}-s${i}`, revision }),
      ).join('---');
    const found = plan(stateOf('base', sets(digest('a'))), stateOf('head', sets(digest('b'))), {
      clusters: fleet,
      contentOf: contentOf({ ...releases, [digest('b')]: deployment({ replicas: 5 }) }),
    });
    expect(found.objects.map(({ places }) => places.length)).toEqual([6000, 6000]);
  });
});
