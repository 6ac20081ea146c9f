import { gunzipSync, gzipSync } from 'node:zlib';
import { diff } from '../../lib/cli/commands/diff';
import { pack } from '../../lib/cli/commands/pack';
import { run } from '../../lib/cli/run';
import { packSync, parseManifest, writeLayout } from '../../lib/oci';
import { blobOf, descriptorOf } from '../../lib/oci/descriptor';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';

const map = (name: string, data = 'a: b') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: shop }\ndata: { ${data} }\n`;
const pods = (name: string, image: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name}, namespace: shop }\nspec: { template: { spec: { containers: [{ name: app, image: '${image}' }] } } }\n`;

let world: MemoryWorld;
beforeEach(() => {
  world = memoryWorld();
});
const put = (files: Readonly<Record<string, string>>) =>
  world.disk.write(new Map(Object.entries(files)));
const cli = (...argv: string[]) => run(argv, [diff, pack], world, '0.0.0');
const out = () => world.out.join('\n');

describe('a side', () => {
  beforeEach(async () => {
    put({ 'a/web.yaml': map('web'), 'b/web.yaml': map('web', 'a: c') });
    await cli('pack', '--path', 'a');
    await cli('pack', '--path', 'b');
  });

  test.each(['a', '.gitops/oci:a', 'digest', '.gitops/oci@digest', 'a/web.yaml'])(
    'may be %s',
    async (side) => {
      const [digest = ''] = world.out;
      world.out.length = 0;
      expect(await cli('diff', side.replace('digest', digest), 'b')).toBe(1);
      expect(out()).toContain('data.a: b -> c');
    },
  );

  test('that is a digest which synth has not packed is an error', async () => {
    expect(await cli('diff', `sha256:${'0'.repeat(64)}`, 'b')).toBe(2);
    expect(world.err[0]).toMatch(/^error OCI_/);
  });
});

test.each([
  [
    'compressed otherwise',
    (tar: Buffer) => tar,
    'the content is identical, its compression differs',
  ],
  [
    'archived otherwise',
    (tar: Buffer) => Buffer.concat([tar, Buffer.alloc(512)]),
    'archived otherwise',
  ],
  ['with another config', undefined, 'another config'],
  [
    'under another type of layer',
    undefined,
    'layer type: application/vnd.oci.image.layer.v1.tar+gzip -> application/vnd.cncf.flux.content.v1.tar+gzip',
  ],
])('the same files, %s', async (_, change, told) => {
  const own = packSync([{ path: 'web.yaml', content: map('web') }]);
  const type = / -> (application.*)$/.exec(told)?.[1] ?? own.layer.mediaType;
  const bytes = change
    ? gzipSync(change(gunzipSync(own.layer.bytes)), { level: 1 })
    : own.layer.bytes;
  const layer = blobOf(type, bytes);
  const image = ['application/vnd.oci.image.config.v1+json', '{"other":1}'] as const;
  const empty = ['application/vnd.oci.empty.v1+json', '{}'] as const;
  const [configType, configText] = told === 'another config' ? image : empty;
  const config = blobOf(configType, Buffer.from(configText));
  const { annotations } = parseManifest(own.manifest.bytes, 'it');
  const text = JSON.stringify({
    schemaVersion: 2,
    mediaType: own.manifest.mediaType,
    config: descriptorOf(config),
    layers: [descriptorOf(layer)],
    annotations,
  });
  const manifest = blobOf(own.manifest.mediaType, Buffer.from(text));
  const other = { digest: manifest.digest, manifest, config, layer };
  writeLayout(world.disk, 'layout', new Map([['own', own] as const, ['other', other] as const]));
  expect(await cli('diff', 'layout:own', 'layout:other')).toBe(0);
  expect(out().replace(/\n {2}/g, ' ')).toContain(`the same files\n${told}`);
});

test('files whose objects stay the same are told as files', async () => {
  put({ 'a/x.yaml': map('x'), 'a/y.yaml': map('y'), 'b/x.yaml': `# why\n${map('x')}` });
  put({ 'b/y.yaml': map('y', 'a: c') });
  await cli('diff', 'a', 'b');
  expect(out()).toMatch(/OTHER FILES\n~ x\.yaml \(\d+ -> \d+ bytes\)\n/);
  expect(out()).not.toContain('~ y.yaml');
});

