import { ManifestSet, readManifests } from '../../lib/core';
import { planLive } from '../../lib/plan';
import { projectLive } from '../../lib/plan/project-live';
import { clusters, contentOf, deployment, digest, object, setOf, stateOf } from './fixtures';

describe('a live value', () => {
  test.each<[string, unknown, unknown, unknown, unknown]>([
    ['loses defaults', { a: 1, b: 2 }, { a: 1 }, undefined, { a: 1 }],
    [
      'keeps what was asked for and is not any more',
      { a: 1, b: 2 },
      { a: 1 },
      { b: 2 },
      { a: 1, b: 2 },
    ],
    ['keeps what differs', { a: 2 }, { a: 1 }, undefined, { a: 2 }],
    ['is a quantity in other words', { cpu: '1' }, { cpu: '1000m' }, undefined, { cpu: '1000m' }],
    ['is a number as a quantity', { cpu: '1' }, { cpu: 1 }, undefined, { cpu: 1 }],
    ['is no other quantity', { m: '1Gi' }, { m: '1G' }, undefined, { m: '1Gi' }],
    ['is a duration in other words', { d: '8760h0m0s' }, { d: '8760h' }, undefined, { d: '8760h' }],
    [
      'may leave out what says nothing',
      {},
      { a: {}, b: [], c: null },
      undefined,
      { a: {}, b: [], c: null },
    ],
    [
      'loses injected items',
      [{ name: 'a', x: 1 }, { name: 'proxy' }],
      [{ name: 'a' }],
      undefined,
      [{ name: 'a' }],
    ],
    [
      'keeps items that go',
      [{ name: 'a' }, { name: 'b' }],
      [{ name: 'a' }],
      [{ name: 'b' }],
      [{ name: 'a' }, { name: 'b' }],
    ],
    [
      'matches ports by their number',
      [{ port: 80, protocol: 'TCP' }],
      [{ port: 80 }],
      undefined,
      [{ port: 80 }],
    ],
    ['matches other items by their order', [{ x: 1, y: 2 }], [{ x: 3 }], undefined, [{ x: 1 }]],
    ['keeps lists of another length', [1, 2], [1], undefined, [1, 2]],
  ])('%s', (_, live, desired, previous, expected) => {
    expect(projectLive(live, desired, previous)).toEqual(expected);
  });
});

const hpa = object(
  'HorizontalPodAutoscaler',
  'web',
  'spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }',
  'autoscaling/v2',
);

const IMAGE =
  '{ f:spec: { f:template: { f:spec: { f:containers: { \'k:{"name":"main"}\': { .: {}, f:image: {} } } } } } }';

/** A live object with a field manager. */
const managed = (yaml: string, manager = 'keda', fields = '{ f:spec: { f:replicas: {} } }') =>
  yaml.replace(
    'namespace: shop }',
    `namespace: shop, managedFields: [{ manager: ${manager}, fieldsV1: ${fields} }] }`,
  );

const read = (yaml: string) => new ManifestSet(readManifests(yaml, 'live.yaml').entries);
const external = object('ExternalSecret', 's', 'spec: {}', 'external-secrets.io/v1');
const secret = (data: string) => object('Secret', 's', `data: ${data}`);

/** What head changes on eu-1, as `action name: pointers`. */
const changes = (before: string, after: string, live: string, spec = '') => {
  const [base, head] = [setOf({ spec }), setOf({ revision: digest('b'), spec })];
  const found = planLive(stateOf('base', base), stateOf('head', head), {
    clusters,
    cluster: 'eu-1',
    contentOf: contentOf({ [digest('a')]: before, [digest('b')]: after }),
    live: read(live),
  });
  return found.objects.map(({ action, object, fields, fate }) =>
    [`${action} ${object.name}`, ...fields.map(({ pointer }) => pointer), fate]
      .filter(Boolean)
      .join(' '),
  );
};

