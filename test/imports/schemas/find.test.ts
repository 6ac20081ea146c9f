import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  deprecations,
  findKind,
  kindsOf,
  knownGroups,
  kubernetesReleases,
  servedVersions,
  type Child,
  type Node,
  type SchemaTable,
} from '../../../imports/schemas';
import type * as schemas from '../../../imports/schemas';
import { root } from '../../support/source-files';

const folder = join(root, 'imports/schemas');

/** The schema at a path of properties; `[]` for the items of a list, `{}` for the values of a map. */
function at(apiVersion: string, kind: string, path: string, kubernetes?: string): Node | undefined {
  const found = findKind(apiVersion, kind, kubernetes ? { kubernetes } : {});
  if (!found) return undefined;
  const nodeOf = (child: Child | undefined) =>
    typeof child === 'number' ? found.table.shapes[child] : child;
  return path.split('.').reduce((node: Node | undefined, name) => {
    if (name === '[]') return nodeOf(node?.items);
    if (name === '{}') return nodeOf(node?.additionalProperties as Child);
    return nodeOf(node?.properties?.[name]);
  }, nodeOf(found.facts.root));
}

describe('findKind', () => {
  it.each([
    ['v1', 'Pod', 'Namespaced', 'pods'],
    ['v1', 'Namespace', 'Cluster', 'namespaces'],
    ['v1', 'Endpoints', 'Namespaced', 'endpoints'],
    ['networking.k8s.io/v1', 'NetworkPolicy', 'Namespaced', 'networkpolicies'],
    ['networking.k8s.io/v1', 'Ingress', 'Namespaced', 'ingresses'],
    ['storage.k8s.io/v1', 'StorageClass', 'Cluster', 'storageclasses'],
    ['argoproj.io/v1alpha1', 'ApplicationSet', 'Namespaced', 'applicationsets'],
    ['argoproj.io/v1alpha1', 'Rollout', 'Namespaced', 'rollouts'],
    ['rds.aws.m.upbound.io/v1beta1', 'Instance', 'Namespaced', 'instances'],
    ['rds.aws.upbound.io/v1beta3', 'Instance', 'Cluster', 'instances'],
    ['sqs.aws.m.upbound.io/v1beta1', 'Queue', 'Namespaced', 'queues'],
    ['external-secrets.io/v1', 'ClusterSecretStore', 'Cluster', 'clustersecretstores'],
  ])('knows %s %s: %s, %s', (apiVersion, kind, scope, plural) => {
    expect(findKind(apiVersion, kind)?.facts).toMatchObject({ scope, plural, served: true });
  });

  it.each([
    ['v1', 'Podd'],
    ['v2', 'Pod'],
    ['acme.io/v1', 'Widget'],
    ['v1', 'PodList'],
    ['v1', 'constructor'],
    ['__proto__/v1', 'toString'],
  ])('does not know %s %s', (apiVersion, kind) => {
    expect(findKind(apiVersion, kind)).toBeUndefined();
  });

  it.each([
    ['1.25', true],
    ['1.24', true],
    ['1.26', false],
    [undefined, false],
    ['1.99', false],
  ])('under Kubernetes %s: autoscaling/v2beta2 is known: %s', (kubernetes, known) => {
    const options = kubernetes ? { kubernetes } : {};
    expect(findKind('autoscaling/v2beta2', 'HorizontalPodAutoscaler', options) !== undefined).toBe(
      known,
    );
  });

  it('searches the given tables first', () => {
    const table: SchemaTable = {
      shapes: [{ type: 'object' }],
      kinds: {
        'v1/Pod': { root: 0, scope: 'Cluster', plural: 'pods', served: true, storage: true },
      },
    };
    expect(findKind('v1', 'Pod', { tables: [table] })).toEqual({
      table,
      facts: table.kinds['v1/Pod'],
    });
    expect(kindsOf('', { tables: [table] })).toContain('Secret');
  });

  it('tells which versions are not served', () => {
    expect(findKind('external-secrets.io/v1beta1', 'ExternalSecret')?.facts.served).toBe(false);
  });
});

