import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realDisk } from '../../constructs/disk';
import { pack, parseReference, readFolder, Registry, unpack } from '../../lib/oci';
import { isInstalled, startRealRegistry, type RealRegistry } from '../support/registry/debian';

// Binaries on the PATH, or named by these variables.
const FLUX = process.env['FLUX'] ?? 'flux';
const ORAS = process.env['ORAS'] ?? 'oras';
const hasRegistry = isInstalled('docker-registry');
const withFlux = hasRegistry && isInstalled(FLUX) ? test : test.skip;
const withOras = hasRegistry && isInstalled(ORAS, ['version']) ? test : test.skip;

const LONG = `${'long'.repeat(40)}.yaml`;
const CONTENT: Readonly<Record<string, string>> = {
  'web.yaml': 'kind: Service\n',
  'base/größe.yaml': 'kind: ConfigMap\n',
  [`base/${LONG}`]: 'kind: Secret\n',
};

(hasRegistry ? describe : describe.skip)('other tools', () => {
  let folder: string;
  let server: RealRegistry;
  let client: Registry;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'peers-'));
    mkdirSync(join(folder, 'content/base'), { recursive: true });
    mkdirSync(join(folder, 'got'));
    for (const [path, text] of Object.entries(CONTENT)) {
      writeFileSync(join(folder, 'content', path), text);
    }
    server = await startRealRegistry();
    client = new Registry({ env: {}, disk: realDisk(folder), now: () => Date.now() });
    const artifact = await pack(readFolder(realDisk(folder), 'content'));
    await client.push(parseReference(`${server.host}/acme/ours:v1`), artifact);
  });
  afterAll(async () => {
    client.close();
    await server.close();
    rmSync(folder, { recursive: true });
  });
  const run = (program: string, ...argv: string[]) =>
    execFileSync(program, argv, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const pulled = async (name: string) => {
    const artifact = await client.pull(parseReference(`${server.host}/${name}`));
    return Object.fromEntries(unpack(artifact).map((f) => [f.path, f.content.toString()]));
  };

  withFlux('flux pulls what we push', () => {
    const place = `oci://${server.host}/acme/ours:v1`;
    run(FLUX, 'pull', 'artifact', place, '--output', 'got', '--insecure-registry');
    for (const [path, text] of Object.entries(CONTENT)) {
      expect(readFileSync(join(folder, 'got', path), 'utf8')).toBe(text);
    }
  });

  withFlux('we pull what flux pushes', async () => {
    const place = `oci://${server.host}/acme/flux:v1`;
    const facts = ['--source', 'here', '--revision', 'main@sha1:0', '--insecure-registry'];
    run(FLUX, 'push', 'artifact', place, '--path', 'content', ...facts);
    expect(await pulled('acme/flux:v1')).toEqual(CONTENT);
  });

  withOras('oras copies what we push, digest unchanged', async () => {
    const [from, to] = [`${server.host}/acme/ours:v1`, `${server.host}/acme/copy:v1`];
    run(ORAS, 'copy', '--from-plain-http', '--to-plain-http', from, to);
    const [ours, copy] = await Promise.all(
      [from, to].map((at) => client.resolve(parseReference(at))),
    );
    expect(copy).toBe(ours);
  });

  withOras('we pull the folder that oras pushes', async () => {
    run(ORAS, 'push', '--plain-http', `${server.host}/acme/oras:v1`, 'content');
    const expected = Object.entries(CONTENT).map(([path, text]) => [`content/${path}`, text]);
    expect(await pulled('acme/oras:v1')).toEqual(Object.fromEntries(expected));
  });
});
