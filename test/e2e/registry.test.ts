import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realDisk } from '../../constructs/disk';
import { packSync, parseReference, Registry, unpack } from '../../lib/oci';
import { blobOf } from '../../lib/oci/descriptor';
import { cli as runCli, isBuilt, type Outcome } from '../support/built-cli';
import {
  isInstalled,
  LOGIN,
  startRealRegistry,
  type RealRegistry,
} from '../support/registry/debian';

const GOOD = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
const hasRegistry = isInstalled('docker-registry') && isBuilt();
const withRegistry = hasRegistry ? describe : describe.skip;
const withSkopeo = hasRegistry && isInstalled('skopeo') ? test : test.skip;

let folder: string;
let registry: RealRegistry;
const cli = (...argv: string[]): Outcome => runCli(argv, { cwd: folder });

function makeContent(): void {
  folder = mkdtempSync(join(tmpdir(), 'e2e-'));
  mkdirSync(join(folder, 'dist/core/base'), { recursive: true });
  writeFileSync(join(folder, 'dist/core/web.yaml'), GOOD('web'));
  writeFileSync(join(folder, 'dist/core/base/größe.yaml'), GOOD('size'));
}

withRegistry('against docker-registry', () => {
  beforeAll(async () => {
    makeContent();
    registry = await startRealRegistry();
  });
  afterAll(async () => {
    await registry.close();
    rmSync(folder, { recursive: true });
  });
  const target = (rest: string) => `oci://${registry.host}/${rest}`;

  test('what is pushed can be pulled, byte for byte', () => {
    const packed = cli('pack', '--path', 'dist/core');
    const pushed = cli('push', target('acme/core:v1'), '--path', 'dist/core');
    expect(pushed).toEqual({
      code: 0,
      stdout: `${registry.host}/acme/core@${packed.stdout}`,
      stderr: '',
    });
    expect(cli('pull', `oci://${pushed.stdout}`, '--output', 'got')).toEqual({
      code: 0,
      stdout: pushed.stdout,
      stderr: '',
    });
    expect(readdirSync(join(folder, 'got'), { recursive: true }).sort()).toEqual(
      readdirSync(join(folder, 'dist/core'), { recursive: true }).sort(),
    );
    expect(readFileSync(join(folder, 'got/base/größe.yaml'), 'utf8')).toBe(GOOD('size'));
  });

  test('a digest knows neither time zone nor folder nor mode', () => {
    const { stdout: digest } = cli('pack', '--path', 'dist/core');
    cpSync(join(folder, 'dist/core'), join(folder, 'elsewhere'), { recursive: true });
    chmodSync(join(folder, 'elsewhere/web.yaml'), 0o700);
    for (const TZ of ['Asia/Kolkata', 'America/New_York']) {
      const argv = ['pack', '--path', '.', '--out', '../layout-elsewhere'];
      const { stdout } = runCli(argv, { cwd: join(folder, 'elsewhere'), env: { TZ } });
      expect(stdout).toBe(digest);
    }
  });

  test('the same content is not pushed twice', () => {
    const first = cli('push', target('acme/twice:v1'), '--path', 'dist/core');
    const second = cli('push', target('acme/twice:v1'), '--path', 'dist/core');
    expect(second).toEqual({ ...first, stderr: 'unchanged: the registry has it already' });
  });

  test('tags are listed, moved, copied and removed', () => {
    const { stdout: pushed } = cli('push', target('acme/tags:1.9.0'), '--path', 'dist/core');
    const digest = pushed.split('@')[1] ?? '';
    expect(cli('tag', target('acme/tags:1.9.0'), '1.10.0', 'live').stdout).toBe(pushed);
    const listed = cli('list', target('acme/tags'), '--output', 'name').stdout;
    expect(listed.split('\n').map((line) => line.split(':').at(-1))).toEqual([
      '1.10.0',
      '1.9.0',
      'live',
    ]);
    expect(cli('resolve', target('acme/tags:live')).stdout).toBe(pushed);
    const copied = cli('copy', target('acme/tags:live'), target('acme/copied:live'));
    expect(copied).toEqual({
      code: 0,
      stdout: `${registry.host}/acme/copied@${digest}`,
      stderr: '',
    });
    expect(cli('tree', target('acme/copied:live')).stdout).toBe(copied.stdout);
    expect(cli('rm', target(`acme/copied@${digest}`))).toMatchObject({ code: 0 });
    const { code, stderr } = cli('pull', `oci://${copied.stdout}`, '--output', 'gone');
    expect({ code, stderr }).toMatchObject({ code: 2 });
    expect(stderr).toContain('OCI_NOT_FOUND');
  });

  test('an upload in chunks arrives whole, and what refers to it is found', async () => {
    const world = { env: {}, disk: realDisk(folder), now: () => Date.now() };
    const client = new Registry(world, { chunkBytes: 50_000 });
    const content = randomBytes(200_000).toString('hex');
    const artifact = packSync([{ path: 'noise.yaml', content }]);
    const at = parseReference(`${registry.host}/acme/chunks:v1`);
    await client.push(at, artifact);
    expect(unpack(await client.pull(at))[0]?.content.toString()).toBe(content);
    const note = blobOf('application/vnd.acme.note', Buffer.from('hello'));
    await client.attach(at, { artifactType: 'application/vnd.acme.note', content: note });
    const to = { ...at, repository: 'acme/chunks-live' };
    const { referrers } = await client.copy(at, to);
    expect(referrers.map(({ artifactType }) => artifactType)).toEqual([note.mediaType]);
    expect(await client.referrers(to, artifact.digest)).toEqual(referrers);
    client.close();
  });

  test('an unknown tag and an unknown repository are one clear error', () => {
    for (const name of ['acme/core:nope', 'nobody/here:v1']) {
      const { code, stdout, stderr } = cli('pull', target(name), '--output', 'nothing');
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('error OCI_NOT_FOUND');
      expect(stderr).not.toContain('    at ');
    }
    expect(readdirSync(folder)).not.toContain('nothing');
  });

  test('a registry that is not there is one clear error', () => {
    const { code, stderr } = cli('push', 'oci://127.0.0.1:1/a/b:v1', '--path', 'dist/core');
    expect(code).toBe(2);
    expect(stderr).toBe(
      'error OCI_UNREACHABLE: looking for 127.0.0.1:1/a/b:v1: 127.0.0.1:1 refuses the connection\n' +
        '  check that it runs, and the port',
    );
  });

  withSkopeo('skopeo copies our layout to a registry, digest unchanged', () => {
    const { stdout: digest } = cli(
      'pack',
      '--path',
      'dist/core',
      '--out',
      'layout',
      '--name',
      'core',
    );
    const place = `${registry.host}/skopeo/core:v1`;
    skopeo(
      'copy',
      '--dest-tls-verify=false',
      `oci:${join(folder, 'layout')}:core`,
      `docker://${place}`,
    );
    const { stdout } = cli('pull', `oci://${place}`, '--output', 'from-skopeo');
    expect(stdout).toBe(`${registry.host}/skopeo/core@${digest}`);
    expect(readFileSync(join(folder, 'from-skopeo/web.yaml'), 'utf8')).toBe(GOOD('web'));
  });

  withSkopeo('skopeo reads what we pushed, and its layout is one of ours', () => {
    const { stdout } = cli('push', target('acme/read:v1'), '--path', 'dist/core');
    const place = `docker://${registry.host}/acme/read:v1`;
    const raw = skopeo('inspect', '--raw', '--tls-verify=false', place);
    expect(raw).toContain('application/vnd.oci.image.layer.v1.tar+gzip');
    skopeo('copy', '--src-tls-verify=false', place, `oci:${join(folder, 'copied')}:it`);
    const again = cli('push', target('acme/read2:v1'), '--layout', 'copied');
    expect(again.stdout.split('@')[1]).toBe(stdout.split('@')[1]);
  });
});

