import { packSync, parseReference, Registry, type RegistryOptions } from '../../../lib/oci';
import { proxyFor } from '../../../lib/oci/registry/proxy';
import { memoryWorld } from '../../support/memory-world';
import { startRegistry, type RegistryDouble } from '../../support/registry';
import { makeCertificate } from '../../support/registry/certificate';
import { isInstalled } from '../../support/registry/debian';
import { startProxy, type ProxyDouble } from '../../support/registry/proxy';

const P = 'http://proxy:3128';

describe('the proxy to an address', () => {
  test.each<[string, Record<string, string>, string | undefined]>([
    ['https://ghcr.io', {}, undefined],
    ['https://ghcr.io', { HTTPS_PROXY: P }, 'http://proxy:3128/'],
    ['https://ghcr.io', { https_proxy: P }, 'http://proxy:3128/'],
    ['https://ghcr.io', { HTTPS_PROXY: 'proxy:3128' }, 'http://proxy:3128/'],
    ['https://ghcr.io', { HTTPS_PROXY: 'https://proxy' }, 'https://proxy/'],
    ['https://ghcr.io', { HTTP_PROXY: P }, undefined],
    ['http://ghcr.io', { HTTP_PROXY: P }, 'http://proxy:3128/'],
    ['http://ghcr.io', { HTTPS_PROXY: P }, undefined],
    ['https://127.0.0.1:5000', { HTTPS_PROXY: P }, undefined],
    ['https://localhost', { HTTPS_PROXY: P }, undefined],
    ['https://ghcr.io', { HTTPS_PROXY: P, NO_PROXY: '*' }, undefined],
    ['https://ghcr.io', { HTTPS_PROXY: P, NO_PROXY: 'a.io, GHCR.io' }, undefined],
    ['https://ghcr.io', { HTTPS_PROXY: P, no_proxy: 'ghcr.io' }, undefined],
    ['https://r.acme.io', { HTTPS_PROXY: P, NO_PROXY: 'acme.io' }, undefined],
    ['https://r.acme.io', { HTTPS_PROXY: P, NO_PROXY: '.acme.io' }, undefined],
    ['https://r.acme.io', { HTTPS_PROXY: P, NO_PROXY: '*.acme.io' }, undefined],
    ['https://acme.io', { HTTPS_PROXY: P, NO_PROXY: '.acme.io' }, 'http://proxy:3128/'],
    ['https://notacme.io', { HTTPS_PROXY: P, NO_PROXY: 'acme.io' }, 'http://proxy:3128/'],
    ['https://acme.io:5000', { HTTPS_PROXY: P, NO_PROXY: 'acme.io:5000' }, undefined],
    ['https://acme.io', { HTTPS_PROXY: P, NO_PROXY: 'acme.io:5000' }, 'http://proxy:3128/'],
    ['https://acme.io', { HTTPS_PROXY: P, NO_PROXY: 'acme.io:443' }, undefined],
    ['https://10.1.2.3', { HTTPS_PROXY: P, NO_PROXY: '10.0.0.0/8' }, undefined],
    ['https://11.1.2.3', { HTTPS_PROXY: P, NO_PROXY: '10.0.0.0/8' }, 'http://proxy:3128/'],
    ['https://10.1.2.3', { HTTPS_PROXY: P, NO_PROXY: '10.1.2.3' }, undefined],
    ['https://[fd00::1]', { HTTPS_PROXY: P, NO_PROXY: 'fd00::/8' }, undefined],
    ['https://[fd00::1]:5000', { HTTPS_PROXY: P, NO_PROXY: '[fd00::1]:5000' }, undefined],
    ['https://acme.io', { HTTPS_PROXY: P, NO_PROXY: '10.0.0.0/99' }, 'http://proxy:3128/'],
  ])('%s with %j is %s', (to, env, expected) => {
    expect(proxyFor(new URL(to), env)?.url.href).toBe(expected);
  });

  test('knows user and password, and does not show them in its address', () => {
    const found = proxyFor(new URL('https://a.io'), { HTTPS_PROXY: 'http://me:p%40ss@proxy:1' });
    expect(found?.url.href).toBe('http://proxy:1/');
    expect(Buffer.from(found?.authorization?.slice(6) ?? '', 'base64').toString()).toBe('me:p@ss');
  });

  test.each(['socks5://proxy:1', 'http://'])('%s is an error that names the variable', (text) => {
    expect(() => proxyFor(new URL('https://a.io'), { HTTPS_PROXY: text })).toThrow(
      'HTTPS_PROXY is no address of an HTTP proxy',
    );
  });
});

