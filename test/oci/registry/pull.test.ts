import { packSync, unpack } from '../../../lib/oci';
import { startRegistry } from '../../support/registry';
import { withPushed, type Pushed } from '../../support/registry/pushed';

const artifact = packSync([{ path: 'web.yaml', content: 'kind: Service\n'.repeat(50) }]);

const pushed = withPushed(artifact);
let { double, registry, at, open }: Pushed = {} as Pushed;
beforeEach(() => void ({ double, registry, at, open } = pushed()));

describe('a pull', () => {
  test.each(['acme/core:v1', `acme/core@${artifact.digest}`])('gives back %s', async (name) => {
    const pulled = await registry.pull(at(name));
    const { files: _, ...stored } = artifact;
    expect(pulled).toEqual(stored);
    expect(unpack(pulled).map(({ path }) => path)).toEqual(['web.yaml']);
  });

  test('follows the registry to its storage, without a password', async () => {
    const storage = await startRegistry();
    for (const [key, bytes] of double.store.blobs) storage.store.blobs.set(key, bytes);
    double.gate.way = 'basic';
    double.gate.users.set('alice', 'wonderland');
    double.faults.storage = `http://${storage.host}`;
    const named = open({ credentials: { username: 'alice', password: 'wonderland' } });
    expect((await named.pull(at())).digest).toBe(artifact.digest);
    expect(storage.authorizations).toEqual(['', '']);
    named.close();
    await storage.close();
  });

  test('does not follow in circles', async () => {
    double.faults.storage = `http://${double.host}/v2/acme/core/blobs/${artifact.layer.digest}?`;
    await expect(registry.pull(at())).rejects.toMatchObject({ code: 'OCI_REGISTRY_NONSENSE' });
    expect(double.requests.length).toBeLessThan(15);
  });

  test('reads artifacts of Flux too', async () => {
    rewrite((m) => {
      const [layer] = m.layers as { mediaType: string }[];
      if (layer) layer.mediaType = 'application/vnd.cncf.flux.content.v1.tar+gzip';
    });
    expect(unpack(await registry.pull(at('acme/core:other')))).toHaveLength(1);
  });
});

