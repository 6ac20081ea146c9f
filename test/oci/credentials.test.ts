import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentialsOf } from '../../lib/oci/credentials/lookup';
import { memoryWorld } from '../support/memory-world';

const HOME = '/home/me';
const basic = (username: string, password: string) => ({ kind: 'basic', username, password });
const login = (text: string) => ({ auth: Buffer.from(text).toString('base64') });
const config = (auths: object, rest: object = {}) => JSON.stringify({ auths, ...rest });

const find = (
  files: Record<string, string>,
  env: Record<string, string> = {},
  registry = 'ghcr.io',
  repository = 'acme/core',
) => credentialsOf(memoryWorld(files, { env: { HOME, ...env } }))(registry, repository);

describe('logins are found', () => {
  const me = config({ 'ghcr.io': login('me:secret') });
  const you = config({ 'ghcr.io': login('you:secret') });

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['in the home folder', { '/home/me/.docker/config.json': me }, {}],
    [
      'where DOCKER_CONFIG says',
      { '/d/config.json': me, '/home/me/.docker/config.json': you },
      { DOCKER_CONFIG: '/d' },
    ],
    ['where REGISTRY_AUTH_FILE says', { '/auth.json': me }, { REGISTRY_AUTH_FILE: '/auth.json' }],
    ['in the runtime folder', { '/run/1/containers/auth.json': me }, { XDG_RUNTIME_DIR: '/run/1' }],
    ['in the config folder', { '/c/containers/auth.json': me }, { XDG_CONFIG_HOME: '/c' }],
    ['in .config', { '/home/me/.config/containers/auth.json': me }, {}],
    ['in DOCKER_AUTH_CONFIG', {}, { DOCKER_AUTH_CONFIG: me }],
    [
      "in docker's file before podman's",
      { '/home/me/.docker/config.json': me, '/home/me/.config/containers/auth.json': you },
      {},
    ],
    [
      'in the next file, where one has none',
      { '/home/me/.docker/config.json': '{}', '/a': me },
      { REGISTRY_AUTH_FILE: '/a' },
    ],
  ])('%s', async (_, files, env) => {
    expect(await find(files, env)).toEqual(basic('me', 'secret'));
  });

  test.each<[string, object, string]>([
    ['by host', { 'ghcr.io': login('right:x') }, 'ghcr.io'],
    ['by address', { 'https://ghcr.io': login('right:x') }, 'ghcr.io'],
    ['by old address', { 'https://ghcr.io/v1/': login('right:x') }, 'ghcr.io'],
    [
      'by host and port',
      { 'localhost:5000': login('right:x'), localhost: login('no:x') },
      'localhost:5000',
    ],
    [
      'by the longest path',
      { 'ghcr.io': login('no:x'), 'ghcr.io/acme': login('right:x'), 'ghcr.io/ac': login('no:x') },
      'ghcr.io',
    ],
    [
      'under the old name of Docker Hub',
      { 'https://index.docker.io/v1/': login('right:x') },
      'docker.io',
    ],
    ['as user and password', { 'ghcr.io': { username: 'right', password: 'x' } }, 'ghcr.io'],
  ])('%s', async (_, auths, registry) => {
    const files = { '/home/me/.docker/config.json': config(auths) };
    expect(await find(files, {}, registry)).toEqual(basic('right', 'x'));
  });

  test('with colons in the password', async () => {
    const files = { '/home/me/.docker/config.json': config({ 'ghcr.io': login('me:a:b') }) };
    expect(await find(files)).toEqual(basic('me', 'a:b'));
  });

  test('as tokens', async () => {
    const files = (entry: object) => ({
      '/home/me/.docker/config.json': config({ 'ghcr.io': entry }),
    });
    expect(await find(files({ ...login('x:y'), identitytoken: 't' }))).toEqual({
      kind: 'identity',
      token: 't',
    });
    expect(await find(files({ registrytoken: 't' }))).toEqual({ kind: 'registry', token: 't' });
  });

  test('nowhere, where there are none', async () => {
    expect(await find({})).toBeUndefined();
    expect(
      await find({ '/home/me/.docker/config.json': config({ 'quay.io': login('a:b') }) }),
    ).toBeUndefined();
    expect(
      await find({ '/home/me/.docker/config.json': config({ 'ghcr.io': {} }) }),
    ).toBeUndefined();
  });
});

