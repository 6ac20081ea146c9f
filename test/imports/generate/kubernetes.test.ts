import { pluralOf } from '../../../imports/generate/kubernetes-kinds';
import { kubernetesTable } from '../../../imports/generate/kubernetes';
import type { JsonRecord } from '../../../imports/generate/schema';

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const ref = (name: string) => ({ $ref: `#/definitions/${name}` });
const gvk = (group: string, version: string, kind: string) => ({
  'x-kubernetes-group-version-kind': [{ group, version, kind }],
});

/** A kind with a spec. */
const kind = (group: string, version: string, name: string, spec: object = { type: 'string' }) => ({
  type: 'object',
  properties: { metadata: ref(META), spec },
  ...gvk(group, version, name),
});

function table(...releases: readonly Readonly<Record<string, JsonRecord>>[]) {
  const documents = releases.map(
    (definitions, i): [string, { definitions: Record<string, JsonRecord> }] => [
      `1.${30 + i}`,
      {
        definitions: {
          [META]: { type: 'object', properties: { name: { type: 'string' } } },
          ...definitions,
        },
      },
    ],
  );
  return kubernetesTable(new Map(documents));
}

it('holds objects with metadata of their own, no lists and no options', () => {
  const { versions } = table({
    a: kind('', 'v1', 'Pod'),
    b: {
      ...kind('', 'v1', 'PodList'),
      properties: { metadata: ref('io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta') },
    },
    c: { type: 'object', ...gvk('', 'v1', 'DeleteOptions') },
    d: { type: 'object', properties: { metadata: ref(META) } },
  });
  expect(Object.keys(versions['1.30']?.kinds ?? {})).toEqual(['v1/Pod']);
});

it.each([
  [['v1', 'v2', 'v2beta1'], 'v2'],
  [['v1beta1', 'v1beta2', 'v2alpha1'], 'v1beta2'],
  [['v1alpha9', 'v1alpha10'], 'v1alpha10'],
])('takes of versions %j %s for the stored one', (names, stored) => {
  const definitions = Object.fromEntries(names.map((name) => [name, kind('apps', name, 'Thing')]));
  const kinds = Object.entries(table(definitions).versions['1.30']?.kinds ?? {});
  expect(kinds.filter(([, { storage }]) => storage).map(([id]) => id)).toEqual([
    `apps/${stored}/Thing`,
  ]);
});

it('shares the shapes of releases that are equal, and tells apart those that are not', () => {
  const spec = { type: 'object', properties: { a: { type: 'string' } } };
  const other = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } };
  const { versions } = table(
    { a: kind('', 'v1', 'Pod', spec) },
    { a: kind('', 'v1', 'Pod', spec) },
    { a: kind('', 'v1', 'Pod', other) },
  );
  const [first, second, third] = ['1.30', '1.31', '1.32'].map(
    (release) => versions[release]?.kinds['v1/Pod']?.root,
  );
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

it('follows a definition that contains itself, and tells releases of it apart', () => {
  const props = (more: object) => ({
    type: 'object',
    properties: { items: { type: 'array', items: ref('Props') }, ...more },
  });
  const pod = kind('', 'v1', 'Pod', ref('Props'));
  const { versions, shapes } = table(
    { pod, Props: props({}) },
    { pod, Props: props({ more: { type: 'string' } }) },
    { pod, Props: props({}) },
  );
  const specs = ['1.30', '1.31', '1.32'].map((release) => {
    const root = shapes[versions[release]?.kinds['v1/Pod']?.root as number];
    return root?.properties?.spec as number;
  });
  expect(specs[0]).toBe(specs[2]);
  expect(specs[0]).not.toBe(specs[1]);
  for (const place of specs) {
    const items = shapes[place]?.properties?.items;
    const list = typeof items === 'number' ? shapes[items] : items;
    expect(list?.items).toBe(place);
  }
});

it.each([
  ['Pod', 'pods'],
  ['Endpoints', 'endpoints'],
  ['Ingress', 'ingresses'],
  ['NetworkPolicy', 'networkpolicies'],
  ['Gateway', 'gateways'],
  ['ComponentStatus', 'componentstatuses'],
  ['Box', 'boxes'],
])('the resource of %s is %s', (name, plural) => {
  expect(pluralOf(name)).toBe(plural);
});
