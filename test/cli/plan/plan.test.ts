import { join } from 'node:path';
import { plan } from '../../../lib/cli/commands/plan';
import { packSync } from '../../../lib/oci';
import { deployment, object, setOf } from '../../plan/fixtures';
import { expectGolden } from '../../support/golden';
import { memoryWorld } from '../../support/memory-world';

const golden = (name: string) => join(__dirname, '../golden/plan', name);

const inventory = `
clusters:
- { name: eu-1, server: https://10.0.0.1, labels: { environment: production } }
- { name: eu-2, server: https://10.0.0.2, labels: { environment: production } }
- { name: us-1, server: https://10.0.0.3, labels: { environment: production } }
`;

const digestOf = (files: Readonly<Record<string, string>>) =>
  packSync(Object.entries(files).map(([path, content]) => ({ path, content }))).digest;

/** A repository with its YAML committed and nothing else: a hub, and one artifact beside it. */
const repository = (
  folder: string,
  content: Readonly<Record<string, string>>,
  { version = '1.0.0', application = '{{ .name }}-shop', revision = digestOf(content) } = {},
): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(content).map(([path, text]) => [`${folder}/dist/shop/${path}`, text]),
  ),
  [`${folder}/dist/hub/hub.yaml`]: setOf({ revision, application }),
  [`${folder}/releases.yaml`]: `shop: { production: { version: ${version}, digest: '${revision}' } }\n`,
});

const claim = object('PersistentVolumeClaim', 'data', 'spec: {}');
const secret = (value: string) => object('Secret', 'token', `stringData: { token: ${value} }`);
const before = repository('old', {
  'web.yaml': deployment() + secret('hunter2') + claim,
});
const after = repository(
  'new',
  {
    'web.yaml': deployment({ replicas: 3, image: 'web:2', app: 'shop' }) + secret('swordfish'),
    'config.yaml': object('ConfigMap', 'config', 'data: { a: b }'),
  },
  { version: '1.1.0' },
);

const run = async (
  args: readonly string[],
  flags: Readonly<Record<string, unknown>> = {},
  files: Readonly<Record<string, string | Uint8Array>> = { ...before, ...after },
) => {
  const world = memoryWorld({ 'inventory.yaml': inventory, ...files });
  const defaults = { output: 'text', 'allow-deletions': false, 'no-pull': true, timeout: '5m' };
  const code = await plan.run({ flags: { ...defaults, ...flags } as never, args }, world);
  return { code, out: world.out.join('\n'), err: world.err.join('\n') };
};

