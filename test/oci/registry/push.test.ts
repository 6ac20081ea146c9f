import { packSync, parseReference, Registry, type RegistryOptions } from '../../../lib/oci';
import { memoryWorld } from '../../support/memory-world';
import { startRegistry, type RegistryDouble } from '../../support/registry';

const artifact = packSync([{ path: 'web.yaml', content: 'kind: Service\n' }]);
const other = packSync([{ path: 'web.yaml', content: 'kind: Secret\n' }]);

let double: RegistryDouble;
let registry: Registry;
const reported: string[] = [];

beforeEach(async () => {
  double = await startRegistry();
  registry = open();
  reported.length = 0;
});
afterEach(async () => {
  registry.close();
  await double.close();
});

const at = (rest = 'acme/core:v1') => parseReference(`${double.host}/${rest}`);
const open = (options: RegistryOptions = {}) =>
  new Registry(memoryWorld(), {
    retry: { baseMs: 1, tries: 4 },
    report: (text) => reported.push(text),
    ...options,
  });

describe('a push', () => {
  test('uploads blobs first and moves the tag last', async () => {
    const { reference, moved } = await registry.push(at(), artifact);
    expect(reference).toBe(`${double.host}/acme/core@${artifact.digest}`);
    expect(moved).toEqual(['v1']);
    expect(double.requests[0]).toBe('HEAD /v2/acme/core/manifests/v1');
    expect(double.requests.at(-1)).toBe('PUT /v2/acme/core/manifests/v1');
    expect(double.requests).toHaveLength(8);
  });

  test('of what is there already writes nothing', async () => {
    await registry.push(at(), artifact);
    double.requests.length = 0;
    expect((await registry.push(at(), artifact)).moved).toEqual([]);
    // No more than a HEAD and a PUT: that it is there is read, not believed.
    expect(double.requests).toEqual([
      'HEAD /v2/acme/core/manifests/v1',
      `GET /v2/acme/core/manifests/${artifact.digest}`,
    ]);
  });

  test('of what only a header says is there writes it', async () => {
    double.faults.heads = artifact.digest;
    expect((await registry.push(at(), artifact)).moved).toEqual(['v1']);
    double.faults.heads = undefined;
    expect(await registry.resolve(at())).toBe(artifact.digest);
  });

  test('moves a tag that stood for something else', async () => {
    await registry.push(at(), other);
    expect((await registry.push(at(), artifact)).moved).toEqual(['v1']);
    expect(await registry.resolve(at())).toBe(artifact.digest);
  });

  test('gives several tags to one manifest, and only those that lack it', async () => {
    await registry.push(at(), artifact, { tags: ['v1.0', 'v1'] });
    double.requests.length = 0;
    const { moved } = await registry.push(at(), artifact, { tags: ['latest', 'v1.0'] });
    expect(moved).toEqual(['latest']);
    expect(double.requests.filter((line) => !line.startsWith('HEAD'))).toEqual([
      'PUT /v2/acme/core/manifests/latest',
    ]);
  });

  test('uploads no blob twice', async () => {
    await registry.push(at('acme/core:v1'), artifact);
    double.requests.length = 0;
    const noted = packSync([{ path: 'web.yaml', content: 'kind: Service\n' }], {
      annotations: { a: 'b' },
    });
    await registry.push(at('acme/core:v2'), noted);
    expect(double.requests.filter((line) => /uploads/.test(line))).toEqual([]);
  });

  test('uploads a blob whose length is not right there', async () => {
    const headers = { 'content-length': '5' };
    double.faults.instead.push({ match: /^HEAD .*blobs/, status: 200, headers, times: 2 });
    await registry.push(at(), artifact);
    expect(double.store.blobs.size).toBe(2);
  });

  test('takes blobs over from another repository', async () => {
    await registry.push(at('acme/core:v1'), artifact);
    double.requests.length = 0;
    await registry.push(at('acme/live:v1'), artifact, { mountFrom: 'acme/core' });
    expect(double.requests.filter((line) => line.startsWith('PUT'))).toEqual([
      'PUT /v2/acme/live/manifests/v1',
    ]);
  });

  test('uploads where the other repository has them not', async () => {
    await registry.push(at('acme/live:v1'), artifact, { mountFrom: 'acme/core' });
    expect(await registry.resolve(at('acme/live:v1'))).toBe(artifact.digest);
  });

  test('by digest stores under that digest', async () => {
    const { reference } = await registry.push(at(`acme/core@${artifact.digest}`), artifact);
    expect(reference).toBe(`${double.host}/acme/core@${artifact.digest}`);
    expect(await registry.resolve(at(`acme/core@${artifact.digest}`))).toBe(artifact.digest);
  });

  test('by another digest is refused before anything is sent', async () => {
    await expect(registry.push(at(`acme/core@${other.digest}`), artifact)).rejects.toMatchObject({
      code: 'OCI_DIGEST_MISMATCH',
    });
    expect(double.requests).toEqual([]);
  });
});

