import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { realDisk } from '../../constructs/disk';
import { login } from '../../lib/cli/commands/login';
import { logout } from '../../lib/cli/commands/logout';
import { resolve } from '../../lib/cli/commands/resolve';
import { run } from '../../lib/cli/run';
import { storeLogin } from '../../lib/oci';
import { credentialsOf } from '../../lib/oci/credentials/lookup';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';
import { tempFolder } from '../support/temp-folder';

const CONFIG = '/home/me/.docker/config.json';
const folder = tempFolder();
let double: RegistryDouble;
beforeEach(async () => {
  double = await startRegistry();
  double.gate.users.set('alice', 'p:wonder/land+');
});
afterEach(() => double.close());

const worldOf = (files: Record<string, string> = {}, password = 'p:wonder/land+\n') =>
  memoryWorld({ '/dev/stdin': password, ...files }, { env: { HOME: '/home/me' } });
const cli = (world: MemoryWorld, ...argv: string[]) =>
  run(argv, [login, logout, resolve], world, '0.0.0');
const loggedIn = (world: MemoryWorld) =>
  cli(world, 'login', double.host, '-u', 'alice', '--password-stdin');
const configOf = (world: MemoryWorld) =>
  JSON.parse(String(world.files.get(CONFIG))) as Record<string, Record<string, unknown>>;
const auth = (text: string) => ({ auth: Buffer.from(text).toString('base64') });

test.each(['basic', 'bearer'] as const)('a login that is right is kept (%s)', async (way) => {
  double.gate.way = way;
  const world = worldOf();
  expect(await loggedIn(world)).toBe(0);
  expect(configOf(world)).toEqual({ auths: { [double.host]: auth('alice:p:wonder/land+') } });
  expect(world.err.join()).toContain(`alice is logged in to ${double.host}; kept in ${CONFIG}`);
  world.err.length = 0;
  await cli(world, 'resolve', `oci://${double.host}/acme/core:v1`);
  expect(world.err.join()).toContain('OCI_NOT_FOUND');
});

test.each(['basic', 'bearer'] as const)('one that is wrong is not (%s)', async (way) => {
  double.gate.way = way;
  const world = worldOf({}, 'wrong-password');
  expect(await loggedIn(world)).toBe(2);
  expect(world.err.join()).toContain('OCI_UNAUTHORIZED');
  expect(world.err.join()).not.toContain('wrong-password');
  expect(world.err.join()).not.toContain('for \n');
  expect(world.files.has(CONFIG)).toBe(false);
});

test('whatever else the file says stays, and the same login in another spelling does not', async () => {
  double.gate.way = 'basic';
  const before = {
    proxies: { default: { httpProxy: 'http://p' } },
    auths: { 'ghcr.io': auth('me:x'), [`https://${double.host}/v1/`]: auth('old:old') },
    currentContext: 'desktop',
  };
  const world = worldOf({ [CONFIG]: JSON.stringify(before) });
  expect(await loggedIn(world)).toBe(0);
  expect(configOf(world)).toEqual({
    ...before,
    auths: { 'ghcr.io': auth('me:x'), [double.host]: auth('alice:p:wonder/land+') },
  });
  expect(await cli(world, 'logout', double.host)).toBe(0);
  expect(configOf(world)).toEqual({ ...before, auths: { 'ghcr.io': auth('me:x') } });
  expect(await cli(world, 'logout', double.host)).toBe(0);
  expect(world.err.at(-1)).toContain('unchanged: there is no login');
});

test('a registry that asks for nothing is told of', async () => {
  const world = worldOf();
  expect(await loggedIn(world)).toBe(0);
  expect(world.err.join()).toContain('asks for no login: the password is not checked');
});

test("Docker Hub's login is kept under its own name", async () => {
  const world = worldOf();
  await storeLogin(world, 'docker.io', { username: 'me', password: 'x' });
  expect(configOf(world)).toEqual({ auths: { 'https://index.docker.io/v1/': auth('me:x') } });
});

test('a password is asked for on a terminal', async () => {
  double.gate.way = 'basic';
  const world = { ...worldOf(), askSecret: () => Promise.resolve('p:wonder/land+') };
  expect(await cli(world, 'login', double.host, '--username', 'alice')).toBe(0);
});

test('the file is for its owner alone, even where it was not before', async () => {
  const home = join(folder, 'home');
  mkdirSync(join(home, '.docker'), { recursive: true });
  writeFileSync(join(home, '.docker/config.json'), '{}', { mode: 0o644 });
  const world = { env: { HOME: home }, disk: realDisk(folder), now: () => 0 };
  await storeLogin(world, 'ghcr.io', { username: 'me', password: 'x' });
  expect(statSync(join(home, '.docker/config.json')).mode & 0o777).toBe(0o600);
});

test('a file behind a link is written there, and the link stays', async () => {
  const home = join(folder, 'linked');
  mkdirSync(join(home, '.docker'), { recursive: true });
  writeFileSync(join(home, 'dotfile.json'), '{}');
  symlinkSync('../dotfile.json', join(home, '.docker/config.json'));
  const world = { env: { HOME: home }, disk: realDisk(folder), now: () => 0 };
  await storeLogin(world, 'ghcr.io', { username: 'me', password: 'x' });
  expect(lstatSync(join(home, '.docker/config.json')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(home, 'dotfile.json'), 'utf8')).toContain('ghcr.io');
});

