import { publish } from '../../lib/cli/commands/publish';
import { run } from '../../lib/cli/run';
import { packSync, Registry, parseReference } from '../../lib/oci';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';
import { synthesizePlatform, type PlatformOptions } from './support/platform';

let double: RegistryDouble;
let world: MemoryWorld;
beforeEach(async () => {
  double = await startRegistry();
  world = memoryWorld();
});
afterEach(() => double.close());

const cli = (...flags: string[]) => run(['publish', ...flags], [publish], world, '0.0.0');
const synth = (options?: PlatformOptions) => synthesizePlatform(world, double.host, options);
const at = (place: string) => double.store.manifests.get(place)?.bytes.toString();
const tagsOf = (name: string) =>
  [...double.store.manifests.keys()]
    .filter((key) => key.startsWith(`acme/${name}:`) && !key.includes(':sha256:'))
    .map((key) => key.split(':')[1]);
const writes = () => double.requests.filter((line) => /^(PUT|POST|PATCH) /.test(line));
const contentTag = (digest: string) => `content-${digest.slice(7, 19)}`;

/** Puts other content under a tag, as an earlier publish did. */
async function occupy(place: string): Promise<string> {
  const other = packSync([{ path: 'other.yaml', content: 'other: content\n' }]);
  const registry = new Registry(world);
  await registry.push(parseReference(`${double.host}/${place}`), other);
  registry.close();
  double.requests.length = 0;
  return other.digest;
}

/** What was told but progress, which a busy machine shows after a second. */
const told = () => world.err.filter((line) => !line.endsWith(' …'));

it('moves no tag of content that somebody else put elsewhere', async () => {
  const { digest } = synth()('core');
  const tag = `acme/core:content-${digest.slice(7, 19)}`;
  const taken = { type: 'application/vnd.oci.image.manifest.v1+json', bytes: Buffer.from('{}') };
  double.store.manifests.set(tag, taken);
  expect(await cli()).toBe(2);
  expect(world.err.join()).toContain('OCI_TAG_TAKEN');
  expect(double.store.manifests.get(tag)).toBe(taken);
});

