import { contentPlan, dangersIn, deployment, digest, object, planOf, setOf } from './fixtures';

const claim = (size = '1Gi', mode = 'ReadWriteOnce') =>
  object(
    'PersistentVolumeClaim',
    'data',
    `spec: { accessModes: [${mode}], resources: { requests: { storage: ${size} } } }`,
  );
const withOption = (option: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c, namespace: shop, annotations: { argocd.argoproj.io/sync-options: '${option}' } }\n`;
const configMap = object('ConfigMap', 'c', 'data: { a: b }');
const managed = (spec: string) => object('Instance', 'db', spec, 'rds.aws.m.upbound.io/v1beta1');
const service = (ip: string) => object('Service', 's', `spec: { clusterIP: ${ip} }`);
const set = (spec: string) => object('StatefulSet', 's', `spec: { ${spec} }`, 'apps/v1');

describe('removed objects', () => {
  test.each<[string, string, string | undefined, string[], string]>([
    ['are pruned by automated sync', configMap, undefined, ['object-deleted (deletes)'], 'pruned'],
    ['stay without automated prune', configMap, 'automated: {}', [], 'left'],
    ['stay without automated sync', configMap, 'retry: {}', [], 'left'],
    [
      'stay where automation is switched off',
      configMap,
      'automated: { enabled: false, prune: true }',
      [],
      'left',
    ],
    ['stay by their own option', withOption('Prune=false'), undefined, [], 'kept'],
    [
      'wait for a person',
      withOption('Delete=false, Prune=confirm'),
      undefined,
      ['object-deleted (deletes)'],
      'confirm',
    ],
    ['take volumes with them', claim(), undefined, ['data-loss (deletes)'], 'pruned'],
    [
      'take cloud resources with them',
      managed('spec: {}'),
      undefined,
      ['data-loss (deletes)'],
      'pruned',
    ],
    [
      'leave cloud resources that are orphaned',
      managed('spec: { deletionPolicy: Orphan }'),
      undefined,
      ['object-deleted (deletes)'],
      'pruned',
    ],
    [
      'leave cloud resources that may not be deleted',
      managed('spec: { managementPolicies: [Observe] }'),
      undefined,
      ['object-deleted (deletes)'],
      'pruned',
    ],
    [
      'are no loss where they configure',
      object('ProviderConfig', 'p', '', 'aws.m.upbound.io/v1beta1'),
      undefined,
      ['object-deleted (deletes)'],
      'pruned',
    ],
  ])('%s', (_, content, sync, dangers, fate) => {
    const found = contentPlan(deployment() + '---' + content, deployment(), sync);
    expect(dangersIn(found)).toEqual(dangers);
    expect(found.objects.map((one) => one.fate)).toEqual([fate]);
  });

  test('stay where nothing would be left', () => {
    const found = contentPlan(configMap, '');
    expect([dangersIn(found), found.objects[0]?.fate]).toEqual([[], 'refused']);
  });

  test('of a kind that a release defines are composed of cloud resources', () => {
    const definition = `apiVersion: apiextensions.crossplane.io/v2
kind: CompositeResourceDefinition
metadata: { name: databases.acme.io }
spec: { group: acme.io, names: { kind: Database } }
`;
    const database = object('Database', 'orders', '', 'acme.io/v1');
    expect(dangersIn(contentPlan(definition + database, definition))).toEqual([
      'data-loss (deletes)',
    ]);
  });
});

describe('fields that cannot change', () => {
  test.each<[string, string, string, string[]]>([
    [
      'the selector of a Deployment',
      deployment(),
      deployment({ app: 'other' }),
      ['/spec/selector/matchLabels/app'],
    ],
    ['not its replicas', deployment(), deployment({ replicas: 5 }), []],
    [
      'the service name of a StatefulSet',
      set('serviceName: a'),
      set('serviceName: b'),
      ['/spec/serviceName'],
    ],
    [
      'its claim templates',
      set('volumeClaimTemplates: []'),
      set('volumeClaimTemplates: [{ metadata: { name: d } }]'),
      ['/spec/volumeClaimTemplates/0'],
    ],
    ['not its template', set('template: { a: 1 }'), set('template: { a: 2 }'), []],
    [
      'not its claim retention',
      set('persistentVolumeClaimRetentionPolicy: { whenDeleted: Retain }'),
      set('persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }'),
      [],
    ],
    ['the address of a Service', service('10.0.0.1'), service('None'), ['/spec/clusterIP']],
    ['the mode of a claim', claim(), claim('1Gi', 'ReadWriteMany'), ['/spec/accessModes']],
    ['not the size of a claim', claim(), claim('2Gi'), []],
    [
      'the template of a Job',
      object('Job', 'j', 'spec: { template: { a: 1 } }', 'batch/v1'),
      object('Job', 'j', 'spec: { template: { a: 2 } }', 'batch/v1'),
      ['/spec/template/a'],
    ],
    [
      'the role of a binding',
      object('RoleBinding', 'r', 'roleRef: { name: a }', 'rbac.authorization.k8s.io/v1'),
      object('RoleBinding', 'r', 'roleRef: { name: b }', 'rbac.authorization.k8s.io/v1'),
      ['/roleRef/name'],
    ],
    [
      'the data of an immutable ConfigMap',
      object('ConfigMap', 'c', 'immutable: true\ndata: { a: b }'),
      object('ConfigMap', 'c', 'immutable: true\ndata: { a: c }'),
      ['/data/a'],
    ],
    [
      'not that of another',
      object('ConfigMap', 'c', 'data: { a: b }'),
      object('ConfigMap', 'c', 'data: { a: c }'),
      [],
    ],
  ])('are %s', (_, before, after, pointers) => {
    const { dangers } = contentPlan(before, after);
    expect(dangers.map(({ kind, pointer, deletes }) => [kind, pointer, deletes])).toEqual(
      pointers.map((pointer) => ['immutable-field', pointer, false]),
    );
  });
});

describe('the worst', () => {
  test('comes first', () => {
    const before = claim() + configMap + service('None');
    const found = planOf(
      setOf() +
        '---' +
        setOf({ name: 'other', application: '{{ .name }}-other', revision: digest('c') }),
      setOf({ revision: digest('b') }),
      { [digest('a')]: before, [digest('b')]: service('1.2.3.4'), [digest('c')]: '' },
    );
    expect(dangersIn(found)).toEqual([
      'data-loss (deletes)',
      'application-deleted (deletes)',
      'object-deleted (deletes)',
      'immutable-field',
    ]);
  });
});
