import { outputsOf } from '../../../imports/generate/outputs';
import { factsIn, type Folder } from '../../../imports/generate/sources';

const crd = (group: string, kind: string) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  spec: { group, names: { kind }, versions: [{ name: 'v1', storage: true }] },
});

const contents: Readonly<Record<string, unknown>> = {
  'crds/argo-cd/a.json': crd('argoproj.io', 'Application'),
  'crds/argo-cd/b.json': crd('argoproj.io', 'AppProject'),
  'crds/provider-aws/a.json': crd('sqs.aws.m.upbound.io', 'Queue'),
  'crds/provider-aws/b.json': crd('sqs.aws.upbound.io', 'Queue'),
  'crds/provider-aws/c.json': crd('aws.m.upbound.io', 'ProviderConfig'),
  'kubernetes/v1.9.0.json': { definitions: {} },
  'kubernetes/v1.25.0.json': { definitions: {} },
  'kubernetes/v1.36.0.json': { definitions: {} },
  'deprecations.json': [],
};

const folder = (files: Readonly<Record<string, unknown>>): Folder => ({
  list: (path) => [
    ...new Set(
      Object.keys(files)
        .filter((file) => file.startsWith(`${path}/`))
        .map((file) => file.slice(path.length + 1).split('/')[0] ?? ''),
    ),
  ],
  read: (path) => Buffer.from(JSON.stringify(files[path])),
});

it('keeps facts by project, and those of AWS by service with both scopes', () => {
  expect([...factsIn(folder(contents)).keys()]).toEqual([
    'facts/argo-cd.json.br',
    'facts/aws/sqs.json.br',
    'facts/aws/provider.json.br',
    'facts/kubernetes.json.br',
    'schemas/deprecations.json',
  ]);
});

it('gives the same bytes in whatever order files are listed', () => {
  const reversed = Object.fromEntries(Object.entries(contents).reverse());
  const bytes = (from: ReturnType<typeof factsIn>) =>
    [...from].map(([path, content]) => [path, content.toString('base64')]).sort();
  expect(bytes(factsIn(folder(reversed)))).toEqual(bytes(factsIn(folder(contents))));
});

it('names the file that cannot be read', () => {
  const broken = { ...contents, 'crds/argo-cd/c.json': crd('', 'Bad') };
  expect(() => factsIn(folder(broken))).toThrow('argo-cd/c.json has no group: ""');
});

it('says where each group is found: in its table, or in the facts of a service', () => {
  const facts = [...factsIn(folder(contents))]
    .filter(([path]) => path.startsWith('facts/'))
    .map(([path, bytes]): [string, Buffer] => [
      path.slice('facts/'.length, -'.json.br'.length),
      bytes,
    ]);
  expect(JSON.parse(outputsOf(new Map(facts)).get('schemas/groups.json') ?? '')).toEqual({
    'argoproj.io': ['argo-cd'],
    'aws.m.upbound.io': ['aws/provider'],
    'sqs.aws.m.upbound.io': ['facts/aws/sqs'],
    'sqs.aws.upbound.io': ['facts/aws/sqs'],
  });
});