describe('a push succeeds against', () => {
  test('relative upload addresses, their query kept', async () => {
    double.faults.location = 'relative';
    await registry.push(at(), artifact);
  });

  test('a registry that states no digests', async () => {
    double.faults.digestHeader = 'none';
    await registry.push(at(), artifact);
    expect((await registry.push(at(), artifact)).moved).toEqual([]);
  });

  test.each([408, 425, 429, 499, 500, 502, 503, 504, 522])('a %d that passes', async (status) => {
    double.faults.instead.push({ match: /^PUT .*manifests/, status, times: 2 });
    await registry.push(at(), artifact);
    expect(await registry.resolve(at())).toBe(artifact.digest);
  });

  test('a 403 that is a rate limit', async () => {
    const body = '{"errors":[{"code":"DENIED","message":"toomanyrequests: retry-after: 10.3ms"}]}';
    double.faults.instead.push({ match: /^POST/, status: 403, body });
    await registry.push(at(), artifact);
  });

  test('connections that break', async () => {
    double.faults.instead.push({ match: /./, status: 'reset', times: 3 });
    await registry.push(at(), artifact);
  });

  test('uploads that the registry loses', async () => {
    double.faults.lostUploads = 2;
    await registry.push(at(), artifact);
    expect(await registry.resolve(at())).toBe(artifact.digest);
  });

  test('a storage of another host, which gets no password', async () => {
    const storage = await startRegistry();
    storage.store.uploads.set('upload-0', Buffer.alloc(0));
    double.gate.way = 'basic';
    double.gate.users.set('alice', 'wonderland');
    double.faults.storage = `http://${storage.host}`;
    const named = open({ credentials: { username: 'alice', password: 'wonderland' } });
    // The blobs land elsewhere, so this double refuses the manifest.
    await expect(named.push(at(), artifact)).rejects.toThrow('MANIFEST_BLOB_UNKNOWN');
    expect(storage.requests).toHaveLength(2);
    expect(storage.authorizations).toEqual(['', '']);
    named.close();
    await storage.close();
  });
});

describe('a wait', () => {
  test('is as long as the registry asks, and told', async () => {
    const headers = { 'retry-after': '1' };
    double.faults.instead.push({ match: /^HEAD .*manifests/, status: 429, headers });
    const start = performance.now();
    await registry.push(at(), artifact);
    expect(performance.now() - start).toBeGreaterThan(900);
    expect(reported).toEqual([`${double.host} answers 429, trying again in 1 s`]);
  });

  test('that ends after the timeout is not begun', async () => {
    const headers = { 'retry-after': '3600' };
    double.faults.instead.push({ match: /^HEAD .*manifests/, status: 429, headers });
    await expect(registry.push(at(), artifact)).rejects.toMatchObject({
      code: 'OCI_RATE_LIMITED',
      message: expect.stringContaining('the next try is due in 3600 s') as string,
    });
  });
});

