import { importDefinitions } from '../../../lib/cli/commands/import';
import { memoryWorld, type MemoryWorld } from '../../support/memory-world';

const crd = (kind: string, fields = 'size: { type: string }', group = 'acme.io') => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${kind.toLowerCase()}s.${group} }
spec:
  group: ${group}
  names: { kind: ${kind}, plural: ${kind.toLowerCase()}s }
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { ${fields} } } } } }
`;

const xrd = `
apiVersion: apiextensions.crossplane.io/v1
kind: CompositeResourceDefinition
metadata: { name: xdatabases.acme.io }
spec:
  group: acme.io
  names: { kind: XDatabase, plural: xdatabases }
  claimNames: { kind: Database, plural: databases }
  versions:
  - { name: v1, served: true, referenceable: true, schema: { openAPIV3Schema: { type: object } } }
`;

const DEEP = 'deep: { type: object, properties: { x: { type: string } } }';
const NONE = 'there is no CustomResourceDefinition or CompositeResourceDefinition in';

async function run(world: MemoryWorld, args: readonly string[], out = 'imports') {
  return importDefinitions.run({ flags: { out }, args }, world);
}

const written = (world: MemoryWorld) =>
  [...world.files.keys()].filter((path) => path.startsWith('/work/imports/')).sort();
const source = (world: MemoryWorld, path = 'acme.io.ts') =>
  world.files.get(`/work/imports/${path}`)?.toString() ?? '';
const classes = (world: MemoryWorld, path?: string) =>
  [...source(world, path).matchAll(/^export class (\w+)/gm)].map(([, name]) => name);
const names = (world: MemoryWorld) =>
  [...source(world).matchAll(/^export (?:interface|type|class) (\w+)/gm)].map(([, name]) => name);

describe('import writes a group as TypeScript and schemas', () => {
  it.each<[string, Record<string, string>, string[], string[]]>([
    ['from a file', { 'a.yaml': crd('Widget') }, ['a.yaml'], ['Widget']],
    [
      'from several documents of a file',
      { 'a.yaml': `${crd('Widget')}---\n${crd('Gadget')}` },
      ['a.yaml'],
      ['Gadget', 'Widget'],
    ],
    [
      'from a folder, other files and objects left alone',
      {
        'crds/a.yaml': crd('Widget'),
        'crds/deep/b.yml': `kind: ConfigMap\napiVersion: v1\n---\n${crd('Gadget')}`,
        'crds/README.md': crd('No'),
        'crds/node_modules/c.yaml': crd('No'),
        'crds/.git/d.yaml': crd('No'),
      },
      ['crds/'],
      ['Gadget', 'Widget'],
    ],
    ['from stdin', { '/dev/stdin': crd('Widget') }, ['-'], ['Widget']],
    ['from an XRD, with its claim', { 'x.yaml': xrd }, ['x.yaml'], ['Database', 'XDatabase']],
    [
      'once where a kind comes twice',
      { 'a.yaml': crd('Widget'), 'b.yaml': crd('Widget') },
      ['a.yaml', 'b.yaml'],
      ['Widget'],
    ],
    [
      'from a JSON file',
      {
        'a.json': JSON.stringify({
          apiVersion: 'apiextensions.k8s.io/v1',
          kind: 'CustomResourceDefinition',
          spec: {
            group: 'acme.io',
            names: { kind: 'Widget' },
            versions: [{ name: 'v1', storage: true }],
          },
        }),
      },
      ['a.json'],
      ['Widget'],
    ],
  ])('%s', async (_, files, args, expected) => {
    const world = memoryWorld(files);
    expect(await run(world, args)).toBe(0);
    expect(classes(world)).toEqual(expected);
    expect(written(world)).toEqual([
      '/work/imports/acme.io.ts',
      '/work/imports/schemas/acme.io.json',
    ]);
    expect(world.out).toEqual([`imports/acme.io.ts: ${expected.join(', ')}`]);
    expect(world.err).toEqual([]);
  });

  it('to the folder of --out, with or without a slash behind it', async () => {
    const world = memoryWorld({ 'a.yaml': crd('Widget') });
    await run(world, ['a.yaml'], 'src/crds/');
    expect(world.out).toEqual(['src/crds/acme.io.ts: Widget']);
    expect([...world.files.keys()]).toContain('/work/src/crds/schemas/acme.io.json');
  });

  it('one file per group', async () => {
    const queue = crd('Queue', 'a: { type: string }', 'mq.acme.io');
    const world = memoryWorld({ 'a.yaml': `${crd('Widget')}---\n${queue}` });
    await run(world, ['a.yaml']);
    expect(written(world).filter((path) => path.endsWith('.ts'))).toEqual([
      '/work/imports/acme.io.ts',
      '/work/imports/mq.acme.io.ts',
    ]);
  });
});

describe('import of an AWS service', () => {
  it.each([
    ['aws:sqs', 'aws/sqs.ts', 'sqs.aws.m.upbound.io/v1beta1', ['Queue', 'QueuePolicy']],
    ['aws:sqs/v1', 'aws-v1/sqs.ts', 'sqs.aws.upbound.io/v1beta1', ['Queue', 'QueuePolicy']],
    ['aws:rds/v1', 'aws-v1/rds.ts', 'rds.aws.upbound.io/v1beta3', ['Instance', 'InstanceV1Beta1']],
    ['aws:provider', 'aws/provider.ts', 'aws.m.upbound.io/v1beta1', ['ProviderConfig']],
    ['aws:lambda', 'aws/lambda.ts', 'lambda.aws.m.upbound.io/v1beta1', ['LambdaFunction']],
  ])('%s writes %s', async (service, file, apiVersion, kinds) => {
    const world = memoryWorld();
    expect(await run(world, [service])).toBe(0);
    expect(source(world, file)).toContain(`apiVersion: '${apiVersion}'`);
    expect(classes(world, file)).toEqual(expect.arrayContaining(kinds));
  });

  it.each([
    ['aws:dynamod', "provider-aws has no service 'dynamod'", 'write aws:dynamodb'],
    [
      'aws:rds/v2',
      "cannot read 'aws:rds/v2' as an AWS service",
      'write aws:<service>, or aws:<service>/v1 for the cluster-scoped kinds',
    ],
  ])('%s is refused', async (service, message, hint) => {
    const failure = { code: 'CLI_INPUT_MISSING', message, hint };
    await expect(run(memoryWorld(), [service])).rejects.toMatchObject(failure);
  });
});

describe('a second import', () => {
  it('adds to the first and renames nothing of it', async () => {
    const world = memoryWorld({ 'a.yaml': crd('Widget', DEEP), 'b.yaml': crd('Aardvark', DEEP) });
    await run(world, ['a.yaml']);
    const before = names(world);
    await run(world, ['b.yaml']);
    expect(names(world)).toEqual(expect.arrayContaining([...before, 'Aardvark']));
    expect(world.out.at(-1)).toBe('imports/acme.io.ts: Aardvark (as before: Widget)');
  });

  it('replaces the kinds that come anew', async () => {
    const world = memoryWorld({
      'a.yaml': crd('Widget', 'old: { type: string }'),
      'b.yaml': crd('Widget', 'fresh: { type: string }'),
    });
    await run(world, ['a.yaml']);
    await run(world, ['b.yaml']);
    expect(source(world)).toContain('fresh?: string');
    expect(source(world)).not.toContain('old?: string');
  });

  it('of the same gives the same bytes', async () => {
    const world = memoryWorld({ 'a.yaml': crd('Widget') });
    await run(world, ['a.yaml']);
    const before = new Map(world.files);
    await run(world, ['a.yaml']);
    expect(world.files).toEqual(before);
  });
});

describe('bad input', () => {
  it('is told with file and line, and the rest is written', async () => {
    const world = memoryWorld({
      'crds/a.yaml': `${crd('Widget')}---\n${crd('Bad').replace('names:', 'nimes:')}`,
      'crds/b.yaml': 'a: [\n',
      'crds/c.yaml': crd('Gadget', 'size: 3'),
      'crds/d.yaml': crd('Ok'),
    });
    expect(await run(world, ['crds'])).toBe(1);
    expect(classes(world)).toEqual(['Ok', 'Widget']);
    expect(world.err).toEqual([
      "error crds/a.yaml:19: CustomResourceDefinition 'bads.acme.io' has no names.kind",
      expect.stringMatching(/^error crds\/b\.yaml:\d+: /),
      "error crds/c.yaml:13: CustomResourceDefinition 'gadgets.acme.io' has a schema that is no object",
    ]);
  });

  it('in everything writes nothing', async () => {
    const world = memoryWorld({ 'a.yaml': crd('Widget').replace('group: acme.io', 'group: 3') });
    expect(await run(world, ['a.yaml'])).toBe(1);
    expect(written(world)).toEqual([]);
  });

  it('is a kind that two files define otherwise: the first is used', async () => {
    const world = memoryWorld({
      'a.yaml': crd('Widget'),
      'b.yaml': crd('Widget', 'x: { type: string }'),
    });
    expect(await run(world, ['a.yaml', 'b.yaml'])).toBe(1);
    expect(world.err).toEqual([
      'error b.yaml: acme.io/Widget is defined otherwise in a.yaml, which is used',
    ]);
    expect(source(world)).toContain('size?: string');
  });

  it.each<[string, Record<string, string>, string, string, string]>([
    ['a file that is missing', {}, 'a.yaml', 'CLI_INPUT_MISSING', 'there is no a.yaml'],
    [
      'a file without definitions',
      { 'a.yaml': 'kind: Pod\napiVersion: v1\n' },
      'a.yaml',
      'CLI_INPUT_MISSING',
      `${NONE} a.yaml`,
    ],
    ['an empty stdin', { '/dev/stdin': '' }, '-', 'CLI_INPUT_MISSING', `${NONE} stdin`],
    [
      'a file of the user in the way',
      { 'a.yaml': crd('Widget'), 'imports/acme.io.ts': 'export const mine = 1;\n' },
      'a.yaml',
      'CLI_PROJECT_INVALID',
      'imports/acme.io.ts was not written by an import',
    ],
    [
      'a broken table of before',
      { 'a.yaml': crd('Widget'), 'imports/schemas/acme.io.json': '{' },
      'a.yaml',
      'CLI_PROJECT_INVALID',
      'cannot read imports/schemas/acme.io.json, the schemas of an earlier import',
    ],
  ])('is %s', async (_, files, source, code, message) => {
    const world = memoryWorld(files);
    const before = new Map(world.files);
    await expect(run(world, [source])).rejects.toMatchObject({ code, message });
    expect(world.files).toEqual(before);
  });
});
