import { ApiObject, App, Chart } from 'cdk8s';
import { Application } from '../../../constructs/argocd';
import { Artifact } from '../../../constructs/artifact';
import { attachProgram } from '../../../constructs/artifact/program';
import { parseReleases } from '../../../lib/releases';
import { manifests } from '../../../lib/testing';
import { memoryWorld } from '../../support/memory-world';

interface Object {
  readonly apiVersion: string;
  readonly kind: string;
}

function artifact(app: App, id: string, objects: readonly Object[]): Artifact {
  return new Artifact(app, id, {
    repository: `ghcr.io/acme/${id}`,
    content: (scope) => {
      const chart = new Chart(scope, 'c');
      for (const [i, one] of objects.entries()) new ApiObject(chart, `o${i}`, one);
    },
  });
}

function program(
  objects: readonly Object[],
  definitions: readonly Object[],
  files: Readonly<Record<string, string>> = {},
) {
  const app = new App({ outdir: 'unused' });
  const releases = parseReleases('core: { staging: head }', 'releases.yaml');
  attachProgram(app, { disk: memoryWorld(files).disk, releases, sortKeys: true });
  const core = artifact(app, 'core', objects);
  if (definitions.length > 0) artifact(app, 'platform', definitions);
  if (Object.keys(files).length > 0)
    Artifact.fromDirectory(app, 'folder', { path: 'crds', repository: 'ghcr.io/acme/folder' });
  return { core, hub: new Chart(app, 'hub') };
}

function rulesOf({ core, hub }: ReturnType<typeof program>, drift?: object): unknown {
  new Application(hub, 'a', {
    project: 'p',
    source: core.source({ ring: 'staging' }),
    destination: { server: 's', namespace: 'n' },
    ...(drift && { drift: drift as never }),
  });
  const [found] = manifests(hub) as unknown as { spec: Record<string, unknown> }[];
  return found?.spec['ignoreDifferences'];
}

describe('an object whose kind another artifact of the program defines', () => {
  const crd = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'queues.acme.io' },
    spec: {
      group: 'acme.io',
      scope: 'Namespaced',
      names: { kind: 'Queue', plural: 'queues' },
      versions: [
        {
          ...{ name: 'v1', served: true, storage: true },
          subresources: { scale: { specReplicasPath: '.spec.workers' } },
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: {
                  type: 'object',
                  properties: {
                    workers: { type: 'integer' },
                    topics: {
                      type: 'array',
                      items: {
                        type: 'object',
                        properties: {
                          name: { type: 'string' },
                          days: { type: 'integer', default: 7 },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      ],
    },
  };
  const queue = (spec: object) => ({
    apiVersion: 'acme.io/v1',
    kind: 'Queue',
    metadata: { name: 'q' },
    spec,
  });
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } };
  const keda = {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'q' },
    spec: { scaleTargetRef: { apiVersion: 'acme.io/v1', kind: 'Queue', name: 'q' } },
  };
  it('leaves out what its scale subresource writes', () => {
    const made = program([queue({ workers: 2, a: 1 }), keda], [crd]);
    expect(manifests(made.core)).toEqual([queue({ a: 1 }), keda]);
    expect(rulesOf(made)).toEqual([
      { group: 'acme.io', kind: 'Queue', name: 'q', jsonPointers: ['/spec/workers'] },
    ]);
  });

  it('writes the defaults below its lists', () => {
    const { core } = program([queue({ topics: [{ name: 'a' }, { name: 'b', days: 1 }] })], [crd]);
    const topics = [
      { days: 7, name: 'a' },
      { days: 1, name: 'b' },
    ];
    expect(manifests(core)).toEqual([queue({ topics })]);
  });

  const expected = {
    expect: [
      {
        writer: 'scaled-object' as const,
        target: { group: 'acme.io', kind: 'Queue', name: 'far' },
      },
    ],
  };

  it('finds the path of an expected scale', () => {
    const made = program([config], [crd]);
    expect(rulesOf(made, expected)).toEqual([
      { group: 'acme.io', kind: 'Queue', name: 'far', jsonPointers: ['/spec/workers'] },
    ]);
  });

  describe('is that of its own definition', () => {
    const openAPIV3Schema = { type: 'object', properties: { spec: { type: 'object' } } };
    const defining = (group: string, kind: string, versions: Readonly<Record<string, string>>) => ({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${kind.toLowerCase()}s.${group}` },
      spec: {
        group,
        scope: 'Namespaced',
        names: { kind, plural: `${kind.toLowerCase()}s` },
        versions: Object.entries(versions).map(([name, specReplicasPath]) => ({
          ...{ name, served: true, storage: true, schema: { openAPIV3Schema } },
          subresources: { scale: { specReplicasPath } },
        })),
      },
    });
    // Not of the version that a writer asks for: all of its kind are looked at.
    const own = defining('acme.io', 'Queue', { v9: '.spec.workers' });
    const xrd = {
      ...defining('acme.io', 'Queue', { v1: '.spec.size' }),
      apiVersion: 'apiextensions.crossplane.io/v2',
      kind: 'CompositeResourceDefinition',
    };

    it.each<[string, readonly Object[], string]>([
      [
        'not of a kind of that name in another group',
        [defining('other.io', 'Queue', { v9: '.spec.other' }), own],
        '/spec/workers',
      ],
      [
        'not of another kind of its group',
        [defining('acme.io', 'Topic', { v9: '.spec.topics' }), own],
        '/spec/workers',
      ],
      [
        'in the version that is asked for, where it has one',
        [defining('acme.io', 'Queue', { v0: '.spec.old', v1: '.spec.new' })],
        '/spec/new',
      ],
      [
        'in any version, where it has not',
        [defining('acme.io', 'Queue', { v7: '.spec.seven' })],
        '/spec/seven',
      ],
      ['an XRD too', [xrd], '/spec/size'],
    ])('%s', (_, definitions, pointer) => {
      expect(rulesOf(program([config], definitions), expected)).toEqual([
        { group: 'acme.io', kind: 'Queue', name: 'far', jsonPointers: [pointer] },
      ]);
    });
  });

  it('is found in a folder of plain files', () => {
    const made = program([config], [], { 'crds/queue.yaml': JSON.stringify(crd) });
    expect(rulesOf(made, expected)).toEqual([
      { group: 'acme.io', kind: 'Queue', name: 'far', jsonPointers: ['/spec/workers'] },
    ]);
  });

  it('is needed for an expected scale: without it the kind is unknown', () => {
    const made = program([config], []);
    expect(() => rulesOf(made, expected)).toThrow(/'scaled-object' writes no/);
  });
});