test('a logout forgets every spelling, and a login replaces every one', async () => {
  const spelt = { 'docker.io': auth('a:a'), 'https://index.docker.io/v1/': auth('b:b') };
  const config = JSON.stringify({ auths: { ...spelt, 'ghcr.io': auth('me:x') } });
  const world = worldOf({ [CONFIG]: config });
  await storeLogin(world, 'registry-1.docker.io', { username: 'c', password: 'c' });
  expect(configOf(world)['auths']).toEqual({
    'ghcr.io': auth('me:x'),
    'https://index.docker.io/v1/': auth('c:c'),
  });
  world.disk.write(new Map([[CONFIG, config]]));
  expect(await cli(world, 'logout', 'docker.io')).toBe(0);
  expect(configOf(world)['auths']).toEqual({ 'ghcr.io': auth('me:x') });
});

describe('with a helper', () => {
  const log = join(folder, 'helper.log');
  const program = join(folder, 'docker-credential-fake');
  beforeAll(() => {
    writeFileSync(
      program,
      `#!/bin/sh\necho "$1" >> ${log}\ncat >> ${log}\n[ "$1" = erase ] && [ -n "$GONE" ] && { echo "credentials not found in native keychain"; exit 1; }\nexit \${CODE:-0}\n`,
    );
    chmodSync(program, 0o755);
  });
  beforeEach(() => writeFileSync(log, ''));

  const withHelper = (config: object, env: Record<string, string> = {}) => ({
    ...worldOf({ [CONFIG]: JSON.stringify(config) }),
    env: { HOME: '/home/me', PATH: `${folder}:${process.env['PATH']}`, ...env },
  });

  test.each<[string, () => object]>([
    ['for all registries', () => ({ credsStore: 'fake' })],
    ['for this one', () => ({ credHelpers: { [double.host]: 'fake' }, credsStore: 'missing' })],
  ])('%s, it keeps the login, and the file does not', async (_, config) => {
    const world = withHelper(config());
    expect(await loggedIn(world)).toBe(0);
    const [verb, input = ''] = readFileSync(log, 'utf8').split('\n');
    expect(verb).toBe('store');
    expect(JSON.parse(input)).toEqual({
      ServerURL: double.host,
      Username: 'alice',
      Secret: 'p:wonder/land+',
    });
    expect(configOf(world)).toEqual(config());
    expect(await cli(world, 'logout', double.host)).toBe(0);
    expect(readFileSync(log, 'utf8')).toContain(`erase\n${double.host}`);
  });

  test('it is told the name that it is asked by', async () => {
    const world = withHelper({ credHelpers: { 'docker.io': 'fake' } });
    await storeLogin(world, 'docker.io', { username: 'me', password: 'x' });
    expect(readFileSync(log, 'utf8')).toContain('"ServerURL":"docker.io"');
    writeFileSync(log, '');
    await credentialsOf(world)('docker.io', 'acme/core').catch(() => undefined);
    expect(readFileSync(log, 'utf8')).toBe('get\ndocker.io');
  });

  test('a registry whose helper is none keeps its login in the file', async () => {
    const world = withHelper({ credHelpers: { [double.host]: '' }, credsStore: 'fake' });
    expect(await loggedIn(world)).toBe(0);
    expect(configOf(world)['auths']).toEqual({ [double.host]: auth('alice:p:wonder/land+') });
    expect(readFileSync(log, 'utf8')).toBe('');
  });

  test('one that knows none has nothing to forget', async () => {
    const world = withHelper({ credsStore: 'fake' }, { GONE: '1' });
    expect(await cli(world, 'logout', double.host)).toBe(0);
    expect(world.err.join()).toContain('unchanged: there is no login');
  });

  test.each([
    ['fails', 'fake', "ended 'store' with code 3"],
    ['is missing', 'missing', 'is not installed'],
    ['is no name', '../fake', 'is no name of a program'],
  ])('one that %s is one clear error, without the password', async (_, credsStore, message) => {
    const world = withHelper({ credsStore }, { CODE: '3' });
    expect(await loggedIn(world)).toBe(2);
    expect(world.err.join()).toContain(message);
    expect(world.err.join()).not.toContain('wonder');
  });
});

test.each<[string[], Record<string, string>, string]>([
  [['login', 'ghcr.io/acme', '-u', 'a'], {}, "'ghcr.io/acme' is no registry"],
  [['login', 'https://ghcr.io', '-u', 'a'], {}, "'https://ghcr.io' is no registry"],
  [['login', 'ghcr.io'], {}, 'login needs a user'],
  [['login', 'ghcr.io', '-u', 'a'], {}, 'nobody is there to ask'],
  [['login', 'ghcr.io', '-u', 'a', '--password-stdin'], { '/dev/stdin': '' }, 'has no password'],
  [['logout', 'ghcr.io'], { [CONFIG]: '[]' }, 'is not a JSON object'],
])('%j is one clear error', async (argv, files, message) => {
  const world = worldOf(files);
  expect(await cli(world, ...argv)).toBe(2);
  expect(world.err.join()).toContain(message);
});
