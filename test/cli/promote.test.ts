import { generateKeyPairSync } from 'node:crypto';
import { promote } from '../../lib/cli/commands/promote';
import { publish } from '../../lib/cli/commands/publish';
import { sign } from '../../lib/cli/commands/sign';
import { verify } from '../../lib/cli/commands/verify';
import { run } from '../../lib/cli/run';
import { parseReleases } from '../../lib/releases';
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
/** What the ring goes back to. */
const BEFORE = `previous: { version: 1.9.0, digest: ${OLD} }`;
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
const PIN = () => `pin-${digest.slice(7, 19)}`;
const file = () => world.disk.read('releases.yaml')?.toString();

describe('promote', () => {
  it('writes the digest of head and the rules of its content, and touches nothing else', async () => {
    const flags = ['--from', 'staging', '--to', 'production', '--version', '2.2.0'];
    expect(await cli('core', ...flags)).toBe(0);
    expect(file()).toBe(
      RELEASES.replace(
        `production: { version: 1.9.0, digest: ${OLD} }`,
        `production: { version: 2.2.0, digest: ${digest}, ${RULE}, ${BEFORE} }`,
      ),
    );
    expect(world.out).toEqual([`core: production runs ${digest} (2.2.0), as staging does`]);
    const tags = ['2.2.0', 'v2.2.0', PIN()].map((tag) => `HEAD /v2/acme/core/manifests/${tag}`);
    expect(double.requests.slice(0, 4)).toEqual([`GET /v2/acme/core/manifests/${digest}`, ...tags]);
    expect(double.requests.at(-1)).toBe(`PUT /v2/acme/core/manifests/${PIN()}`);
  });

  it('keeps no version of the content before', async () => {
    expect(await cli('core', '--from', 'staging', '--to', 'production')).toBe(0);
    expect(file()).toContain(`production: { digest: ${digest}, ${RULE}, ${BEFORE} }`);
  });

  it('records the sync options without which the content cannot be applied', async () => {
    const record = '.gitops/artifacts.json';
    const text = world.disk.read(record)?.toString() ?? '';
    const options = '"syncOptions":["ServerSideApply=true"],';
    const changed = text.replace(/(?="digest": ?"[^"]+)/g, options);
    expect(changed).not.toBe(text);
    world.disk.write(new Map([[record, changed]]));
    expect(await cli('core', '--from', 'staging', '--to', 'production')).toBe(0);
    expect(parseReleases(file() ?? '', 'r').ring('core', 'production')).toMatchObject({
      syncOptions: ['ServerSideApply=true'],
    });
  });

  it('copies a pin with its version and rules', async () => {
    await cli('core', '--from', 'staging', '--to', 'canary', '--version', '2.2.0');
    expect(await cli('core', '--from', 'canary', '--to', 'production')).toBe(0);
    const pin = `{ version: 2.2.0, digest: ${digest}, ${RULE}, ${BEFORE} }`;
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

describe('promote --to previous', () => {
  const release = () => `{ version: 2.2.0, digest: ${digest}, ${RULE} }`;
  const old = `{ version: 1.9.0, digest: ${OLD} }`;
  beforeEach(() => cli('core', '--from', 'staging', '--to', 'production', '--version', '2.2.0'));
  const back = (...flags: string[]) =>
    cli('core', '--from', 'production', '--to', 'previous', '--no-verify', ...flags);

  it('takes a ring back, and back again', async () => {
    const before = file();
    world.out.length = 0;
    expect(await back()).toBe(0);
    expect(world.out).toEqual([`core: production runs ${OLD} (1.9.0), again`]);
    expect(file()).toContain(
      `production: { version: 1.9.0, digest: ${OLD}, previous: ${release()} }`,
    );
    expect(await back()).toBe(0);
    const ringOf = (text = '') => parseReleases(text, 'r').ring('core', 'production');
    expect(ringOf(file())).toEqual(ringOf(before));
  });

  it('keeps what was before where only the version changes', async () => {
    await cli('core', '--from', 'staging', '--to', 'production', '--version', '2.2.1');
    expect(file()).toContain(`version: 2.2.1, digest: ${digest}, ${RULE}, previous: ${old} }`);
  });

  it('is refused where the registry no longer has it', async () => {
    const before = file();
    expect(await cli('core', '--from', 'production', '--to', 'previous')).toBe(2);
    expect(world.err.at(-1)).toContain('OCI_NOT_FOUND');
    expect(file()).toBe(before);
  });

  it.each(['staging', 'canary'])('is refused of %s, which ran nothing before', async (ring) => {
    expect(await cli('core', '--from', ring, '--to', 'previous')).toBe(2);
    expect(world.err.at(-1)).toContain('RELEASES_NO_PREVIOUS');
  });
});

describe('what is promoted', () => {
  const flags = ['core', '--from', 'staging', '--to', 'production'];
  const keys = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  beforeEach(() => {
    const { privateKey, publicKey } = keys;
    world.disk.write(
      new Map([
        ['key.pem', privateKey],
        ['key.pub', publicKey],
      ]),
    );
  });
  const signed = () =>
    run(
      ['sign', `oci://${double.host}/acme/core@${digest}`, '--key', 'key.pem'],
      [sign],
      world,
      '0',
    );

  it('keeps a tag, so that no clean-up takes it', async () => {
    expect(await cli(...flags)).toBe(0);
    expect([...double.store.manifests.keys()]).toContain(`acme/core:${PIN()}`);
  });

  it('needs no further tag where its version is one', async () => {
    double.store.manifests.set('acme/core:v2.2.0', stored());
    await cli(...flags, '--version', '2.2.0');
    expect(double.requests.filter((line) => line.startsWith('PUT'))).toEqual([]);
  });

  it.each([['--no-keep'], ['--no-verify']])('gets no tag with %s', async (flag) => {
    expect(await cli(...flags, flag)).toBe(0);
    expect(double.requests.filter((line) => line.startsWith('PUT'))).toEqual([]);
  });

  it.each([401, 403, 405])(
    'is promoted although the registry lets nobody write: %s',
    async (status) => {
      const headers = { 'www-authenticate': 'Basic realm="it"' };
      double.faults.instead.push({ match: /^PUT/, status, headers, times: 99 });
      expect(await cli(...flags)).toBe(0);
      expect(world.err.join('\n')).toContain(`no tag keeps ${double.host}/acme/core@${digest}`);
      expect(file()).toContain(`production: { digest: ${digest}`);
    },
  );

  it('must be signed where a key is asked for', async () => {
    expect(await cli(...flags, '--verify-key', 'key.pub')).toBe(2);
    expect(world.err.join('\n')).toContain('CLI_NOT_SIGNED');
    expect(file()).toBe(RELEASES);
    await signed();
    expect(await cli(...flags, '--verify-key', 'key.pub')).toBe(0);
  });

  it('can carry who promoted it, from where, to where and when', async () => {
    expect(await cli(...flags, '--attest', '--key', 'key.pem')).toBe(0);
    world.out.length = 0;
    const type = ['--type', 'https://cdk8s-gitops.dev/attestation/promotion/v1'];
    const what = `oci://${double.host}/acme/core@${digest}`;
    const argv = ['verify', what, '--key', 'key.pub', '-o', 'json', ...type];
    expect(await run(argv, [verify], world, '0')).toBe(0);
    expect(JSON.parse(world.out.join('')).proofs[0].statement.predicate).toEqual({
      artifact: 'core',
      from: 'staging',
      to: 'production',
      previous: OLD,
      at: new Date(world.now()).toISOString(),
    });
  });

  it('is attested once: again where the ring runs it already adds nothing', async () => {
    expect(await cli(...flags, '--attest', '--key', 'key.pem')).toBe(0);
    double.requests.length = 0;
    expect(await cli(...flags, '--attest', '--key', 'key.pem')).toBe(0);
    expect(double.requests.filter((line) => /^P/.test(line))).toEqual([]);
  });

  it('is neither verified nor attested without the registry', async () => {
    for (const asked of [
      ['--verify-key', 'key.pub'],
      ['--attest', '--key', 'key.pem'],
    ]) {
      world.err.length = 0;
      expect(await cli(...flags, '--no-verify', ...asked)).toBe(2);
      expect(world.err.join('\n')).toContain('with --no-verify');
    }
    expect(file()).toBe(RELEASES);
  });

  const stored = () => double.store.manifests.get(`acme/core:${digest}`) as never;
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
