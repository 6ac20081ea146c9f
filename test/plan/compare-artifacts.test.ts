import { compareArtifacts } from '../../lib/plan';

const files = (of: Readonly<Record<string, string>>) =>
  Object.entries(of).map(([path, content]) => ({ path, content: Buffer.from(content) }));
const deployment = (name: string, image: string, replicas = 2) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec:\n  replicas: ${replicas}\n  template: { spec: { containers: [{ name: app, image: ${image} }] } }\n`;
const configMap = (name: string, value = 'a') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { key: ${value} }\n`;

const compared = (
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
) => {
  const { objects, files: changed, opaque } = compareArtifacts(files(before), files(after));
  return {
    objects: objects.map(
      ({ action, object, paths, fields }) =>
        `${action} ${object.kind}/${object.name} in ${paths.join(',')}: ${fields.map(({ path }) => path).join(',')}`,
    ),
    files: changed.map(({ action, path }) => `${action} ${path}`),
    opaque,
  };
};

test('equal files differ in nothing', () => {
  const same = { 'a.yaml': configMap('a') };
  expect(compared(same, same)).toEqual({ objects: [], files: [], opaque: [] });
});

test('a field is told with its file, an image as such', () => {
  const { objects } = compareArtifacts(
    files({ 'web.yaml': deployment('web', 'shop:1', 2) }),
    files({ 'web.yaml': deployment('web', 'shop:2', 3) }),
  );
  expect(objects).toEqual([
    {
      action: 'change',
      object: { group: 'apps', kind: 'Deployment', name: 'web' },
      paths: ['web.yaml'],
      images: [{ container: 'app', before: 'shop:1', after: 'shop:2' }],
      fields: [
        { pointer: '/spec/replicas', path: 'spec.replicas', before: 2, after: 3 },
        {
          pointer: '/spec/template/spec/containers/0/image',
          path: 'spec.template.spec.containers[app].image',
          before: 'shop:1',
          after: 'shop:2',
        },
      ],
    },
  ]);
});

test('the same change in several variants is one change', () => {
  const variants = (image: string) => ({
    'production/web.yaml': deployment('web', image),
    'staging/web.yaml': deployment('web', image),
  });
  expect(compared(variants('shop:1'), variants('shop:2')).objects).toEqual([
    'change Deployment/web in production/web.yaml,staging/web.yaml: spec.template.spec.containers[app].image',
  ]);
});

test('each variant is compared with itself', () => {
  const of = (staging: number, production: number) => ({
    'production/web.yaml': deployment('web', 'shop:1', production),
    'staging/web.yaml': deployment('web', 'shop:1', staging),
  });
  expect(compared(of(1, 5), of(1, 6)).objects).toEqual([
    'change Deployment/web in production/web.yaml: spec.replicas',
  ]);
});

test('a variant that goes is not compared with another', () => {
  expect(
    compared(
      {
        'production/web.yaml': deployment('web', 'shop:1', 5),
        'staging/web.yaml': deployment('web', 'shop:1', 1),
      },
      { 'staging/web.yaml': deployment('web', 'shop:1', 2) },
    ).objects,
  ).toEqual([
    'change Deployment/web in staging/web.yaml: spec.replicas',
    'remove Deployment/web in production/web.yaml: ',
  ]);
});

test('an object that moves between files does not change', () => {
  const { objects, files: changed } = compared(
    { 'x/a.yaml': `${configMap('a')}---\n${configMap('b')}`, 'y/a.yaml': configMap('a') },
    { 'x/a.yaml': configMap('a'), 'x/b.yaml': configMap('b'), 'y/a.yaml': configMap('a') },
  );
  expect(objects).toEqual([]);
  expect(changed).toEqual(['change x/a.yaml', 'add x/b.yaml']);
});

test('comments and the order of keys are changes of the file, not of an object', () => {
  expect(compared({ 'a.yaml': configMap('a') }, { 'a.yaml': `# why\n${configMap('a')}` })).toEqual({
    objects: [],
    files: ['change a.yaml'],
    opaque: [],
  });
});

test('objects come and go, variants alike', () => {
  expect(
    compared(
      { 'x/a.yaml': configMap('a'), 'y/a.yaml': configMap('a') },
      { 'x/b.yaml': configMap('b'), 'y/b.yaml': configMap('b') },
    ).objects,
  ).toEqual([
    'remove ConfigMap/a in x/a.yaml,y/a.yaml: ',
    'add ConfigMap/b in x/b.yaml,y/b.yaml: ',
  ]);
});

test('values of a Secret are not shown', () => {
  const secret = (value: string) =>
    `apiVersion: v1\nkind: Secret\nmetadata: { name: s }\nstringData: { password: ${value} }\n`;
  const found = compareArtifacts(
    files({ 'a.yaml': secret('hunter2') }),
    files({ 'a.yaml': secret('hunter3') }),
  );
  expect(JSON.stringify(found)).not.toContain('hunter');
  expect(found.objects[0]?.fields).toEqual([
    { pointer: '/stringData/password', path: 'stringData.password', hidden: true },
  ]);
});

test('what holds no objects is told by file', () => {
  expect(
    compared(
      { 'values.yaml': 'size: 1\n', 'broken.yaml': 'a: [', 'logo.png': 'x' },
      { 'values.yaml': 'size: 2\n', 'broken.yaml': 'a: ]', 'logo.png': 'y', 'NOTES.txt': 'z' },
    ),
  ).toEqual({
    objects: [],
    files: ['add NOTES.txt', 'change broken.yaml', 'change logo.png', 'change values.yaml'],
    opaque: ['NOTES.txt', 'broken.yaml', 'logo.png', 'values.yaml'],
  });
});