describe('publish', () => {
  it('pushes every artifact under a tag of its content, and prints the references', async () => {
    const record = synth();
    expect(await cli()).toBe(0);
    expect(told()).toEqual([]);
    expect(world.out).toEqual([
      ['base', 'core', 'hub']
        .map((name) => `pushed    ${record(name).repository}@${record(name).digest}`)
        .join('\n'),
    ]);
    expect(tagsOf('core')).toEqual([contentTag(record('core').digest)]);
    expect(tagsOf('hub')).toEqual([contentTag(record('hub').digest), 'main']);
  });

  it('gives the artifacts a version as well, never the hub', async () => {
    const record = synth();
    expect(await cli('--tag', 'v2.1.0')).toBe(0);
    expect(tagsOf('core')).toEqual([contentTag(record('core').digest), 'v2.1.0']);
    expect(tagsOf('base')).toContain('v2.1.0');
    expect(tagsOf('hub')).not.toContain('v2.1.0');
  });

  it('knows the kinds that another artifact defines, and their fields', async () => {
    synth({ widget: { spec: { size: 3 } } });
    expect(await cli()).toBe(0);
    expect(told()).toEqual([]);
    synth({ widget: { spec: { sise: 3 } } });
    expect(await cli()).toBe(1);
    expect(world.err.join('\n')).toMatch(/sise is not a field/);
  });

  it('writes nothing for what the registry has', async () => {
    synth();
    await cli('--tag', 'v1');
    double.requests.length = 0;
    expect(await cli('--tag', 'v1', '--output', 'json')).toBe(0);
    expect(writes()).toEqual([]);
    const states = (JSON.parse(world.out[1] ?? '') as { state: string }[]).map((one) => one.state);
    expect(states).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  it('pushes what changed alone, and says where only a tag is new', async () => {
    synth();
    await cli();
    synth({ content: '2' });
    double.requests.length = 0;
    expect(await cli('--tag', 'v2')).toBe(0);
    expect(world.out[1]?.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'tagged',
      'pushed',
      'pushed',
    ]);
    expect(writes().filter((line) => line.includes('/acme/base/'))).toEqual([
      'PUT /v2/acme/base/manifests/v2',
    ]);
  });

  it('stops at lint errors before any request, unless told not to', async () => {
    synth({ broken: true });
    expect(await cli()).toBe(1);
    expect(world.out).toEqual([]);
    expect(world.err.join('\n')).toContain('dta');
    expect(double.requests).toEqual([]);
    expect(await cli('--no-lint')).toBe(0);
  });
});

describe('a version', () => {
  it('that stands for other content is refused, and nothing is written', async () => {
    const record = synth();
    const other = await occupy('acme/core:v1');
    expect(await cli('--tag', 'v1')).toBe(2);
    expect(world.err).toEqual([
      `error CLI_TAG_TAKEN: ${double.host}/acme/core:v1 is ${other}, not ${record('core').digest}\n` +
        '  give this content a version of its own',
    ]);
    expect(writes()).toEqual([]);
  });

  it('that two artifacts of one repository would share is refused before any request', async () => {
    synth();
    const text = world.disk.read('.gitops/artifacts.json')?.toString() ?? '';
    const shared = text.replace('/acme/base"', '/acme/core"');
    world.disk.write(new Map([['.gitops/artifacts.json', shared]]));
    expect(await cli('--tag', 'v1')).toBe(2);
    expect(world.err[0]).toContain(`CLI_TAG_TAKEN: ${double.host}/acme/core:v1 would be sha256:`);
    expect(double.requests).toEqual([]);
    expect(await cli()).toBe(0);
  });

  it('that is no tag is refused before anything is read', async () => {
    expect(await cli('--tag', 'a b')).toBe(2);
    expect(world.err[0]).toContain("'a b' is no tag");
  });
});

describe('the hub', () => {
  it('is pushed when all artifacts are in and verified, its tag last of all', async () => {
    synth();
    await cli('--tag', 'v1');
    const first = double.requests.findIndex((line) => line.includes('/acme/hub/'));
    const artifacts = double.requests.slice(0, first).filter((line) => !line.includes('/hub/'));
    expect(artifacts.filter((line) => /^GET .*manifests\/sha256:/.test(line))).toHaveLength(2);
    expect(double.requests.slice(first).every((line) => line.includes('/acme/hub/'))).toBe(true);
    expect(double.requests.at(-1)).toBe('PUT /v2/acme/hub/manifests/main');
  });

  it.each([
    ['an artifact is refused', /^PUT \/v2\/acme\/core\/manifests\//],
    ['a blob of an artifact is refused', /^POST \/v2\/acme\/base\/blobs/],
    ['what was pushed is not there', /^GET \/v2\/acme\/core\/manifests\/sha256:/],
    ['a blob of the hub is refused', /^POST \/v2\/acme\/hub\/blobs/],
    ['its manifest is refused', /^PUT \/v2\/acme\/hub\/manifests\/content-/],
  ])('keeps its tag where it was when %s', async (_, match) => {
    synth();
    const before = await occupy('acme/hub:main');
    double.faults.instead.push({ match, times: 9, status: 403 });
    expect(await cli()).toBe(2);
    expect(world.err[0]).toContain('error OCI_FORBIDDEN');
    expect(world.out).toEqual([]);
    expect(at('acme/hub:main')).toBe(at(`acme/hub:${before}`));
  });

  it('keeps its tag when a ring is pinned to a release that no registry has', async () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const releases = `core:\n  staging: head\n  production: { digest: ${digest} }\n`;
    world.files.set('/work/releases.yaml', Buffer.from(releases));
    synth();
    expect(await cli()).toBe(2);
    expect(world.err).toEqual([
      `error OCI_NOT_FOUND: hub 'hub' names ${double.host}/acme/core@${digest}, which is not there\n` +
        '  pin another release in releases.yaml, or push that one again',
    ]);
    expect(tagsOf('hub')).toEqual([]);
  });

  it('may name a release of before', async () => {
    const digest = await occupy('acme/core:v1');
    const releases = `core:\n  staging: head\n  production: { digest: ${digest} }\n`;
    world.files.set('/work/releases.yaml', Buffer.from(releases));
    synth();
    expect(await cli()).toBe(0);
    expect(double.requests).toContain(`GET /v2/acme/core/manifests/${digest}`);
  });

  it('is left alone where git delivers it', async () => {
    synth({ hub: false });
    expect(await cli()).toBe(0);
    expect(double.requests.filter((line) => line.includes('/hub/'))).toEqual([]);
  });
});

describe('what synth left', () => {
  it('is asked for where there is none', async () => {
    expect(await cli()).toBe(2);
    expect(world.err[0]).toContain('error CLI_NOTHING_SYNTHESIZED: there is no .gitops/artifacts');
    expect(world.err[0]).toContain('run cdk8s-gitops synth');
  });

  it.each(['', '{', '[]', '{"files":{}}'])('is refused where its record is %j', async (text) => {
    world.files.set('/work/.gitops/artifacts.json', Buffer.from(text));
    expect(await cli()).toBe(2);
    expect(world.err[0]).toContain('cannot read .gitops/artifacts.json');
  });

  it('is refused where the layout has another digest of it', async () => {
    const record = synth();
    const before = record('core').digest;
    const text = world.disk.read('.gitops/artifacts.json')?.toString() ?? '';
    synth({ content: '2' });
    world.disk.write(new Map([['.gitops/artifacts.json', text]]));
    expect(await cli()).toBe(2);
    expect(world.err[0]).toContain(
      `error OCI_DIGEST_MISMATCH: artifact 'core' was synthesized with digest ${before}`,
    );
    expect(double.requests).toEqual([]);
  });

  it('is refused where the layout lacks an artifact, or a blob of it', async () => {
    const { digest } = synth()('core');
    world.files.delete(`/work/.gitops/oci/blobs/sha256/${digest.slice(7)}`);
    expect(await cli()).toBe(2);
    expect(world.err[0]).toContain('is missing');
    world.files.delete('/work/.gitops/oci/index.json');
    world.files.delete('/work/.gitops/oci/oci-layout');
    expect(await cli()).toBe(2);
    expect(world.err[1]).toContain("'.gitops/oci' holds no OCI image layout");
    expect(double.requests).toEqual([]);
  });
});