describe('compared with what runs', () => {
  const content = deployment();

  test.each<[string, string, string, string, string[], string?]>([
    ['nothing changes where it runs', content, content, content, []],
    [
      'drift is a change',
      content,
      content,
      deployment({ image: 'web:0' }),
      ['change web /spec/template/spec/containers/0/image'],
    ],
    [
      'what controllers scale is none',
      content + hpa,
      content + hpa,
      deployment({ replicas: 9 }) + hpa,
      [],
    ],
    [
      'what Git holds of an object that a controller makes is one',
      content + secret('{ a: eA== }') + external,
      content + secret('{ a: eA== }') + external,
      content + secret('{ a: eQ== }') + external,
      ['change s /data/a'],
    ],
    [
      'what the Application ignores is none',
      content,
      content,
      deployment({ replicas: 9 }),
      [],
      'ignoreDifferences: [{ group: apps, kind: Deployment, jsonPointers: [/spec/replicas] }]',
    ],
    [
      'what it ignores elsewhere is one',
      content,
      content,
      deployment({ replicas: 9 }),
      ['change web /spec/replicas'],
      'ignoreDifferences: [{ group: apps, kind: Deployment, name: api, jsonPointers: [/spec/replicas] }]',
    ],
    [
      'what an expression of its finds is none',
      content,
      content,
      deployment({ image: 'web:9' }),
      [],
      "ignoreDifferences: [{ group: '*', kind: Deploy*, jqPathExpressions: ['.spec.template.spec.containers[]?.image'] }]",
    ],
    [
      'what a named manager owns is none',
      content,
      content,
      managed(deployment({ replicas: 9, image: 'web:9' })),
      ['change web /spec/template/spec/containers/0/image'],
      'ignoreDifferences: [{ group: apps, kind: Deployment, managedFieldsManagers: [keda] }]',
    ],
    [
      'what it owns in a list is none',
      content,
      content,
      managed(deployment({ image: 'web:9' }), 'updater', IMAGE),
      [],
      'ignoreDifferences: [{ group: apps, kind: Deployment, managedFieldsManagers: [updater] }]',
    ],
    ['what is missing is added', content, content, deployment({ name: 'other' }), ['add web']],
    ['what is not ours stays', content, content, content + object('ConfigMap', 'foreign'), []],
    [
      'what head drops is pruned',
      content + object('ConfigMap', 'c'),
      content,
      content + object('ConfigMap', 'c'),
      ['remove c pruned'],
    ],
    [
      'what head drops and nobody runs is gone',
      content + object('ConfigMap', 'c'),
      content,
      content,
      [],
    ],
    [
      'a field that head drops is one',
      content,
      content.replace('replicas: 2', ''),
      content,
      ['change web /spec/replicas'],
    ],
    [
      'stringData is data',
      object('Secret', 's', 'stringData: { a: b }'),
      object('Secret', 's', 'stringData: { a: b }'),
      object('Secret', 's', 'data: { a: Yg== }'),
      [],
    ],
  ])('%s', (...[, before, after, live, expected, spec]) => {
    expect(changes(before, after, live, spec)).toEqual(expected);
  });

  test('a kind that the dump does not have is not compared', () => {
    expect(changes(content, content, object('ConfigMap', 'c'))).toEqual([]);
  });
});

describe('what runs and is not in Git', () => {
  const labelled = (kind: string, name: string, metadata: string) =>
    `\n---\napiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: shop, ${metadata} }\n`;
  const tracked = (id: string) => `annotations: { argocd.argoproj.io/tracking-id: '${id}' }`;

  test.each<[string, string, string[]]>([
    [
      'is of the Application that tracks it, and pruned',
      labelled('ConfigMap', 'old', tracked('eu-1-shop:/ConfigMap:shop/old')),
      ['Application eu-1-shop (pruned): old'],
    ],
    [
      'is not pruned by an Application that is not of these states',
      labelled('ConfigMap', 'old', tracked('other:/ConfigMap:shop/old')),
      ['Application other: old'],
    ],
    [
      'is not tracked by an annotation that was copied from another object',
      labelled('ConfigMap', 'copy', tracked('eu-1-shop:/ConfigMap:shop/old')),
      ['nobody that it names: copy'],
    ],
    [
      'is of the controller that owns it',
      labelled('Pod', 'web-1', 'ownerReferences: [{ kind: ReplicaSet, name: web }]'),
      ['the controller of ReplicaSet: web-1'],
    ],
    [
      'is of a Helm release',
      labelled('Secret', 's', 'annotations: { meta.helm.sh/release-name: redis }'),
      ['Helm release redis: s'],
    ],
    [
      'is of a field manager',
      labelled('Secret', 's', 'managedFields: [{ manager: kubectl-create }]'),
      ['field manager kubectl-create: s'],
    ],
    ['is not what every cluster has', labelled('ConfigMap', 'kube-root-ca.crt', 'labels: {}'), []],
    ['is not what Git has', deployment(), []],
  ])('%s', (_, live, expected) => {
    const state = (name: string) => stateOf(name, setOf());
    const { foreign = [] } = planLive(state('base'), state('head'), {
      clusters,
      cluster: 'eu-1',
      contentOf: contentOf({ [digest('a')]: deployment() }),
      live: read(live),
    });
    expect(
      foreign.map(
        ({ owner, objects, pruned }) =>
          `${owner}${pruned ? ' (pruned)' : ''}: ${objects.map(({ name }) => name).join()}`,
      ),
    ).toEqual(expected);
  });
});