describe('plan', () => {
  test.each([
    ['text', 'plan.txt'],
    ['markdown', 'plan.md'],
    ['json', 'plan.json'],
  ])('prints %s', async (output, file) => {
    const { code, out } = await run(['old', 'new'], { output });
    expect(code).toBe(1);
    expectGolden(golden(file), `${out}\n`);
    expect(out).not.toMatch(/hunter2|swordfish|aHVudGVyMg|c3dvcmRmaXNo/);
  });

  test('fits 80 columns, but for words that are longer', async () => {
    const { out } = await run(['old', 'new']);
    const long = out.split('\n').filter((line) => line.length > 80 && /\S\s+\S/.test(line.trim()));
    expect(long).toEqual([]);
  });

  test.each([
    ['ends with 1 on deletions', ['old', 'new'], {}, 1],
    ['ends with 0 if they are allowed', ['old', 'new'], { 'allow-deletions': true }, 0],
    ['ends with 1 on data loss alone', ['old/dist', 'new/dist'], {}, 1],
    ['ends with 0 where nothing changes', ['old', 'old/dist'], {}, 0],
  ])('%s', async (_, args, flags, code) => {
    expect((await run(args, flags)).code).toBe(code);
  });

  test('cuts what a person or a comment cannot take, and says so', async () => {
    const many = (replicas: number) =>
      Array.from({ length: 1500 }, (_, i) => deployment({ name: `service-${i}`, replicas }));
    const files = { 'a/all.yaml': many(2).join('---'), 'b/all.yaml': many(3).join('---') };
    const text = await run(['a', 'b'], {}, files);
    expect(text.out).toContain('\n… 1300 more: --output json tells all\n');
    const { out } = await run(['a', 'b'], { output: 'markdown' }, files);
    expect(out.length).toBeLessThan(65_536);
    expect(out.match(/^```/gm)).toHaveLength(2);
    expect(out).toMatch(/\n```\n<\/details>\n\n_Cut: /);
  });

  test('says that nothing changes', async () => {
    expect((await run(['old', 'old/dist'])).out).toBe('old -> old/dist\n\nnothing changes');
  });

  test('ends with 1 on a renamed Application', async () => {
    const content = { 'web.yaml': deployment() };
    const { code, out } = await run(
      ['old', 'new'],
      {},
      {
        ...repository('old', content),
        ...repository('new', content, { application: 'shop-{{ .name }}' }),
      },
    );
    expect(code).toBe(1);
    expectGolden(golden('renamed.txt'), `${out}\n`);
  });

  test('tells which content it does not have, and goes on', async () => {
    const gone = repository('old', {}, { revision: `sha256:${'0'.repeat(64)}` });
    const { code, out } = await run(['old', 'new'], {}, { ...gone, ...after });
    expect(code).toBe(3);
    expectGolden(golden('unknown.txt'), `${out}\n`);
  });

  test('compares plain YAML, object by object', async () => {
    const { code, out } = await run(
      ['a', 'b'],
      {},
      {
        'a/web.yaml': deployment() + claim,
        'b/moved.yaml': deployment({ replicas: 4 }),
      },
    );
    expect(code).toBe(1);
    expectGolden(golden('plain.txt'), `${out}\n`);
  });

  test('compares sets as they are written where there is no inventory', async () => {
    const world = memoryWorld({ ...before, ...after });
    const flags = { output: 'text', 'no-pull': true } as never;
    expect(await plan.run({ flags, args: ['old', 'new'] }, world)).toBe(1);
    expectGolden(golden('no-inventory.txt'), `${world.out.join('\n')}\n`);
  });

  test('expands git generators from the folders of the inventory', async () => {
    const set = (revision: string) => `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: apps, namespace: argocd }
spec:
  goTemplate: true
  goTemplateOptions: [missingkey=error]
  generators:
  - git: { repoURL: 'https://github.com/acme/apps.git', revision: HEAD, directories: [{ path: 'apps/*' }] }
  template:
    metadata: { name: '{{ .path.basename }}' }
    spec:
      project: p
      source: { repoURL: 'https://github.com/acme/apps.git', path: '{{ .path.path }}', targetRevision: ${revision} }
      destination: { server: 'https://10.0.0.1', namespace: n }
`;
    const files = {
      'old/set.yaml': set('v1'),
      'new/set.yaml': set('v2'),
      'apps/apps/web/a.yaml': 'a: 1',
      'apps/apps/api/a.yaml': 'a: 1',
      'inventory.yaml': `${inventory}repositories: { 'https://github.com/acme/apps.git': apps }\n`,
    };
    const { out } = await run(['old', 'new'], { output: 'json' }, files);
    const found = JSON.parse(out) as { unknown: { message: string; places: object[] }[] };
    const applications = found.unknown.flatMap(({ places }) => JSON.stringify(places)).join();
    expect(applications).toContain('web');
    expect(applications).toContain('api');
    expect(out).not.toContain('compared as written');
  });

  test('compares head with what runs', async () => {
    const live = `apiVersion: v1
kind: List
items:
- ${JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'shop', uid: '1', managedFields: [{}] },
      spec: {
        replicas: 7,
        revisionHistoryLimit: 10,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'main', image: 'web:1', imagePullPolicy: 'Always' }] },
        },
      },
      status: { replicas: 7 },
    })}
- { apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: data, namespace: shop }, spec: {} }
- { apiVersion: v1, kind: ConfigMap, metadata: { name: foreign, namespace: shop } }
`;
    const { code, out } = await run(
      ['old', 'new'],
      { live: ['live.yaml'], cluster: 'eu-1' },
      { ...before, ...after, 'live.yaml': live },
    );
    expect(code).toBe(1);
    expectGolden(golden('live.txt'), `${out}\n`);
  });

  test.each<[string, readonly string[], Record<string, unknown>, Record<string, string>, string]>([
    ['a state that is nothing', ['old', 'no/such'], {}, {}, 'CLI_INPUT_MISSING'],
    [
      'an inventory that is missing',
      ['old', 'new'],
      { inventory: 'x.yaml' },
      {},
      'CLI_INPUT_MISSING',
    ],
    [
      'a project without its YAML',
      ['old', 'p'],
      {},
      { 'p/cdk8s.yaml': 'app: x' },
      'CLI_NOTHING_SYNTHESIZED',
    ],
    [
      'YAML that nobody can read',
      ['old', 'p'],
      {},
      { 'p/x.yaml': 'kind: A\napiVersion: [' },
      'CLI_INPUT_INVALID',
    ],
    ['a dump without its cluster', ['old', 'new'], { live: ['x'] }, {}, 'CLI_FLAG_VALUE'],
    [
      'a cluster that nobody knows',
      ['old', 'new'],
      { live: ['x'], cluster: 'eu-9' },
      {},
      'CLI_FLAG_VALUE',
    ],
  ])('refuses %s', async (_, args, flags, files, code) => {
    const found = run(args, flags, { ...before, ...after, ...files });
    await expect(found).rejects.toMatchObject({ code });
  });
});

test.each(['text', 'markdown'])(
  'no control character of a stranger is told as %s',
  async (output) => {
    const map = (data: string) => object('ConfigMap', 'config', `data: { a: ${data} }`);
    const files = { 'old/a.yaml': map('b'), 'new/a.yaml': map('"\\e[2J\\x9b3J"') };
    const { out } = await run(['old', 'new'], { output }, files);
    expect(out).toContain('data.a: b -> ');
    expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  },
);