describe('the schemas of Kubernetes', () => {
  it.each<[string, string, string, Node]>([
    [
      'apps/v1',
      'Deployment',
      'spec.template.spec.containers.[].resources.limits.{}',
      { format: 'quantity' },
    ],
    [
      'v1',
      'Service',
      'spec.ports.[].targetPort',
      { format: 'int-or-string', 'x-kubernetes-int-or-string': true },
    ],
    ['v1', 'Pod', 'metadata.creationTimestamp', { type: 'string', format: 'date-time' }],
    ['coordination.k8s.io/v1', 'Lease', 'spec.renewTime', { type: 'string', format: 'micro-time' }],
    ['v1', 'Secret', 'data.{}', { type: 'string', format: 'byte' }],
    [
      'apps/v1',
      'Deployment',
      'spec.template.spec.containers',
      { 'x-kubernetes-list-map-keys': ['name'] },
    ],
    ['apps/v1', 'Deployment', 'spec', { required: ['selector', 'template'] }],
    ['apps/v1', 'ControllerRevision', 'data', { 'x-kubernetes-preserve-unknown-fields': true }],
  ])('mark %s %s %s', (apiVersion, kind, path, expected) => {
    expect(at(apiVersion, kind, path)).toMatchObject(expected);
  });

  it('follow a schema that contains itself', () => {
    const path = 'spec.versions.[].schema.openAPIV3Schema';
    const schema = at('apiextensions.k8s.io/v1', 'CustomResourceDefinition', path);
    expect(at('apiextensions.k8s.io/v1', 'CustomResourceDefinition', `${path}.properties.{}`)).toBe(
      schema,
    );
  });

  it('have the fields of the release', () => {
    const path = 'spec.template.spec.containers.[].resizePolicy';
    expect(at('apps/v1', 'Deployment', path, '1.25')).toBeUndefined();
    expect(at('apps/v1', 'Deployment', path, '1.36')).toBeDefined();
  });

  it('tell the scale paths', () => {
    expect(findKind('apps/v1', 'StatefulSet')?.facts.scale?.specReplicasPath).toBe(
      '.spec.replicas',
    );
    expect(findKind('apps/v1', 'DaemonSet')?.facts.scale).toBeUndefined();
    expect(findKind('argoproj.io/v1alpha1', 'Rollout')?.facts.scale).toMatchObject({
      specReplicasPath: '.spec.replicas',
    });
  });
});

describe('lists', () => {
  it('of served versions start with the most stable', () => {
    expect(
      servedVersions('autoscaling', 'HorizontalPodAutoscaler', { kubernetes: '1.25' }),
    ).toEqual(['v2', 'v1', 'v2beta2']);
    expect(servedVersions('external-secrets.io', 'ExternalSecret')).toEqual(['v1']);
    expect(servedVersions('acme.io', 'Widget')).toEqual([]);
  });

  it('of kinds are sorted, over all tables of the group', () => {
    const kinds = kindsOf('argoproj.io');
    expect(kinds).toEqual([...kinds].sort());
    expect(kinds).toEqual(expect.arrayContaining(['Application', 'Rollout']));
    expect(kindsOf('acme.io')).toEqual([]);
  });

  it('of groups hold core, products and AWS', () => {
    expect(knownGroups()).toEqual(
      expect.arrayContaining(['', 'apps', 'keda.sh', 'sqs.aws.m.upbound.io']),
    );
  });

  it('of releases run from 1.25 to 1.36', () => {
    expect(kubernetesReleases()).toEqual(Array.from({ length: 12 }, (_, i) => `1.${25 + i}`));
  });

  it('of deprecations name replacements', () => {
    expect(deprecations()).toContainEqual(
      expect.objectContaining({
        apiVersion: 'extensions/v1beta1',
        kind: 'Deployment',
        removedIn: 'v1.16.0',
        replacementApi: 'apps/v1',
      }),
    );
  });
});

describe('reading by lines', () => {
  const files = (readdirSync(folder, { recursive: true }) as string[])
    .filter((path) => /^(?!groups|deprecations|kubernetes).*\.json$/.test(path))
    .sort();

  it.each(files)('gives the kinds of %s as JSON.parse does', (file) => {
    const table = JSON.parse(readFileSync(join(folder, file), 'utf8')) as SchemaTable;
    for (const [id, facts] of Object.entries(table.kinds)) {
      const found = findKind(id.slice(0, id.lastIndexOf('/')), id.slice(id.lastIndexOf('/') + 1));
      expect(found?.facts).toEqual(facts);
      const [ours, all] = [found?.table.shapes ?? [], table.shapes];
      expect([...reached(facts.root, ours)]).toEqual([...reached(facts.root, all)]);
    }
  });
});

it('parses only the shapes of the kinds that are asked for', () => {
  jest.isolateModules(() => {
    const fresh = require('../../../imports/schemas') as typeof schemas;
    const { shapes } = fresh.findKind('apps/v1', 'Deployment')?.table ?? { shapes: [] };
    expect(Object.keys(shapes).length).toBeLessThan(200);
    expect(shapes.length).toBeGreaterThan(1000);
  });
});

/** The shapes below a schema, by place. */
function reached(child: Child, shapes: readonly Node[], into = new Map<Child, Node>()) {
  const node = typeof child === 'number' ? (shapes[child] ?? {}) : child;
  if (into.has(child)) return into;
  into.set(child, node);
  for (const each of Object.values(node.properties ?? {})) reached(each, shapes, into);
  if (node.items !== undefined) reached(node.items, shapes, into);
  if (node.additionalProperties !== undefined && typeof node.additionalProperties !== 'boolean')
    reached(node.additionalProperties, shapes, into);
  return into;
}
