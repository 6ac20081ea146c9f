import { lintGate, passesGate } from '../../../lib/cli/lint-gate';
import { memoryWorld } from '../../support/memory-world';

const bad = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: 1 }\n';
const sealed = 'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: s }\n';
const fine = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: b }\n';

it('gives what lint finds, with the paths of the files', () => {
  const files = [
    { path: 'base/a.yaml', content: Buffer.from(bad) },
    { path: 'b.yaml', content: fine },
  ];
  const [found, ...more] = lintGate(files, memoryWorld());
  expect([found?.rule, found?.origin.file, more.length]).toEqual([
    'schema-violation',
    'base/a.yaml',
    0,
  ]);
});

it.each([
  ['an error', bad, false, 'schema-violation'],
  ['a warning', sealed, true, 'sealed-secret'],
  ['nothing', fine, true, ''],
])('lets pass or stops on %s', (_, content, passes, said) => {
  const world = memoryWorld();
  expect(passesGate([{ path: 'a.yaml', content }], world)).toBe(passes);
  expect(world.err.join('\n')).toContain(said);
  expect(world.out).toEqual([]);
  if (said === '') expect(world.err).toEqual([]);
});

it.each([
  ['a chart', ['chart/Chart.yaml', 'chart/templates/a.yaml']],
  ['a chart at the root', ['Chart.yaml', 'templates/a.yaml']],
])('does not read the templates of %s', (_, paths) => {
  const files = paths.map((path) => ({ path, content: 'kind: x\nmetadata: {{ a }}\n' }));
  expect(lintGate(files, memoryWorld())).toEqual([]);
});

it('takes the patches of a kustomization for no objects, nor the names that it gives', () => {
  const named = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: _ }\n';
  const files = (text: string) => [
    { path: 'base/kustomization.yaml', content: text },
    { path: 'base/patch.yaml', content: bad },
    { path: 'base/ns.yaml', content: named },
  ];
  const rules = (text: string) => lintGate(files(text), memoryWorld()).map(({ rule }) => rule);
  expect(rules('resources: [ns.yaml]\npatches: [{ path: patch.yaml }]\n')).toEqual([]);
  expect(rules('resources: []\n')).toEqual(['invalid-name', 'schema-violation']);
});

it('looks at a file no more often where there are more of them', () => {
  const looks = (count: number) => {
    let seen = 0;
    const files = Array.from({ length: count }, (_, i) => ({
      get path() {
        seen++;
        return `${i}.txt`;
      },
      content: '',
    }));
    lintGate(files, memoryWorld());
    return seen / count;
  };
  expect(looks(200)).toBe(looks(20));
});

it('knows the kinds that other artifacts define', () => {
  const xrd = `
apiVersion: apiextensions.crossplane.io/v2
kind: CompositeResourceDefinition
metadata: { name: dbs.acme.io }
spec:
  group: acme.io
  names: { kind: Db, plural: dbs }
  versions: [{ name: v1, served: true, referenceable: true, schema: { openAPIV3Schema: { type: object, properties: {} } } }]
`;
  const files = [
    {
      path: 'a.yaml',
      content: 'apiVersion: acme.io/v1\nkind: Db\nmetadata: { name: a }\nspec: {}\n',
    },
  ];
  const rules = (alongside: { path: string; content: string }[]) =>
    lintGate(files, memoryWorld(), alongside).map(({ rule }) => rule);
  expect(rules([])).toEqual(['unknown-kind']);
  expect(rules([{ path: 'b.yaml', content: xrd + '---\n' + bad }])).toEqual([]);
});
