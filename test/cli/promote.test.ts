import { promote } from '../../lib/cli/commands/promote';
import { publish } from '../../lib/cli/commands/publish';
import { run } from '../../lib/cli/run';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';
import { synthesizePlatform } from './support/platform';

const OLD = `sha256:${'b'.repeat(64)}`;
const RELEASES = `# who runs what
core:
  staging: head # what main builds
  canary: { version: 1.9.0, digest: ${OLD} }

  # asks the team first
  production: { version: 1.9.0, digest: ${OLD} }
`;
const RULE =
  'drift: [{ group: apps, kind: Deployment, name: web, namespace: shop, jsonPointers: [/spec/replicas], by: HorizontalPodAutoscaler/shop/web }]';

let double: RegistryDouble;
let world: MemoryWorld;
let digest: string;
beforeEach(async () => {
  double = await startRegistry();
  world = memoryWorld({ 'releases.yaml': RELEASES });
  digest = synthesizePlatform(world, double.host, { hub: false })('core').digest;
  expect(await run(['publish'], [publish], world, '0')).toBe(0);
  world.out.length = 0;
  double.requests.length = 0;
});
afterEach(() => double.close());

const cli = (...argv: string[]) => run(['promote', ...argv], [promote], world, '0.0.0');
const file = () => world.disk.read('releases.yaml')?.toString();

describe('promote', () => {
  it('writes the digest of head and the rules of its content, and touches nothing else', async () => {
    const flags = ['--from', 'staging', '--to', 'production', '--version', '2.2.0'];
    expect(await cli('core', ...flags)).toBe(0);
    expect(file()).toBe(
      RELEASES.replace(
        `production: { version: 1.9.0, digest: ${OLD} }`,
        `production: { version: 2.2.0, digest: ${digest}, ${RULE} }`,
      ),
    );
    expect(world.out).toEqual([`core: production runs ${digest} (2.2.0), as staging does`]);
    expect(double.requests).toEqual([`HEAD /v2/acme/core/manifests/${digest}`]);
  });

  it('keeps no version of the content before', async () => {
    expect(await cli('core', '--from', 'staging', '--to', 'production')).toBe(0);
    expect(file()).toContain(`production: { digest: ${digest}, ${RULE} }`);
  });

  it('copies a pin with its version and rules', async () => {
    await cli('core', '--from', 'staging', '--to', 'canary', '--version', '2.2.0');
    expect(await cli('core', '--from', 'canary', '--to', 'production')).toBe(0);
    const pin = `{ version: 2.2.0, digest: ${digest}, ${RULE} }`;
    expect(file()).toBe(RELEASES.replaceAll(`{ version: 1.9.0, digest: ${OLD} }`, pin));
  });

  it('adds a ring that the file does not name', async () => {
    expect(await cli('core', '--from', 'staging', '--to', 'edge')).toBe(0);
    expect(file()).toBe(`${RELEASES}\n  edge: { digest: ${digest}, ${RULE} }\n`);
  });

  it('says so and writes nothing where the ring runs that already', async () => {
    await cli('core', '--from', 'staging', '--to', 'production');
    const before = file();
    expect(await cli('core', '--from', 'staging', '--to', 'production')).toBe(0);
    expect(file()).toBe(before);
  });

  it('edits another file by --file', async () => {
    world.files.set('/work/rings.yaml', Buffer.from('core: { a: head }\n'));
    expect(await cli('core', '--from', 'a', '--to', 'b', '-f', 'rings.yaml')).toBe(0);
    expect(world.disk.read('rings.yaml')?.toString()).toContain(`b: { digest: ${digest}`);
    expect(file()).toBe(RELEASES);
  });
});

describe('a digest that the registry does not have', () => {
  it('is refused, and nothing is written', async () => {
    expect(await cli('core', '--from', 'canary', '--to', 'production', '--version', '3')).toBe(2);
    expect(world.err).toEqual([expect.stringContaining('error OCI_NOT_FOUND')]);
    expect(world.err[0]).toContain(`${double.host} has no manifest '${OLD}' in acme/core`);
    expect(file()).toBe(RELEASES);
  });

  it('is taken with --no-verify, without a request, with no record of a synth', async () => {
    for (const path of [...world.files.keys()]) {
      if (path.includes('.gitops')) world.files.delete(path);
    }
    const flags = ['--from', 'canary', '--to', 'production', '--version', '1.9.1', '--no-verify'];
    expect(await cli('core', ...flags)).toBe(0);
    expect(file()).toContain(`production: { version: 1.9.1, digest: ${OLD} }`);
    expect(double.requests).toEqual([]);
  });

  it('is refused too when the registry is down', async () => {
    await double.close();
    expect(await cli('core', '--from', 'staging', '--to', 'production')).toBe(2);
    expect(world.err[0]).toContain(`${double.host} refuses the connection`);
    expect(file()).toBe(RELEASES);
  });
});

it.each([
  [['shop', '--from', 'staging', '--to', 'production'], 'RELEASES_ARTIFACT_UNKNOWN', /core/],
  [['core', '--from', 'stagin', '--to', 'production'], 'RELEASES_RING_UNKNOWN', /staging/],
  [['core', '--from', 'a', '--to', 'a'], 'CLI_FLAG_VALUE', /name two rings/],
  [['core', '--to', 'a'], 'CLI_ARGUMENTS', /write --from <ring>/],
  [['core', '--from', 'a'], 'CLI_ARGUMENTS', /write --to <ring>/],
  [['core', '--from', 'staging', '--to', 'b', '-f', 'no.yaml'], 'CLI_INPUT_MISSING', /no\.yaml/],
  [[], 'CLI_ARGUMENTS', /promote needs <artifact>/],
])('refuses %j with %s', async (argv, code, message) => {
  expect(await cli(...argv)).toBe(2);
  expect(world.err).toEqual([expect.stringContaining(`error ${code}: `)]);
  expect(world.err[0]).toMatch(message);
  expect(file()).toBe(RELEASES);
  expect(double.requests).toEqual([]);
});

it('names file and line of a file that it cannot read', async () => {
  world.files.set('/work/rings.yaml', Buffer.from('core:\n  a: [\n'));
  expect(await cli('core', '--from', 'a', '--to', 'b', '-f', 'rings.yaml')).toBe(2);
  expect(world.err[0]).toMatch(/error RELEASES_INVALID: .*rings\.yaml:\d+/);
});

it('refuses an artifact that the file names but the last synth did not make', async () => {
  world.files.set('/work/rings.yaml', Buffer.from('gone: { a: head }\n'));
  expect(await cli('gone', '--from', 'a', '--to', 'b', '-f', 'rings.yaml')).toBe(2);
  expect(world.err[0]).toContain("CLI_ARTIFACT_UNKNOWN: the last synth made no artifact 'gone'");
  expect(world.err[0]).toContain('write one of base, core');
});
