import { generateKeyPairSync } from 'node:crypto';
import { commands } from '../../lib/cli/commands';
import { run } from '../../lib/cli/run';
import { packSync, parseReference, Registry } from '../../lib/oci';
import { blobOf } from '../../lib/oci/descriptor';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';

const { privateKey } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const artifactOf = (text: string) => packSync([{ path: 'a.yaml', content: text }]);
const [one, two] = [artifactOf('one'), artifactOf('two')];

let double: RegistryDouble;
let world: MemoryWorld;
let registry: Registry;
beforeEach(async () => {
  double = await startRegistry();
  world = memoryWorld({ 'k.key': privateKey });
  registry = new Registry(memoryWorld());
  await registry.push(at('v1'), one, { tags: ['latest'] });
  await registry.push(at('v2'), two);
  for (const tag of ['v1', 'v2']) {
    await cli('sign', target(`:${tag}`), '--key', 'k.key', '--legacy');
  }
  world.out.length = 0;
});
afterEach(async () => {
  registry.close();
  await double.close();
});

const at = (name: string) => parseReference(`${double.host}/acme/core:${name}`);
const target = (rest = `@${one.digest}`) => `oci://${double.host}/acme/core${rest}`;
const cli = (...argv: string[]) => run(argv, commands, world, '0.0.0');
const err = () => world.err.join('\n');
const removed = (...flags: string[]) => cli('rm', target(), ...flags);
const releases = (text: string) => world.disk.write(new Map([['releases.yaml', text]]));
const manifests = () =>
  [...double.store.manifests.keys()].map((key) => key.replace('acme/core:', ''));
const tags = () =>
  manifests()
    .filter((key) => !key.includes(':'))
    .sort();
const helper = ({ digest }: typeof one) => digest.replace(':', '-');
const note = (text: string) => ({
  artifactType: 'text/note',
  content: blobOf('text/note', Buffer.from(text)),
});
/** Digests that refer to something, as a registry would list them. */
const referring = () =>
  [...double.store.manifests].flatMap(([key, { bytes }]) =>
    key.includes('@sha256') || (key.includes(':sha256:') && bytes.includes('"subject"'))
      ? [key]
      : [],
  );

test('rm of a digest tells what stays, and how to remove it', async () => {
  expect(await removed()).toBe(0);
  expect(tags()).toEqual(
    [helper(one), `${helper(one)}.sig`, helper(two), `${helper(two)}.sig`, 'v2'].sort(),
  );
  expect(world.err).toEqual([
    `there still: 1 manifest about it, and the tags ${helper(one)}, ${helper(one)}.sig`,
    `  remove that too: rm ${target()} --referrers`,
  ]);
});

test.each(['clients', 'registry', 'empty', 'header'] as const)(
  'rm --referrers takes along all that is about it, and nothing else, where %s keep the list',
  async (way) => {
    double.faults.referrers = way;
    if (way === 'registry') double.store.manifests.delete(`acme/core:${helper(one)}`);
    expect(await removed('--referrers')).toBe(0);
    expect(tags()).toEqual([helper(two), `${helper(two)}.sig`, 'v2'].sort());
    expect(referring()).toHaveLength(1);
    expect(err()).toMatch(/^removed as well: [23] manifests$/);
    expect(await cli('tree', target(':v2'))).toBe(0);
  },
);

test('what was removed half is removed by doing it again', async () => {
  await removed();
  expect(await removed()).toBe(2);
  expect(err()).toContain('OCI_NOT_FOUND');
  expect(await removed('--referrers')).toBe(0);
  expect(tags()).toEqual([helper(two), `${helper(two)}.sig`, 'v2'].sort());
  expect(await removed('--referrers')).toBe(2);
});

test('where no tag is removed by itself, the manifest behind it is', async () => {
  double.faults.removes = 'digests';
  expect(await removed('--referrers')).toBe(0);
  expect(tags()).toEqual([helper(two), `${helper(two)}.sig`, 'v2'].sort());
});

test('a registry that removes nothing has lost nothing', async () => {
  const before = manifests();
  double.faults.removes = 'nothing';
  expect(await removed('--referrers')).toBe(2);
  expect(err()).toContain('OCI_REGISTRY_REFUSED');
  expect(manifests()).toEqual(before);
});

test('a manifest that another tag stands for too loses its helper tag alone', async () => {
  await registry.tag(at(`${helper(one)}.sig`), ['keep-me']);
  expect(await removed('--referrers')).toBe(0);
  expect(tags()).toContain('keep-me');
  expect(tags()).not.toContain(`${helper(one)}.sig`);
});

