import { copy } from '../../lib/cli/commands/copy';
import { list } from '../../lib/cli/commands/list';
import { push } from '../../lib/cli/commands/push';
import { resolve } from '../../lib/cli/commands/resolve';
import { tree } from '../../lib/cli/commands/tree';
import { run } from '../../lib/cli/run';
import { parseReference, Registry } from '../../lib/oci';
import { blobOf } from '../../lib/oci/descriptor';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';

/* Flags that users of flux, oras and crane know. */

const MAP = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;

let here: RegistryDouble;
let there: RegistryDouble;
let world: MemoryWorld;
beforeEach(async () => {
  [here, there] = await Promise.all([startRegistry(), startRegistry()]);
  world = memoryWorld({ 'a/map.yaml': MAP('a'), 'b/map.yaml': MAP('b') });
});
afterEach(() => Promise.all([here.close(), there.close()]));

const cli = (...argv: string[]) => run(argv, [copy, list, push, resolve, tree], world, '0.0.0');
const at = ({ host }: RegistryDouble, rest = '') => `oci://${host}/acme/core${rest}`;
const tagsOf = ({ store }: RegistryDouble) =>
  [...store.manifests.keys()].filter((key) => !/:sha256/.test(key)).map((key) => key.split(':')[1]);

describe('several tags behind one name', () => {
  test('are pushed and copied', async () => {
    expect(await cli('push', at(here, ':v1,v1.2,latest'), '--path', 'a', '-t', 'edge')).toBe(0);
    expect(tagsOf(here)).toEqual(['v1', 'v1.2', 'latest', 'edge']);
    expect(await cli('copy', at(here, ':v1'), at(there, ':x,y'))).toBe(0);
    expect(tagsOf(there)).toEqual(['x', 'y']);
  });

  test.each([':v1,', ':,v1', ':v1,a b'])('must be tags, each: %s', async (tags) => {
    expect(await cli('push', at(here, tags), '--path', 'a')).toBe(2);
    expect(world.err.at(-1)).toContain('OCI_REFERENCE_INVALID');
    expect(here.requests).toEqual([]);
  });
});

describe('copy --all-tags', () => {
  beforeEach(async () => {
    await cli('push', at(here, ':v1,stable'), '--path', 'a');
    await cli('push', at(here, ':v2'), '--path', 'b');
    world.out.length = 0;
  });

  test('copies every tag, each digest once, and again nothing', async () => {
    expect(await cli('copy', '--all-tags', at(here), at(there))).toBe(0);
    const line = (state: string) => (tag: string) => `${state} ${there.host}/acme/core:${tag}`;
    expect(world.out).toEqual(['stable', 'v1', 'v2'].map(line('copied   ')));
    world.out.length = 0;
    expect(await cli('copy', '--all-tags', at(here), at(there))).toBe(0);
    expect(world.out).toEqual(['stable', 'v1', 'v2'].map(line('unchanged')));
  });

  test('takes what refers to them along, and no list of it as a tag', async () => {
    here.faults.referrers = there.faults.referrers = 'clients';
    const registry = new Registry(world);
    const content = blobOf('text/plain', Buffer.from('signed'));
    await registry.attach(parseReference(at(here, ':v1')), { artifactType: 'a/sig', content });
    registry.close();
    expect(await cli('copy', '--all-tags', at(here), at(there))).toBe(0);
    expect(world.out).toHaveLength(3);
    world.out.length = 0;
    await cli('tree', at(there, ':v1'), '-o', 'json');
    expect(JSON.parse(world.out[0] ?? '').referrers).toHaveLength(1);
  });

  test('moves no tag', async () => {
    await cli('push', at(there, ':v1'), '--path', 'b');
    expect(await cli('copy', '--all-tags', at(here), at(there))).toBe(2);
    expect(world.err.at(-1)).toContain('OCI_TAG_TAKEN');
  });

  test('is of repositories, without --tag', async () => {
    expect(await cli('copy', '--all-tags', at(here, ':v1'), at(there))).toBe(2);
    expect(await cli('copy', '--all-tags', at(here), at(there), '--tag', 'x')).toBe(2);
    expect(world.err.at(-1)).toContain('no --tag with --all-tags');
    expect(there.requests).toEqual([]);
  });
});

describe('--creds', () => {
  beforeEach(() => {
    here.gate.way = 'basic';
    here.gate.users.set('alice', 'wonder:land');
  });

  test('is a user and a password, which may have colons', async () => {
    const push = ['push', at(here, ':v1'), '--path', 'a'];
    expect(await cli(...push, '--creds', 'alice:wonder:land')).toBe(0);
    expect(await cli(...push, '--creds', 'alice:rabbit')).toBe(2);
    expect(world.err.join('\n')).not.toContain('rabbit');
  });

  test.each([
    [['--creds', 'alice']],
    [['--creds', ':x']],
    [['--creds', 'alice:']],
    [['--creds', 'alice:x', '--username', 'bob']],
  ])('is refused as %j', async (flags) => {
    expect(await cli('list', at(here), ...flags)).toBe(2);
    expect(world.err.at(-1)).toContain('CLI_FLAG_VALUE');
    expect(here.requests).toEqual([]);
  });
});

test.each([
  ['1', 0],
  ['20', 0],
  ['0', 2],
  ['many', 2],
])('--concurrency %s', async (value, code) => {
  await cli('push', at(here, ':v1'), '--path', 'a');
  expect(await cli('list', at(here), '--concurrency', value)).toBe(code);
});

test('tree shows one type alone', async () => {
  await cli('push', at(here, ':v1'), '--path', 'a');
  const registry = new Registry(world);
  for (const artifactType of ['a/sig', 'a/sbom']) {
    const content = blobOf('text/plain', Buffer.from(artifactType));
    await registry.attach(parseReference(at(here, ':v1')), { artifactType, content });
  }
  registry.close();
  world.out.length = 0;
  await cli('tree', at(here, ':v1'), '--artifact-type', 'a/sbom');
  expect(world.out.join('\n')).toContain('a/sbom');
  expect(world.out.join('\n')).not.toContain('a/sig');
});
