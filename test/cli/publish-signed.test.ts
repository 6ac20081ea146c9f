import { generateKeyPairSync } from 'node:crypto';
import { attest } from '../../lib/cli/commands/attest';
import { publish } from '../../lib/cli/commands/publish';
import { verify } from '../../lib/cli/commands/verify';
import { run } from '../../lib/cli/run';
import { packSync, parseReference, Registry, SIGNED } from '../../lib/oci';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';
import { synthesizePlatform } from './support/platform';

const keys = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

let double: RegistryDouble;
let world: MemoryWorld;
beforeEach(async () => {
  double = await startRegistry();
  world = memoryWorld({ 'key.pem': keys.privateKey, 'key.pub': keys.publicKey });
});
afterEach(() => double.close());

const cli = (...flags: string[]) => run(['publish', ...flags], [publish], world, '0.0.0');
const synth = (content = '1') => synthesizePlatform(world, double.host, { content });
const writes = () => double.requests.filter((line) => /^(PUT|POST|PATCH) /.test(line));
const states = () =>
  world.out
    .at(-1)
    ?.split('\n')
    .map((line) => line.split(' ')[0]);
const SIGN = ['--sign', '--key', 'key.pem', '--attest', 'provenance,sbom'];

async function occupy(place: string): Promise<void> {
  const registry = new Registry(world);
  const other = packSync([{ path: 'other.yaml', content: 'other: content\n' }]);
  await registry.push(parseReference(`${double.host}/${place}`), other);
  registry.close();
  double.requests.length = 0;
}

describe('publish --sign', () => {
  it('signs artifacts and hub, each before its tags move', async () => {
    const record = synth();
    expect(await cli(...SIGN)).toBe(0);
    for (const name of ['base', 'core', 'hub']) {
      const { repository, digest } = record(name);
      const argv = ['verify', `oci://${repository}@${digest}`, '--key', 'key.pub'];
      expect([name, await run(argv, [verify], world, '0')]).toEqual([name, 0]);
    }
    const core = writes().filter((line) => line.includes('/acme/core/manifests/'));
    expect(core.at(-1)).toContain('/content-');
    expect(core.filter((line) => line.includes('/content-'))).toHaveLength(1);
    expect(core.length).toBeGreaterThan(2);
  });

  it('signs what was published unsigned, and nothing twice', async () => {
    synth();
    await cli();
    expect(await cli(...SIGN)).toBe(0);
    expect(states()).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(writes()).not.toEqual([]);
    double.requests.length = 0;
    expect(await cli(...SIGN)).toBe(0);
    expect(writes()).toEqual([]);
  });

  it('signs what somebody only made statements about', async () => {
    const { repository, digest } = synth()('core');
    await cli();
    const argv = ['attest', `oci://${repository}@${digest}`, '--type', 'https://acme.io/scan'];
    world.disk.write(new Map([['scan.json', '{}']]));
    const flags = ['--predicate', 'scan.json', '--key', 'key.pem'];
    expect([await run([...argv, ...flags], [attest], world, '0'), world.err]).toEqual([0, []]);
    expect(await cli('--sign', '--key', 'key.pem')).toBe(0);
    const asked = ['verify', `oci://${repository}@${digest}`, '--key', 'key.pub', '-o', 'json'];
    world.out.length = 0;
    expect(await run(asked, [verify], world, '0')).toBe(0);
    expect(world.out.join('')).toContain(SIGNED);
  });

  it('states again what broke off before its signature', async () => {
    const record = synth();
    double.faults.referrers = 'clients';
    const digest = record('core').digest.replace(':', '-');
    const puts = new RegExp(`^PUT .*core/manifests/${digest}$`);
    let count = 0;
    const match = { test: (line: string) => puts.test(line) && ++count === 2 } as RegExp;
    double.faults.instead.push({ match, status: 403 });
    expect(await cli(...SIGN)).toBe(2);
    expect(await cli(...SIGN)).toBe(0);
    const { repository, digest: of } = record('core');
    for (const type of ['slsaprovenance1', 'cyclonedx', 'https://sigstore.dev/cosign/sign/v1']) {
      const argv = ['verify', `oci://${repository}@${of}`, '--key', 'key.pub', '--type', type];
      expect([type, await run(argv, [verify], world, '0')]).toEqual([type, 0]);
    }
  });

  it('moves no tag of what could not be signed, and leaves the hub alone', async () => {
    synth();
    await cli();
    synth('2');
    double.requests.length = 0;
    double.faults.referrers = 'clients';
    double.faults.instead.push({ match: /^PUT .*core\/manifests\/sha256-/, status: 403, times: 9 });
    expect(await cli(...SIGN)).toBe(2);
    expect(writes().filter((line) => /core\/manifests\/content-/.test(line))).toEqual([]);
    expect(writes().filter((line) => line.includes('/hub/'))).toEqual([]);
  });

  it.each([
    [['--key', 'key.pem'], /takes no --key without --sign/],
    [['--sign', '--key', 'none.pem'], /there is no key/],
  ])('is refused for %j before any request', async (flags, message) => {
    synth();
    expect(await cli(...flags)).toBe(2);
    expect(world.err.at(-1)).toMatch(message);
    expect(double.requests).toEqual([]);
  });
});

describe('publish --dry-run', () => {
  it('tells what would be pushed, tagged and left, and writes nothing', async () => {
    synth();
    expect(await cli('--dry-run')).toBe(0);
    expect(states()).toEqual(['pushed', 'pushed', 'pushed']);
    expect(writes()).toEqual([]);
    await cli();
    synth('2');
    double.requests.length = 0;
    expect(await cli('--dry-run', '--tag', 'v2', '-o', 'json')).toBe(0);
    const told = JSON.parse(world.out.at(-1) ?? '') as { state: string; reference: string }[];
    expect(told.map(({ state }) => state)).toEqual(['tagged', 'pushed', 'pushed']);
    expect(writes()).toEqual([]);
    await cli('--tag', 'v2', '-o', 'json');
    expect(JSON.parse(world.out.at(-1) ?? '')).toEqual(told);
  });

  it('refuses what the real one refuses', async () => {
    synth();
    await occupy('acme/core:v1');
    expect(await cli('--dry-run', '--tag', 'v1')).toBe(2);
    expect(world.err.at(-1)).toContain('CLI_TAG_TAKEN');
    await occupy('acme/hub:main');
    expect(await cli('--dry-run', '--immutable')).toBe(2);
    expect(world.err.at(-1)).toContain(`CLI_TAG_TAKEN: ${double.host}/acme/hub:main is sha256:`);
  });
});

describe('publish --immutable', () => {
  it('moves no tag of the hub', async () => {
    synth();
    await occupy('acme/hub:main');
    expect(await cli('--immutable')).toBe(2);
    expect(world.err.at(-1)).toContain('OCI_TAG_TAKEN');
    expect(await cli()).toBe(0);
  });
});
