import { load } from 'js-yaml';
import type { Manifest } from '../../lib/core';
import { brokenRules } from '../../lib/plan/broken-rules';
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
const crd = (versions: string) =>
  object(
    'CustomResourceDefinition',
    'x',
    `spec: { group: g, versions: [${versions.replace(/v\d/g, '{ name: $& }')}] }`,
    'apiextensions.k8s.io/v1',
  );
const binding = (role: string) =>
  object('RoleBinding', 'r', `roleRef: { name: ${role} }`, 'rbac.authorization.k8s.io/v1');
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
    ['a claim that shrinks', claim('2Gi'), claim('1024Mi'), ['/spec/resources/requests/storage']],
    ['not a claim of the same size in other words', claim('1Gi'), claim('1024Mi'), []],
    [
      'not an address that is left out',
      service('10.0.0.1'),
      object('Service', 's', 'spec: {}'),
      [],
    ],
    ['a version of a CRD that goes', crd('v1, v2'), crd('v2'), ['/spec/versions/0']],
    ['not one that comes', crd('v1'), crd('v1, v2'), []],
    [
      'the load balancer class of a Service',
      object('Service', 's', 'spec: { loadBalancerClass: a }'),
      object('Service', 's', 'spec: { loadBalancerClass: b }'),
      ['/spec/loadBalancerClass'],
    ],
    [
      'the template of a Job',
      object('Job', 'j', 'spec: { template: { a: 1 } }', 'batch/v1'),
      object('Job', 'j', 'spec: { template: { a: 2 } }', 'batch/v1'),
      ['/spec/template/a'],
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

describe('a change that is refused', () => {
  const sync = (option: string) => `automated: { prune: true }, syncOptions: [${option}]`;
  const forced = (app: string) =>
    deployment({ app }).replace(
      'namespace: shop }',
      "namespace: shop, annotations: { argocd.argoproj.io/sync-options: 'Force=true' } }",
    );

  test.each<[string, string, string, string | undefined, boolean]>([
    ['fails', deployment(), deployment({ app: 'b' }), undefined, false],
    ['deletes with Force=true', forced('web'), forced('b'), undefined, true],
    [
      'fails where force has no say',
      forced('web'),
      forced('b'),
      sync('ServerSideApply=true'),
      false,
    ],
    ['deletes a role binding', binding('a'), binding('b'), undefined, true],
    [
      'fails for one that is applied server-side',
      binding('a'),
      binding('b'),
      sync('ServerSideApply=true'),
      false,
    ],
  ])('%s', (_, before, after, policy, deletes) => {
    const [danger] = contentPlan(before, after, policy).dangers;
    expect([danger?.kind, danger?.deletes]).toEqual(['immutable-field', deletes]);
    expect(danger?.message).toContain(deletes ? 'is deleted and made again' : 'the sync fails');
    expect(danger?.protect === undefined).toBe(deletes);
  });
});

describe('objects that are made again', () => {
  test('under another name are told as renamed, with their new name', () => {
    const found = contentPlan(
      deployment(),
      deployment({ name: 'shop' }).replace(/app: web/g, 'app: shop'),
    );
    expect(found.dangers.map(({ kind, message }) => [kind, message])).toEqual([
      [
        'object-renamed',
        'apps/Deployment/shop/web is renamed to shop: deleted by automated prune, made new under that name',
      ],
    ]);
  });

  test('are no rename where their content differs', () => {
    const found = contentPlan(deployment(), deployment({ name: 'shop', image: 'other:1' }));
    expect(dangersIn(found)).toEqual(['object-deleted (deletes)']);
  });

  test('in another namespace are one danger, and lose their data', () => {
    const elsewhere = (yaml: string) => yaml.replaceAll('namespace: shop', 'namespace: other');
    const content = deployment() + configMap + claim();
    const found = contentPlan(content, elsewhere(content));
    expect(found.dangers.map(({ kind, message }) => [kind, message])).toEqual([
      [
        'data-loss',
        'PersistentVolumeClaim/shop/data is deleted by automated prune, and with it its volume and what is stored there; PersistentVolumeClaim/other/data is made new, and empty',
      ],
      [
        'namespace-move',
        '2 objects are moved from namespace shop to other: deleted by automated prune there, made new here',
      ],
    ]);
  });

  test('many that are deleted are one danger that names all', () => {
    const found = contentPlan(deployment() + configMap + service('None'), deployment());
    expect(found.dangers.map(({ message, objects }) => [message, objects?.length])).toEqual([
      ['2 objects are deleted by automated prune', 2],
    ]);
  });
});

describe('data', () => {
  test.each<[string, string, string]>([
    ['of a claim', claim(), 'take a VolumeSnapshot'],
    ['of a cloud resource', managed('spec: {}'), 'managementPolicies without Delete'],
    [
      'of a StatefulSet that deletes its claims',
      set('persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }'),
      'whenDeleted: Retain',
    ],
  ])('%s can be kept, and the plan says how', (_, content, how) => {
    const [danger] = contentPlan(deployment() + '---' + content, deployment()).dangers;
    expect([danger?.kind, danger?.protect]).toEqual(['data-loss', expect.stringContaining(how)]);
  });

  test.each([
    ['of a StatefulSet whose claims stay', set('replicas: 1')],
    ['behind a volume that is retained', object('PersistentVolume', 'v', 'spec: {}')],
  ])('%s is not lost', (_, content) => {
    const found = contentPlan(deployment() + '---' + content, deployment());
    expect(dangersIn(found)).toEqual(['object-deleted (deletes)']);
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

describe('rules that compare with what was there', () => {
  const queue = (spec: string) => object('Queue', 'q', `spec: { ${spec} }`, 'acme.io/v1');
  const schema = {
    table: { shapes: [] },
    facts: {
      root: {
        type: 'object',
        properties: {
          spec: {
            type: 'object',
            properties: {
              engine: {
                type: 'string',
                'x-kubernetes-validations': [
                  { rule: 'self == oldSelf', message: 'the engine stays' },
                ],
              },
              size: { type: 'integer', 'x-kubernetes-validations': [{ rule: 'self > 100' }] },
            },
          },
        },
      },
      scope: 'Namespaced',
      plural: 'queues',
      served: true,
      storage: true,
    },
  } as const;
  const schemaOf = ({ kind }: Manifest) => (kind === 'Queue' ? schema : undefined);

  test.each<[string, string, string, string[]]>([
    ['refuse a change', 'engine: a', 'engine: b', ['/spec/engine the engine stays']],
    ['accept what stays', 'engine: a, size: 1', 'engine: a, size: 2', []],
    ['accept what is new', 'size: 1', 'engine: a', []],
  ])('%s', (_, before, after, told) => {
    const [old, now] = [before, after].map((spec) => load(queue(spec)) as Manifest);
    const found = old && now ? brokenRules(old, now, schemaOf) : [];
    const shown = found.map(
      ({ field, why }) =>
        `${field.pointer} ${why?.replace('breaks a rule of its kind: ', '') ?? ''}`,
    );
    expect(shown).toEqual(told);
  });

  test('are a danger that says what refuses', () => {
    const found = contentPlan(queue('engine: a'), queue('engine: b'), undefined, () => schemaOf);
    expect(found.dangers.map(({ kind, pointer, deletes }) => [kind, pointer, deletes])).toEqual([
      ['immutable-field', '/spec/engine', false],
    ]);
    expect(found.dangers[0]?.message).toContain(
      'spec.engine breaks a rule of its kind: the engine stays, the API server refuses this change',
    );
  });
});