withRegistry('against docker-registry with a password', () => {
  beforeAll(async () => {
    makeContent();
    registry = await startRealRegistry({ login: true });
  });
  afterAll(async () => {
    await registry.close();
    rmSync(folder, { recursive: true });
  });
  const push = (flags: readonly string[], options: { input?: string; env?: NodeJS.ProcessEnv }) =>
    runCli(['push', `oci://${registry.host}/acme/core:v1`, '--path', 'dist/core', ...flags], {
      cwd: folder,
      ...options,
      env: { HOME: folder, ...options.env },
    });
  const flags = ['--username', LOGIN.username, '--password-stdin'];

  test('the password on standard input opens it', () => {
    expect(push(flags, { input: `${LOGIN.password}\n` })).toMatchObject({ code: 0, stderr: '' });
  });

  test('so does the one that docker stored', () => {
    const auth = Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString('base64');
    const config = JSON.stringify({ auths: { [registry.host]: { auth } } });
    mkdirSync(join(folder, 'docker'));
    writeFileSync(join(folder, 'docker/config.json'), config);
    const env = { DOCKER_CONFIG: join(folder, 'docker') };
    expect(push([], { env })).toMatchObject({ code: 0 });
  });

  test('a wrong one is named, never printed', () => {
    const { code, stderr } = push([...flags, '--debug'], { input: 'not-the-password' });
    expect(code).toBe(2);
    expect(stderr).toContain(`${registry.host} refuses user 'alice' for acme/core`);
    expect(stderr).not.toContain('not-the-password');
  });

  test('none is an error that says how to log in', () => {
    const { code, stderr } = push([], {});
    expect(code).toBe(2);
    expect(stderr).toContain('wants a login, and none is stored for it');
    expect(stderr).toContain(`run cdk8s-gitops login ${registry.host}`);
  });
});

function skopeo(...argv: string[]): string {
  return execFileSync('skopeo', argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