describe('a push fails with one clear error against', () => {
  const instead = (match: RegExp, status: number, body = '', times = 9) =>
    double.faults.instead.push({ match, status, body, times });

  test.each<[string, () => unknown, string, string]>([
    [
      'a registry that forbids it',
      () => instead(/^POST/, 403, '{"errors":[{"code":"DENIED","message":"no right"}]}'),
      'OCI_FORBIDDEN',
      'DENIED: no right',
    ],
    [
      'a repository that does not exist',
      () => instead(/^POST/, 404, '{"errors":[{"code":"NAME_UNKNOWN"}]}'),
      'OCI_NOT_FOUND',
      'NAME_UNKNOWN',
    ],
    [
      'a manifest that is refused',
      () =>
        instead(
          /^PUT .*manifests/,
          400,
          '{"errors":[{"code":"MANIFEST_INVALID","message":"unknown config"}]}',
        ),
      'OCI_REGISTRY_REFUSED',
      'MANIFEST_INVALID: unknown config',
    ],
    [
      'a blob that is too large',
      () => instead(/^PUT .*uploads/, 413),
      'OCI_REGISTRY_REFUSED',
      'answers 413',
    ],
    [
      'a registry that stays broken',
      () => instead(/./, 500, 'oops'),
      'OCI_REGISTRY_REFUSED',
      'answers 500 to HEAD',
    ],
    ['a registry that stays busy', () => instead(/./, 429), 'OCI_RATE_LIMITED', 'answers 429'],
    ['a redirect of a write', () => instead(/^POST/, 307), 'OCI_REGISTRY_NONSENSE', 'answers 307'],
    [
      'a web server',
      () => (double.faults.html = true),
      'OCI_REGISTRY_NONSENSE',
      'answers with text/html that is no manifest',
    ],
    [
      'uploads without an address',
      () => (double.faults.location = 'none'),
      'OCI_REGISTRY_NONSENSE',
      'without saying where',
    ],
    [
      'a registry that stores something else',
      () => (double.faults.digestHeader = 'wrong'),
      'OCI_DIGEST_MISMATCH',
      'states digest',
    ],
    [
      'uploads that are always lost',
      () => (double.faults.lostUploads = 99),
      'OCI_NOT_FOUND',
      'answers 404 to PUT',
    ],
    [
      'connections that always break',
      () => double.faults.instead.push({ match: /./, status: 'reset', times: 99 }),
      'OCI_UNREACHABLE',
      'breaks off the connection',
    ],
  ])('%s', async (_, arrange, code, message) => {
    arrange();
    const failure = registry.push(at(), artifact);
    await expect(failure).rejects.toMatchObject({ code, name: 'OciError' });
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toThrow(double.host);
  });

  test('a registry that is not there', async () => {
    await double.close();
    await expect(registry.push(at(), artifact)).rejects.toMatchObject({
      code: 'OCI_UNREACHABLE',
      message: `looking for ${double.host}/acme/core:v1: ${double.host} refuses the connection`,
    });
  });

  test('a host that does not exist', async () => {
    await expect(
      registry.push(parseReference('registry.invalid/acme/core:v1'), artifact),
    ).rejects.toMatchObject({ code: 'OCI_UNREACHABLE' });
  });

  test('a registry that never answers', async () => {
    double.faults.instead.push({ match: /./, status: 'silence', times: 99 });
    registry = open({ idleMs: 50, retry: { tries: 2, baseMs: 1 } });
    await expect(registry.push(at(), artifact)).rejects.toMatchObject({ code: 'OCI_TIMEOUT' });
    expect(double.requests).toHaveLength(2);
  });

  test('a registry that is slower than the timeout', async () => {
    double.faults.instead.push({ match: /./, status: 'silence', times: 99 });
    registry = open({ timeoutMs: 100 });
    await expect(registry.push(at(), artifact)).rejects.toMatchObject({
      code: 'OCI_TIMEOUT',
      message: expect.stringContaining('was not done within 0.1 s') as string,
    });
  });

  test('a registry that speaks no TLS', async () => {
    registry = open({ plainHttp: false });
    await expect(registry.push(at(), artifact)).rejects.toMatchObject({
      code: 'OCI_UNREACHABLE',
      hint: expect.stringContaining('--plain-http') as string,
    });
  });

  test('never moves the tag', async () => {
    instead(/^PUT .*uploads/, 500);
    await expect(registry.push(at(), artifact)).rejects.toThrow('answers 500');
    expect(double.store.manifests.size).toBe(0);
    expect(double.requests.filter((line) => /^PUT .*manifests/.test(line))).toEqual([]);
  });
});
