import { generateKeyPairSync } from 'node:crypto';
import { list } from '../../lib/cli/commands/list';
import { promote } from '../../lib/cli/commands/promote';
import { publish } from '../../lib/cli/commands/publish';
import { sign } from '../../lib/cli/commands/sign';
import { verify } from '../../lib/cli/commands/verify';
import { run } from '../../lib/cli/run';
import { isPin, parseReleases, type Pin } from '../../lib/releases';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';
import { synthesizePlatform } from './support/platform';

const RELEASES = 'core:\n  staging: head\n  canary: head\n  production: head\n';
const TYPE = 'https://cdk8s-gitops.dev/attestation/promotion/v1';
const keys = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

let here: RegistryDouble;
let there: RegistryDouble;
let world: MemoryWorld;
let digest: string;
beforeEach(async () => {
  [here, there] = await Promise.all([startRegistry(), startRegistry()]);
  world = memoryWorld({
    'releases.yaml': RELEASES,
    'key.pem': keys.privateKey,
    'key.pub': keys.publicKey,
  });
  digest = synthesizePlatform(world, here.host, { hub: false })('core').digest;
  expect(await run(['publish', '--tag', 'v2.2.0'], [publish], world, '0')).toBe(0);
  expect(await sign_('key.pem')).toBe(0);
  world.out.length = 0;
  world.err.length = 0;
});
afterEach(() => Promise.all([here.close(), there.close()]));

const sign_ = (key: string) =>
  run(['sign', `oci://${here.host}/acme/core@${digest}`, '--key', key], [sign], world, '0');
const cli = (...argv: string[]) => run(['promote', 'core', ...argv], [promote], world, '0.0.0');
const FLAGS = ['--from', 'staging', '--to', 'production'];
const live = () => `${there.host}/live/core`;
const across = (...more: string[]) => cli(...FLAGS, '--repository', live(), ...more);
const file = () => world.disk.read('releases.yaml')?.toString() ?? '';
const ring = (name = 'production') => parseReleases(file(), 'r').ring('core', name) as Pin;
const writes = ({ requests }: RegistryDouble) => requests.filter((line) => /^P/.test(line));
const tags = () =>
  [...there.store.manifests.keys()].filter((key) => !/:sha256[:-]/.test(key)).sort();
const verified = (type?: string) =>
  run(
    ['verify', `oci://${live()}@${digest}`, '--key', 'key.pub', '-o', 'json'].concat(
      type === undefined ? [] : ['--type', type],
    ),
    [verify],
    world,
    '0',
  );

