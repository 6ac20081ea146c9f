import { copy } from '../../lib/cli/commands/copy';
import { diff } from '../../lib/cli/commands/diff';
import { push } from '../../lib/cli/commands/push';
import { run } from '../../lib/cli/run';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';

const deployment = (image: string, extra = '') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }\nspec:\n  template: { spec: { containers: [{ name: app, image: ${image} }] } }\n${extra}`;

let double: RegistryDouble;
let world: MemoryWorld;
beforeEach(async () => {
  double = await startRegistry();
  world = memoryWorld({
    'old/web.yaml': deployment('shop:1.0.0'),
    'new/web.yaml': deployment('shop:1.1.0', '  paused: true\n'),
    'new/<i>.txt': 'a & b',
  });
  await cli('push', target('v1'), '--path', 'old', '--no-lint');
  world.out.length = 0;
});
afterEach(() => double.close());

const target = (tag: string) => `oci://${double.host}/acme/core:${tag}`;
const cli = (...argv: string[]) => run(argv, [copy, diff, push], world, '0.0.0');
const out = () => world.out.join('\n').replace(/sha256:\w{12,}/g, 'sha256:…');

test('objects, images and files, for a terminal', async () => {
  expect(await cli('diff', target('v1'), 'new')).toBe(1);
  expect(out().replaceAll(double.host, 'HOST')).toBe(
    [
      'oci://HOST/acme/core:v1 sha256:…',
      '-> new sha256:…',
      '',
      'OBJECTS',
      '~ apps/Deployment/shop/web',
      '    in web.yaml',
      '    image of app: shop:1.0.0 -> shop:1.1.0',
      '    spec.paused: + true',
      '',
      'OTHER FILES',
      '+ <i>.txt (5 bytes)',
      '',
      '2 files; objects: 0 added, 1 changed, 0 removed; 1 image',
    ].join('\n'),
  );
});

test.each(['old', 'layout', 'layout:core'])(
  'a tag and %s of the same content do not differ',
  async (side) => {
    await cli('copy', target('v1'), 'layout:core');
    world.out.length = 0;
    expect(await cli('diff', target('v1'), side)).toBe(0);
    expect(out()).toContain('the same digest');
  },
);

test('the same files under two digests are told apart from other files', async () => {
  await cli('push', target('v2'), '--path', 'old', '--no-lint', '--revision', 'main@sha1:abc');
  world.out.length = 0;
  expect(await cli('diff', target('v1'), target('v2'))).toBe(0);
  expect(out()).toContain(
    'the same files\nannotation org.opencontainers.image.revision: none -> main@sha1:abc',
  );
});

test('a comment for a pull request', async () => {
  await cli('diff', 'old', 'new', '--output', 'markdown');
  expect(out()).toBe(
    [
      '### Artifact: `old` → `new`',
      '`sha256:…`  \n`sha256:…`',
      '**2 files; objects: 0 added, 1 changed, 0 removed; 1 image**',
      '| image of | from | to |\n|---|---|---|\n| `apps/Deployment/shop/web app` | `shop:1.0.0` | `shop:1.1.0` |',
      '<details><summary>Objects: 1</summary>\n\n```diff\n! apps/Deployment/shop/web  in web.yaml\n    image of app: shop:1.0.0 -> shop:1.1.0\n    spec.paused: + true\n```\n</details>',
      '<details><summary>Other files: 1</summary>\n\n```diff\n+ <i>.txt (5 bytes)\n```\n</details>',
    ].join('\n\n'),
  );
});

test('a page that takes what files are called as text', async () => {
  await cli('diff', 'old', 'new', '--output', 'html');
  expect(out()).toContain('&#60;i&#62;.txt');
  expect(out()).not.toContain('<i>');
  expect(out()).toContain('<td class="remove">shop:1.0.0</td><td class="add">shop:1.1.0</td>');
  expect(out()).not.toMatch(/<script|https?:/);
});

test('everything, for programs', async () => {
  await cli('diff', 'old', 'new', '--output', 'json');
  expect(JSON.parse(world.out.join('\n'))).toMatchObject({
    verdict: 'different',
    from: { name: 'old' },
    difference: { objects: [{ action: 'change', paths: ['web.yaml'] }], opaque: ['<i>.txt'] },
  });
});

test('a side that is not there is an error', async () => {
  expect(await cli('diff', 'old', 'nowhere')).toBe(2);
  expect(world.err.join('\n')).toContain("there is no folder or file 'nowhere'");
});
