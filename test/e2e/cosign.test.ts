import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { commands } from '../../lib/cli/commands';
import { run } from '../../lib/cli/run';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { isInstalled, startRealRegistry, type RealRegistry } from '../support/registry/debian';
import {
  ISSUER,
  signingConfigOf,
  startSigstore,
  tokenOf,
  WORKFLOW,
  type SigstoreDouble,
} from '../support/sigstore';

// On the PATH, or named by this variable; version 3.
const COSIGN = process.env['COSIGN'] ?? 'cosign';
const isHere = isInstalled('docker-registry') && isInstalled(COSIGN, ['version']);

(isHere ? describe : describe.skip)('cosign', () => {
  // A little before now: what cosign signs, it verifies at once.
  const now = Date.now() - 60_000;
  let folder: string;
  let server: RealRegistry;
  let sigstore: SigstoreDouble;
  let world: MemoryWorld;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cosign-'));
    [server, sigstore] = await Promise.all([startRealRegistry(), startSigstore(now)]);
    const files = { 'root.json': sigstore.trustedRoot(), token: tokenOf(now + 600_000) };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const env = { COSIGN_PASSWORD: 'open' };
    world = memoryWorld({ ...files, 'a/a.yaml': 'kind: ConfigMap\n' }, { env, now });
    await cli('generate-key-pair');
    writeFileSync(join(folder, 'cosign.pub'), world.disk.read('cosign.pub') ?? '');
  });
  afterAll(async () => {
    await Promise.all([server.close(), sigstore.close()]);
    rmSync(folder, { recursive: true });
  });

  const cli = (...argv: string[]) => run(argv, commands, world, '0.0.0');
  const place = (name: string) => `${server.host}/acme/${name}:v1`;
  const pushed = (name: string, ...flags: string[]) =>
    cli('push', `oci://${place(name)}`, '--path', 'a', '--no-lint', ...flags);
  const withConfig = (...versions: number[]) => {
    const text = JSON.stringify(signingConfigOf(sigstore, versions));
    writeFileSync(join(folder, 'signing.json'), text);
    world.disk.write(new Map([['signing.json', text]]));
    return ['--signing-config', 'signing.json', '--identity-token', 'token'];
  };
  const cosign = (verb: string, ...argv: string[]) =>
    promisify(execFile)(COSIGN, [verb, '--allow-http-registry', ...argv], {
      cwd: folder,
      env: { ...process.env, COSIGN_YES: 'true', TUF_ROOT: join(folder, 'tuf') },
    });
  const IDENTITY = [
    ...['--certificate-identity', WORKFLOW, '--certificate-oidc-issuer', ISSUER],
    ...['--trusted-root', 'root.json'],
  ];

  test('verifies what was signed in a layout by a key, in both forms', async () => {
    await cli('pack', '--path', 'a', '--out', 'box', '--name', 'core');
    await cli('sign', 'box', '--key', 'cosign.key', '--legacy');
    await cli('attest', 'box', '--provenance', '--key', 'cosign.key');
    expect(await cli('copy', 'box', `oci://${place('key')}`)).toBe(0);
    const byKey = ['--key', 'cosign.pub', '--insecure-ignore-tlog', place('key')];
    await cosign('verify', ...byKey);
    await cosign('verify', '--new-bundle-format=false', ...byKey);
    await cosign('verify-attestation', '--type', 'slsaprovenance1', ...byKey);
  });

  test.each([[[1]], [[2]], [[1, 2]]])('and we verify each other, logs of %j', async (versions) => {
    const name = `logs${versions.join('-')}`;
    const flags = withConfig(...versions);
    expect(await pushed(`${name}-ours`, '--sign', '--keyless', ...flags)).toBe(0);
    await cosign('verify', ...IDENTITY, place(`${name}-ours`));
    const other = IDENTITY.map((one) => one.replace('acme/app', 'acme/other'));
    await expect(cosign('verify', ...other, place(`${name}-ours`))).rejects.toThrow(
      'CertificateIdentity',
    );

    await pushed(`${name}-theirs`);
    const reference = world.out.at(-1) ?? '';
    await cosign('sign', ...flags, '--trusted-root', 'root.json', reference);
    expect(await cli('verify', `oci://${place(`${name}-theirs`)}`, ...IDENTITY)).toBe(0);
  });

  test('verifies the older form of a certificate, offline', async () => {
    const flags = withConfig(1, 2);
    expect(await pushed('older', '--sign', '--keyless', '--legacy', ...flags)).toBe(0);
    const older = ['--new-bundle-format=false', '--offline', ...IDENTITY];
    await cosign('verify', ...older, place('older'));
  });
});