describe('promote to another registry', () => {
  it('copies the same digest with its signature, keeps a tag there, and names the place', async () => {
    expect(await across()).toBe(0);
    expect(ring()).toMatchObject({ digest, repository: live() });
    expect(await verified()).toBe(0);
    expect(tags()).toEqual([`live/core:pin-${digest.slice(7, 19)}`]);
    expect(world.out[0]).toBe(`core: production runs ${digest} of ${live()}, as staging does`);
    expect(world.err[0]).toBe(`${live()}@${digest} is there, and 1 that refer to it`);
  });

  it('writes nothing where the release is now', async () => {
    here.requests.length = 0;
    expect(await across()).toBe(0);
    expect(writes(here)).toEqual([]);
  });

  it('takes the tag of its version along, which then keeps it', async () => {
    expect(await across('--version', '2.2.0')).toBe(0);
    expect(tags()).toEqual(['live/core:v2.2.0']);
  });

  it('takes no tag along that stands for other content here', async () => {
    const other = here.store.manifests.get(`acme/core:${digest}`);
    const bytes = Buffer.from('{"schemaVersion":2}');
    here.store.manifests.set('acme/core:v3.0.0', { ...other, bytes } as never);
    expect(await across('--version', '3.0.0')).toBe(0);
    expect(tags()).toEqual([`live/core:pin-${digest.slice(7, 19)}`]);
  });

  it('refuses a version that stands for other content there, and changes nothing', async () => {
    const manifest = {
      type: 'application/vnd.oci.image.manifest.v1+json',
      bytes: Buffer.from('{}'),
    };
    there.store.manifests.set('live/core:v2.2.0', manifest);
    expect(await across('--version', '2.2.0')).toBe(2);
    expect(world.err.at(-1)).toMatch(/CLI_TAG_TAKEN: tag 'v2.2.0' .*\n.*another --version/s);
    expect(writes(there)).toEqual([]);
    expect(file()).toBe(RELEASES);
  });

  it('moves tags last of all', async () => {
    await across('--attest', '--key', 'key.pem');
    const last = writes(there).at(-1);
    expect(last).toBe(`PUT /v2/live/core/manifests/pin-${digest.slice(7, 19)}`);
  });

  it('states the promotion where the release now is: from where, to where, what was before', async () => {
    await across('--attest', '--key', 'key.pem');
    world.out.length = 0;
    expect(await verified(TYPE)).toBe(0);
    const { proofs } = JSON.parse(world.out.join('')) as {
      proofs: { statement: { predicateType: string; predicate: object } }[];
    };
    const found = proofs.find(({ statement }) => statement.predicateType === TYPE);
    expect(found?.statement.predicate).toMatchObject({
      artifact: 'core',
      from: 'staging',
      to: 'production',
      copied: { from: `${here.host}/acme/core`, to: live() },
    });
  });

  it('remembers the place: the next one needs no --repository', async () => {
    await across();
    digest = synthesizePlatform(world, here.host, { hub: false, content: '2' })('core').digest;
    expect(await run(['publish'], [publish], world, '0')).toBe(0);
    expect(await cli(...FLAGS)).toBe(0);
    expect(ring()).toMatchObject({ digest, repository: live(), previous: { repository: live() } });
  });

  it('and within it needs no copy', async () => {
    await across();
    there.requests.length = 0;
    expect(await cli('--from', 'production', '--to', 'edge')).toBe(0);
    expect(ring('edge')).toMatchObject({ digest, repository: live() });
    expect(writes(there)).toEqual([]);
  });

  it('comes back to its own repository, which needs no name', async () => {
    await across();
    expect(await cli('--from', 'production', '--to', 'canary')).toBe(0);
    expect(ring('canary')).not.toHaveProperty('repository');
    const own = `${here.host}/acme/core`;
    expect(await cli('--from', 'production', '--to', 'edge', '--repository', own)).toBe(0);
    expect(ring('edge')).not.toHaveProperty('repository');
  });

  it('goes back to where the release before is', async () => {
    await cli(...FLAGS);
    await across();
    expect(ring().previous).toEqual({ digest, drift: ring().drift });
    expect(await cli('--from', 'production', '--to', 'previous')).toBe(0);
    expect(ring()).not.toHaveProperty('repository');
    expect(await cli('--from', 'production', '--to', 'previous')).toBe(0);
    expect(ring()).toMatchObject({ repository: live() });
  });

  it('takes a release back that nobody copied yet', async () => {
    await cli(...FLAGS);
    await across();
    const elsewhere = `${there.host}/other/core`;
    expect(await cli('--from', 'production', '--to', 'previous', '--repository', elsewhere)).toBe(
      0,
    );
    expect(ring()).toMatchObject({ digest, repository: elsewhere });
    expect([...there.store.manifests.keys()]).toContain(`other/core:${digest}`);
  });

  it('is within one registry a mount: no blob is read or sent', async () => {
    here.requests.length = 0;
    expect(await cli(...FLAGS, '--repository', `${here.host}/live/core`)).toBe(0);
    expect(here.requests.filter((line) => /^(GET|PUT) .*\/blobs\//.test(line))).toEqual([]);
    expect(here.store.manifests.has(`live/core:${digest}`)).toBe(true);
  });
});

describe('what is promoted to another registry', () => {
  it('must be signed before anything is copied', async () => {
    const others = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = others.publicKey.export({ type: 'spki', format: 'pem' });
    world.disk.write(new Map([['other.pub', pem as string]]));
    expect(await across('--verify-key', 'other.pub')).toBe(2);
    expect(world.err.at(-1)).toContain('CLI_NOT_SIGNED');
    expect(there.requests).toEqual([]);
    expect(file()).toBe(RELEASES);
    expect(await across('--verify-key', 'key.pub')).toBe(0);
  });

  it('is not promoted where the signature did not arrive', async () => {
    // A registry that takes what refers to something, and loses the list of it.
    there.faults.instead.push({ match: /^GET .*manifests\/sha256-/, status: 404, times: 99 });
    there.faults.instead.push({ match: /^GET .*referrers/, status: 404, times: 99 });
    expect(await across('--verify-key', 'key.pub')).toBe(2);
    expect(file()).toBe(RELEASES);
  });

  it('is not promoted where the signature is lost after it arrived', async () => {
    // The last thing that is asked of the source.
    const test = (line: string) => {
      const list = `live/core:${digest.replace(':', '-')}`;
      if (line.endsWith('.sbom')) expect(there.store.manifests.delete(list)).toBe(true);
      return false;
    };
    here.faults.instead.push({ match: { test } as RegExp, status: 500 });
    expect(await across('--verify-key', 'key.pub')).toBe(2);
    expect(world.err.at(-1)).toContain('CLI_NOT_SIGNED');
    expect(world.err.at(-1)).toContain(live());
    expect(file()).toBe(RELEASES);
  });

  it('is not promoted where a header alone says that it is there', async () => {
    there.faults.heads = digest;
    expect(await across()).toBe(2);
    expect(world.err.at(-1)).toContain('OCI_NOT_FOUND');
    expect(file()).toBe(RELEASES);
  });

  it.each([
    ['a blob is refused', /^POST .*blobs/],
    ['its manifest is refused', /^PUT .*manifests\/sha256:/],
    ['the signature is not listed', /^PUT .*manifests\/sha256-/],
  ])('is not promoted when %s; a second run repairs it', async (_, match) => {
    there.faults.referrers = 'clients';
    there.faults.instead.push({ match, status: 403, times: 1 });
    expect(await across('--verify-key', 'key.pub')).toBe(2);
    expect(world.err.at(-1)).toContain('OCI_FORBIDDEN');
    expect(file()).toBe(RELEASES);
    expect(tags()).toEqual([]);
    expect(await across('--verify-key', 'key.pub')).toBe(0);
    expect(ring()).toMatchObject({ digest, repository: live() });
  });

  it('cannot be taken unseen', async () => {
    expect(await across('--no-verify')).toBe(2);
    expect(world.err[0]).toContain('has to be copied for production, which --no-verify forbids');
    expect(file()).toBe(RELEASES);
  });

  it.each([
    ['ghcr.io/acme/core:v1', 'OCI_REFERENCE_INVALID'],
    ['acme', 'OCI_REFERENCE_INVALID'],
    ['https://ghcr.io/acme', 'OCI_REFERENCE_INVALID'],
    ['GHCR.io/acme/core', 'RELEASES_INVALID'],
    ['', 'OCI_REFERENCE_INVALID'],
  ])('goes to no such place as %j', async (place, code) => {
    expect(await cli(...FLAGS, '--repository', place)).toBe(2);
    expect(world.err.at(-1)).toContain(`error ${code}`);
    expect(file()).toBe(RELEASES);
  });
});

describe('two promotions at once', () => {
  it('of different rings both stay', async () => {
    const codes = await Promise.all([across(), cli('--from', 'staging', '--to', 'canary')]);
    expect(codes).toEqual([0, 0]);
    expect(isPin(ring()) && isPin(ring('canary'))).toBe(true);
  });

  it('of one ring to the same release are one', async () => {
    expect(await Promise.all([across(), across()])).toEqual([0, 0]);
    expect(ring()).toMatchObject({ digest });
  });

  it('of one ring to two places: the second is told', async () => {
    const codes = await Promise.all([across(), cli(...FLAGS)]);
    expect(codes.sort()).toEqual([0, 2]);
    expect(world.err.join('\n')).toContain(
      "CLI_FILE_CHANGED: somebody else changed 'core.production' in releases.yaml meanwhile",
    );
  });
});

it('is unpinned only where no ring has it from', async () => {
  await across();
  await cli('--from', 'production', '--to', 'staging', '--repository', live());
  await cli('--from', 'production', '--to', 'canary', '--repository', live());
  world.out.length = 0;
  const names = async (repository: string) => {
    world.out.length = 0;
    const argv = ['list', `oci://${repository}`, '--unpinned', '-o', 'name'];
    expect(await run(argv, [list], world, '0')).toBe(0);
    return world.out.map((line) => line.split(':').at(-1));
  };
  expect(await names(live())).toEqual([]);
  expect(await names(`${here.host}/acme/core`)).toContain('v2.2.0');
});