test('what a tag of people stands for stays, and what it is about', async () => {
  const { reference } = await registry.attach(at('v1'), note('report'));
  const about = await registry.attach(parseReference(reference), note('about the report'));
  await registry.tag(parseReference(about.reference), ['report']);
  expect(await removed('--referrers')).toBe(0);
  expect(tags()).toContain('report');
  expect(err()).toMatch(/kept sha256:\w+: report stands for it/);
  expect(err()).toMatch(/kept sha256:\w+: what refers to it stays/);
  // The signature is gone; the lists of what stays are there.
  expect(tags()).toContain(helper(one));
  expect(tags()).not.toContain(`${helper(one)}.sig`);
});

test('what a registry lists beside it, and is about another, stays', async () => {
  const list = double.store.manifests.get(`acme/core:${helper(two)}`);
  if (list) double.store.manifests.set(`acme/core:${helper(one)}`, list);
  expect(await removed('--referrers')).toBe(0);
  expect(await cli('tree', target(':v2'))).toBe(0);
  expect(world.out.join('\n')).toContain('dev.sigstore.bundle');
  const [signature] = (await registry.referrers(at('v2'), two.digest)).map(({ digest }) => digest);
  expect(manifests()).toContain(signature);
});

test('a tag with --referrers is told to be a digest, and stays', async () => {
  expect(await cli('rm', target(':v1'), '--referrers')).toBe(2);
  expect(err()).toContain(`write rm ${target()} --referrers`);
  expect(tags()).toContain('v1');
});

describe('what a ring runs', () => {
  const run_ = (digest: string) => releases(`core: { production: { digest: ${digest} } }`);
  const pinned = () => expect(err()).toContain('CLI_PINNED');

  test('keeps its older signatures and its list', async () => {
    run_(one.digest);
    for (const tag of [helper(one), `${helper(one)}.sig`]) {
      expect(await cli('rm', target(`:${tag}`))).toBe(2);
    }
    pinned();
    expect(await cli('rm', target(`:${helper(two)}.sig`))).toBe(0);
  });

  test('keeps its signatures', async () => {
    run_(one.digest);
    const [signature] = await registry.referrers(at('v1'), one.digest);
    expect(await cli('rm', target(`@${signature?.digest}`))).toBe(2);
    pinned();
    expect(await cli('rm', target(`@${signature?.digest}`), '--force')).toBe(0);
  });

  test('keeps what it is about itself', async () => {
    const { reference } = await registry.attach(at('v1'), note('deployed'));
    run_(reference.replace(/^.*@/, ''));
    expect(await removed('--referrers')).toBe(2);
    pinned();
    expect(tags()).toContain('v1');
  });

  test('keeps what its tag stands for, where it follows one', async () => {
    releases(`core:
  repository: ${double.host}/acme/core
  namespace: shop
  tag: latest
  production: head
`);
    expect(await removed()).toBe(2);
    pinned();
    expect(await cli('rm', target(`@${two.digest}`))).toBe(0);
  });
});

describe('list --unpinned', () => {
  const unpinned = async (...flags: string[]) => {
    world.out.length = 0;
    await cli('list', target(''), '--unpinned', '-o', 'json', ...flags);
    return (JSON.parse(world.out.join('') || '[]') as { tag: string }[])
      .map(({ tag }) => tag)
      .sort();
  };

  test('does not show signatures of what runs', async () => {
    releases(`core: { production: { digest: ${one.digest} } }`);
    expect(await unpinned('--all')).toEqual([helper(two), `${helper(two)}.sig`, 'v2'].sort());
  });

  test('does not show what refers to what runs, nor what that is about, whatever its tag', async () => {
    const { reference } = await registry.attach(at('v1'), note('report'));
    await registry.tag(parseReference(reference), ['report']);
    releases(`core: { production: { digest: ${one.digest} } }`);
    expect(await unpinned()).toEqual(['v2']);
    releases(`core: { production: { digest: ${reference.replace(/^.*@/, '')} } }`);
    expect(await unpinned()).toEqual(['v2']);
  });

  test('does not show the parts of an index that runs, which has no tag itself', async () => {
    const type = 'application/vnd.oci.image.index.v1+json';
    const entry = {
      mediaType: one.manifest.mediaType,
      digest: one.digest,
      size: one.manifest.bytes.length,
    };
    const index = blobOf(
      type,
      Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: type, manifests: [entry] })),
    );
    double.store.manifests.set(`acme/core:${index.digest}`, { type, bytes: index.bytes });
    releases(`core: { production: { digest: ${index.digest} } }`);
    expect(await unpinned()).toEqual(['v2']);
  });

  test('shows all where nothing runs', async () => {
    releases(`core: { production: { digest: 'sha256:${'0'.repeat(64)}' } }`);
    expect(await unpinned()).toEqual(['latest', 'v1', 'v2']);
  });
});

test('a layout tells what went with a digest', async () => {
  await cli('copy', target(), 'box:one');
  await cli('tag', 'box:one', 'again');
  world.err.length = 0;
  await cli('rm', 'box:again');
  expect(world.err).toEqual([]);
  await cli('rm', `box@${one.digest}`);
  expect(world.err).toEqual(['removed as well: 1 manifest']);
});
