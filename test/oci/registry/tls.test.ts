import { packSync, parseReference, Registry, type RegistryOptions } from '../../../lib/oci';
import { memoryWorld } from '../../support/memory-world';
import { startRegistry, type RegistryDouble } from '../../support/registry';
import { makeCertificate } from '../../support/registry/certificate';
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

  test('a client certificate is shown to a registry that asks for it', async () => {
    const keys = makeCertificate();
    const asking = await startRegistry({ ...keys, requestCert: true, ca: keys.cert });
    const at = parseReference(`${asking.host}/acme/core:v1`);
    const options = { ca: keys.cert, retry: { tries: 1 } };
    const named = new Registry(memoryWorld(), { ...options, clientCertificate: keys });
    const nobody = new Registry(memoryWorld(), options);
    opened.push(named, nobody);
    asking.faults.location = 'relative';
    expect((await named.push(at, artifact)).moved).toEqual(['v1']);
    await expect(nobody.push(at, artifact)).rejects.toMatchObject({ code: 'OCI_UNREACHABLE' });
    await asking.close();
  });

  test('HTTP where HTTPS is spoken is one clear error', async () => {
    await expect(push({ plainHttp: true })).rejects.toMatchObject({ name: 'OciError' });
  });
});