test.each(['text', 'json', 'markdown', 'html'])('no secret is told as %s', async (form) => {
  const secret = (value: string, more = '') =>
    `apiVersion: v1\nkind: Secret\nmetadata: { name: s, namespace: shop, annotations: { kubectl.kubernetes.io/last-applied-configuration: '${value}-applied' } }\ndata: { key: ${Buffer.from(value).toString('base64')} }\nstringData: { plain: ${value} }\n${more}`;
  put({
    'a/s.yaml': secret('hunter2'),
    'b/s.yaml': secret('swordfish'),
    'b/t.yaml': secret('opensesame').replace('name: s', 'name: t'),
  });
  expect(await cli('diff', 'a', 'b', '--output', form)).toBe(1);
  for (const value of ['hunter2', 'swordfish', 'opensesame']) {
    expect(out()).not.toContain(value);
    expect(out()).not.toContain(Buffer.from(value).toString('base64').replace(/=+$/, ''));
  }
  expect(out()).toContain('data.key');
  if (form === 'html') expect(out()).toContain('>another, not shown<');
});

test('what strangers write ends no block of a comment, and no cell of its table', async () => {
  put({ 'a/web.yaml': pods('web', 'ghcr.io/acme/web:1'), 'a/map.yaml': map('map') });
  put({ 'b/web.yaml': pods('web', 'x`|<b>|y'), 'b/map.yaml': map('map', 'a: "```<script>"') });
  await cli('diff', 'a', 'b', '--output', 'markdown');
  expect(out()).toContain("data.a: b -> '''<script>");
  expect(out().match(/```/g)).toHaveLength(2);
  const [row = ''] = out()
    .split('\n')
    .filter((line) => line.includes('ghcr.io/acme/web:1` |'));
  expect(row.split('|')).toHaveLength(5);
  expect(row.match(/`/g)).toHaveLength(6);
});

test('a page has long values, up to an end; a terminal has twelve fields of an object', async () => {
  const long = 'x'.repeat(1500);
  const many = (value: string) =>
    map('web', Array.from({ length: 30 }, (_, i) => `key-${i}: ${value}`).join(', '));
  put({
    'a/web.yaml': many('a'),
    'b/web.yaml': many('b'),
    'a/l.yaml': map('l'),
    'b/l.yaml': map('l', `a: ${long}`),
  });
  await cli('diff', 'a', 'b', '--output', 'html');
  expect(out()).toContain(long);
  world.out.length = 0;
  await cli('diff', 'a', 'b');
  expect(out().match(/data\.key-\d+/g)).toHaveLength(12);
  expect(out()).toContain('… 18 more fields: --output json tells all');
});

test.each([
  ['objects', (i: number) => pods(`web-${i}`, `ghcr.io/acme/web:${i}`), 1500],
  ['images', (i: number) => pods(`web-${i}`, `ghcr.io/${'acme/'.repeat(20)}web:${i}`), 900],
  ['files that are no YAML', (i: number) => `${i}`, 2500],
])('a comment fits, of however many %s, and says what it leaves out', async (what, text, count) => {
  const end = what.startsWith('files') ? 'txt' : 'yaml';
  const files = (side: string, shift: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `${side}/${i}.${end}`,
        text(i).replace(`:${i}'`, `:${i}.${shift}'`) + '\n'.repeat(shift),
      ]),
    );
  put({ ...files('a', 0), ...files('b', 1) });
  await cli('diff', 'a', 'b', '--output', 'markdown');
  expect(out().length).toBeLessThanOrEqual(60_000);
  expect(out().length).toBeGreaterThan(20_000);
  expect(out()).toMatch(/… \d+ more \w+: diff --output html tells all/);
  expect(out().match(/<details>/g)).toHaveLength(out().match(/<\/details>/g)?.length ?? 0);
  expect((out().match(/^```/gm)?.length ?? 0) % 2).toBe(0);
});

test('lines of a terminal have 80 columns, save for words that are longer', async () => {
  const long = 'word '.repeat(60).trim();
  put({ 'a/web.yaml': map('web', `a: '${long}'`), 'b/web.yaml': map('web', `a: '${long} more'`) });
  put({ 'b/some/deep/folder/with/a/name.txt': 'x' });
  await cli('diff', 'a', 'b');
  const tooLong = out()
    .split('\n')
    .filter((line) => line.length > 80 && line.trim().includes(' '));
  expect(tooLong).toEqual([]);
});

test('what strangers write does not reach the terminal as control characters', async () => {
  put({ 'a/web.yaml': map('web'), 'b/web.yaml': map('web', 'a: "\\e[2J\\a\\x9b3J"') });
  expect(await cli('diff', 'a', 'b')).toBe(1);
  expect(out()).toContain('data.a: b -> ');
  expect(out()).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
});