describe('a pull fails with one clear error against', () => {
  test.each<[string, () => unknown, string, string]>([
    [
      'a tag that does not exist',
      () => double.store.manifests.clear(),
      'OCI_NOT_FOUND',
      "has no tag 'v1' in acme/core",
    ],
    [
      'a blob that is gone',
      () => double.store.blobs.clear(),
      'OCI_NOT_FOUND',
      'answers 404 to GET',
    ],
    [
      'wrong bytes of a blob',
      () => (double.faults.blobs = 'wrong'),
      'OCI_DIGEST_MISMATCH',
      'reading blob sha256:',
    ],
    [
      'truncated blobs of a registry without ranges',
      () => Object.assign(double.faults, { blobs: 'truncated', ranges: 'ignored' }),
      'OCI_UNREACHABLE',
      'breaks off',
    ],
    [
      'blobs longer than stated',
      () => (double.faults.blobs = 'endless'),
      'OCI_LIMIT_EXCEEDED',
      'sends more than',
    ],
    [
      'a wrong digest header',
      () => (double.faults.digestHeader = 'wrong'),
      'OCI_DIGEST_MISMATCH',
      'states digest',
    ],
    ['a web server', () => (double.faults.html = true), 'OCI_REGISTRY_NONSENSE', 'text/html'],
    [
      'a redirect to nowhere',
      () => (double.faults.storage = 'ftp://x'),
      'OCI_REGISTRY_NONSENSE',
      'sends us to ftp://x',
    ],
    [
      'a redirect to no address',
      () => (double.faults.storage = 'http://['),
      'OCI_REGISTRY_NONSENSE',
      'sends us to no address',
    ],
  ])('%s', async (_, arrange, code, message) => {
    arrange();
    const failure = registry.pull(at());
    await expect(failure).rejects.toMatchObject({ code, name: 'OciError' });
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toThrow(double.host);
  });

  test('a manifest that is not the one asked for', async () => {
    double.faults.digestHeader = 'none';
    const wanted = `acme/core@${artifact.config.digest}`;
    const manifest = double.store.manifests.get('acme/core:v1');
    if (manifest) double.store.manifests.set(`acme/core:${artifact.config.digest}`, manifest);
    await expect(registry.pull(at(wanted))).rejects.toMatchObject({ code: 'OCI_DIGEST_MISMATCH' });
  });

  test('an index of several manifests', async () => {
    put('acme/core:other', { manifests: [], mediaType: 'application/vnd.oci.image.index.v1+json' });
    await expect(registry.pull(at('acme/core:other'))).rejects.toThrow('is an index of several');
  });

  test('an artifact without a layer of gzipped tar', async () => {
    rewrite((m) => {
      m.layers = [];
    });
    await expect(registry.pull(at('acme/core:other'))).rejects.toThrow(
      'has 0 layers of gzipped tar',
    );
  });

  test('an artifact of several layers of gzipped tar', async () => {
    rewrite((m) => {
      m.layers = [...(m.layers as object[]), ...(m.layers as object[])];
    });
    await expect(registry.pull(at('acme/core:other'))).rejects.toThrow('has 2 layers of gzipped');
  });

  test('a layer over the limit, before it is read', async () => {
    const small = open({ layerLimitBytes: 10 });
    await expect(small.pull(at())).rejects.toMatchObject({ code: 'OCI_LIMIT_EXCEEDED' });
    expect(double.requests.some((line) => line.endsWith(artifact.layer.digest))).toBe(false);
    small.close();
  });

  test('a manifest over the limit', async () => {
    put('acme/core:other', { layers: [], padding: 'x'.repeat(5 * 2 ** 20) });
    await expect(registry.pull(at('acme/core:other'))).rejects.toMatchObject({
      code: 'OCI_LIMIT_EXCEEDED',
    });
  });

  test('a layer that is not the one that its config names', async () => {
    const lying = { ...artifact, config: packSync([{ path: 'x', content: '' }]).config };
    expect(() => unpack(lying)).toThrow(expect.objectContaining({ code: 'OCI_DIGEST_MISMATCH' }));
  });
});

describe('resolve', () => {
  test('gives the digest of a tag', async () => {
    expect(await registry.resolve(at())).toBe(artifact.digest);
    expect(double.requests).toEqual(['GET /v2/acme/core/manifests/v1']);
  });

  test('gives that of the bytes, whatever a HEAD says of them', async () => {
    double.faults.heads = `sha256:${'0'.repeat(64)}`;
    expect(await registry.resolve(at())).toBe(artifact.digest);
  });

  test('believes no digest whose bytes are others', async () => {
    const wanted = at(`acme/core@sha256:${'0'.repeat(64)}`);
    const kept = double.store.manifests.get('acme/core:v1');
    if (kept) double.store.manifests.set(`acme/core:${wanted.identifier}`, kept);
    double.faults.heads = wanted.identifier;
    await expect(registry.resolve(wanted)).rejects.toMatchObject({ code: 'OCI_DIGEST_MISMATCH' });
  });

  test('names a tag that does not exist', async () => {
    await expect(registry.resolve(at('acme/core:v9'))).rejects.toMatchObject({
      code: 'OCI_NOT_FOUND',
      message: `${double.host} has no tag 'v9' in acme/core`,
    });
  });
});

function put(key: string, value: object): void {
  double.store.manifests.set(key, { type: '', bytes: Buffer.from(JSON.stringify(value)) });
}

function rewrite(change: (manifest: Record<string, unknown>) => void): void {
  const manifest = JSON.parse(artifact.manifest.bytes.toString()) as Record<string, unknown>;
  change(manifest);
  put('acme/core:other', manifest);
}
