import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packSync, parseReference, Registry, type RegistryOptions } from '../../../lib/oci';
import { memoryWorld } from '../../support/memory-world';
import { startRegistry, type RegistryDouble } from '../../support/registry';
import { isInstalled } from '../../support/registry/debian';

const artifact = packSync([{ path: 'web.yaml', content: 'kind: Service\n' }]);

(isInstalled('openssl', ['version']) ? describe : describe.skip)('over TLS', () => {
  let double: RegistryDouble;
  let cert: string;
  const opened: Registry[] = [];
  beforeAll(async () => {
    const keys = makeCertificate();
    cert = keys.cert;
    double = await startRegistry(keys);
    double.faults.location = 'relative';
  });
  afterAll(async () => {
    for (const registry of opened) registry.close();
    await double.close();
  });
  const push = (options: RegistryOptions, env = {}) => {
    const registry = new Registry(memoryWorld({}, { env }), { retry: { tries: 1 }, ...options });
    opened.push(registry);
    return registry.push(parseReference(`${double.host}/acme/core:v1`), artifact);
  };

  test('a certificate of the given authority is trusted, on this machine too', async () => {
    expect((await push({ ca: cert })).moved).toEqual(['v1']);
  });

  test('an upload that leads to HTTP is refused', async () => {
    double.faults.location = 'absolute';
    double.store.blobs.clear();
    double.store.manifests.clear();
    await expect(push({ ca: cert })).rejects.toThrow(
      `sends us from HTTPS to http://${double.host}/`,
    );
  });

  test('an unknown certificate is refused', async () => {
    await expect(push({ plainHttp: false })).rejects.toMatchObject({
      code: 'OCI_UNREACHABLE',
      message: expect.stringMatching(/shows a certificate that is not trusted \(\w+\)$/) as string,
      hint: 'give its authority by --ca-file',
    });
  });

  test('a proxy that we do not use is named where it may be the reason', async () => {
    const failure = push({ plainHttp: false }, { HTTPS_PROXY: 'http://user:secret@proxy:3128' });
    await expect(failure).rejects.toMatchObject({
      hint: 'give its authority by --ca-file; HTTPS_PROXY is set, but not used by us',
    });
  });

  test('HTTP where HTTPS is spoken is one clear error', async () => {
    await expect(push({ plainHttp: true })).rejects.toMatchObject({ name: 'OciError' });
  });
});

function makeCertificate(): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  try {
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
        ...['-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=127.0.0.1'],
        ...['-addext', 'subjectAltName=IP:127.0.0.1'],
      ],
      { stdio: 'ignore' },
    );
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