(isInstalled('openssl', ['version']) ? describe : describe.skip)('through a proxy', () => {
  const artifact = packSync([{ path: 'web.yaml', content: 'kind: Service\n' }]);
  let double: RegistryDouble;
  let proxy: ProxyDouble;
  let cert: string;
  let registry: Registry;
  beforeEach(async () => {
    const keys = makeCertificate();
    cert = keys.cert;
    double = await startRegistry(keys);
    double.faults.location = 'relative';
    proxy = await startProxy(Number(double.host.split(':')[1]));
  });
  afterEach(async () => {
    registry.close();
    await Promise.all([proxy.close(), double.close()]);
  });
  const push = (options: RegistryOptions = {}, login = 'me:secret@') => {
    const env = { HTTPS_PROXY: `http://${login}${proxy.host}`, HTTP_PROXY: `http://${proxy.host}` };
    registry = new Registry(memoryWorld({}, { env }), {
      ca: cert,
      retry: { tries: 1 },
      ...options,
    });
    return registry.push(parseReference('registry.acme.test/acme/core:v1'), artifact);
  };

  test('a registry is reached, and the proxy sees its name alone', async () => {
    expect((await push()).moved).toEqual(['v1']);
    const login = Buffer.from('me:secret').toString('base64');
    expect(new Set(proxy.requests)).toEqual(
      new Set([`CONNECT registry.acme.test:443 Basic ${login}`]),
    );
    expect(proxy.requests.length).toBeLessThan(double.requests.length);
  });

  test('a registry without TLS is asked by the proxy', async () => {
    const plain = await startRegistry();
    plain.faults.location = 'relative';
    await proxy.close();
    proxy = await startProxy(Number(plain.host.split(':')[1]));
    await push({ plainHttp: true });
    expect(proxy.requests[0]).toBe('HEAD http://registry.acme.test/v2/acme/core/manifests/v1');
    await plain.close();
  });

  test('the certificate of another host is refused', async () => {
    registry = new Registry(memoryWorld({}, { env: { HTTPS_PROXY: `http://${proxy.host}` } }), {
      ca: cert,
      retry: { tries: 1 },
    });
    const failure = registry.resolve(parseReference('other.acme.test/acme/core:v1'));
    await expect(failure).rejects.toMatchObject({ code: 'OCI_UNREACHABLE' });
    await expect(failure).rejects.toThrow('shows a certificate');
  });

  test.each<[ProxyDouble['refuse'], string, string]>([
    [407, 'OCI_UNAUTHORIZED', 'answers 407 to a connection to registry.acme.test'],
    [403, 'OCI_UNREACHABLE', 'answers 403 to a connection to registry.acme.test'],
    ['silence', 'OCI_UNREACHABLE', 'registry.acme.test does not answer'],
  ])('a proxy that says %s is named, its password never', async (refuse, code, message) => {
    proxy.refuse = refuse;
    const failure = push({ idleMs: 200 });
    await expect(failure).rejects.toMatchObject({ code });
    const error = (await failure.catch((caught: unknown) => caught)) as Error & { hint: string };
    expect(error.message).toContain(message);
    expect(`${error.message} ${error.hint}`).toContain(proxy.host);
    expect(JSON.stringify([error.message, error.hint, String(error.stack)])).not.toContain(
      'secret',
    );
  });

  test('a proxy that is not there is named', async () => {
    await proxy.close();
    await expect(push()).rejects.toMatchObject({
      code: 'OCI_UNREACHABLE',
      hint: expect.stringContaining(`through the proxy ${proxy.host} of HTTPS_PROXY`) as string,
    });
    proxy = await startProxy(1);
  });
});