describe('a damaged file is named, and no secret of it', () => {
  test.each([
    ['that is no JSON', '{"auths": {"ghcr.io": {"auth": "c2VjcmV0"', 'is not a JSON object'],
    ['that is a list', '[]', 'is not a JSON object'],
    [
      'whose login is no login',
      config({ 'ghcr.io': { auth: 'c2VjcmV0' } }),
      "has an 'auth' for 'ghcr.io'",
    ],
  ])('%s', async (_, text, message) => {
    const failure = find({ '/home/me/.docker/config.json': text });
    await expect(failure).rejects.toMatchObject({ code: 'OCI_CREDENTIALS_INVALID' });
    await expect(failure).rejects.toThrow(`'/home/me/.docker/config.json' ${message}`);
    await failure.catch((error: unknown) => {
      expect(`${(error as Error).message}${String((error as Error).cause)}`).not.toMatch(
        /c2Vj|secret/,
      );
    });
  });
});

const posix = process.platform === 'win32' ? describe.skip : describe;
posix('credential helpers', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'helpers-'));
    const helper = (name: string, script: string) => {
      const path = join(folder, `docker-credential-${name}`);
      writeFileSync(path, `#!/bin/sh\n${script}\n`);
      chmodSync(path, 0o755);
    };
    helper(
      'good',
      `read server; echo "{\\"ServerURL\\":\\"$server\\",\\"Username\\":\\"$1\\",\\"Secret\\":\\"for $server\\"}"`,
    );
    helper('token', `echo '{"Username":"<token>","Secret":"refresh"}'`);
    helper('empty', `echo 'credentials not found in native keychain'; exit 1`);
    helper('broken', `echo 'my password is hunter2'; exit 3`);
    helper('chatty', `echo 'hunter2'`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const ask = (config: object, registry = 'ghcr.io') =>
    find(
      { '/home/me/.docker/config.json': JSON.stringify(config) },
      { PATH: `${folder}:/bin:/usr/bin` },
      registry,
    );

  test('of a registry come before the store, and that before the file', async () => {
    const all = {
      auths: { 'ghcr.io': login('file:x') },
      credHelpers: { 'ghcr.io': 'good' },
      credsStore: 'token',
    };
    expect(await ask(all)).toEqual(basic('get', 'for ghcr.io'));
    expect(await ask({ ...all, credHelpers: {} })).toEqual({ kind: 'identity', token: 'refresh' });
    expect(await ask({ ...all, credHelpers: {}, credsStore: 'empty' })).toEqual(basic('file', 'x'));
  });

  test('are asked for Docker Hub by its old address', async () => {
    expect(await ask({ credsStore: 'good' }, 'docker.io')).toEqual(
      basic('get', 'for https://index.docker.io/v1/'),
    );
  });

  test('that know nothing leave us nobody', async () => {
    expect(await ask({ credHelpers: { 'ghcr.io': 'empty' } })).toBeUndefined();
  });

  test.each([
    ['missing', 'is not installed'],
    ['broken', 'ended with code 3'],
    ['chatty', 'answered no JSON'],
    ['../evil', 'is no name of a program'],
  ])("'%s' is one clear error without what it printed", async (name, message) => {
    const failure = ask({ credsStore: name });
    await expect(failure).rejects.toMatchObject({ code: 'OCI_CREDENTIALS_INVALID' });
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.not.toThrow('hunter2');
  });
});
