import { request } from 'node:http';
import { serveLayout, type Serving } from '../../lib/cli/serve-layout';
import { copy } from '../../lib/cli/commands/copy';
import { run } from '../../lib/cli/run';
import { answerFrom, packSync, parseReference, Registry, unpack, writeLayout } from '../../lib/oci';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry } from '../support/registry';

const artifact = packSync([{ path: 'a.yaml', content: 'kind: Service\n'.repeat(100) }]);
const other = packSync([{ path: 'b.yaml', content: 'kind: Service\n' }]);
const { digest, layer } = artifact;

let world: MemoryWorld;
beforeEach(() => {
  world = memoryWorld();
  const named = new Map([
    ['core', artifact],
    ['v2', other],
  ]);
  writeLayout(world.disk, 'oci', named);
});

const ask = (url: string, method = 'GET', range?: string) =>
  answerFrom(world.disk, 'oci', { method, url, range });
const blob = `/v2/acme/core/blobs/${layer.digest}`;

test.each([
  ['/v2/', 200],
  ['/v2', 200],
  [`/v2/acme/core/manifests/${digest}`, 200],
  [`/v2/anything/at/all/manifests/${digest}`, 200],
  ['/v2/acme/core/manifests/core', 200],
  ['/v2/acme/core/manifests/latest', 200],
  ['/v2/acme/core/manifests/v2', 200],
  ['/v2/acme/other/manifests/latest', 404],
  ['/v2/acme/core/manifests/v9', 404],
  [`/v2/acme/core/manifests/${layer.digest}`, 404],
  [`/v2/acme/core/blobs/sha256:${'0'.repeat(64)}`, 404],
  ['/v2/acme/core/blobs/..%2f..%2findex.json', 404],
  ['/v2/acme/core/blobs/sha256:../../index.json', 404],
  [blob, 200],
  [`/v2/acme/core/referrers/${digest}`, 200],
  ['/v2/acme/core/tags/list', 200],
  ['/', 404],
  ['/v2/_catalog', 404],
  ['//', 404],
  ['http://[', 404],
])('%s answers %d', (url, status) => {
  expect(ask(url).status).toBe(status);
  expect(ask(url, 'HEAD').status).toBe(status);
});

test.each(['PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS'])('%s is refused', (method) => {
  expect(ask(`/v2/acme/core/manifests/v1`, method).status).toBe(405);
});

test.each([
  ['bytes=0-9', 206, 0, 10],
  ['bytes=10-', 206, 10, layer.bytes.length],
  ['bytes=-5', 206, layer.bytes.length - 5, layer.bytes.length],
  [`bytes=5-${layer.bytes.length * 2}`, 206, 5, layer.bytes.length],
  ['bytes=0-1,3-4', 200, 0, layer.bytes.length],
  ['bytes=9-3', 200, 0, layer.bytes.length],
  ['bytes=10-9', 200, 0, layer.bytes.length],
  ['lines=1-2', 200, 0, layer.bytes.length],
])('%s of a blob answers %d', (range, status, start, end) => {
  const { status: got, body, headers } = ask(blob, 'GET', range);
  expect(got).toBe(status);
  expect(body.equals(layer.bytes.subarray(start, end))).toBe(true);
  if (status !== 206) return;
  expect(headers['content-range']).toBe(`bytes ${start}-${end - 1}/${layer.bytes.length}`);
});

test('a range behind the end is 416', () => {
  const { length } = layer.bytes;
  expect(ask(blob, 'GET', `bytes=${length}-`)).toMatchObject({
    status: 416,
    headers: { 'content-range': `bytes */${length}` },
  });
});

test('tags come by pages', () => {
  const tags = (url: string) => JSON.parse(ask(url).body.toString()) as { tags: string[] };
  expect(tags('/v2/acme/core/tags/list').tags).toEqual(['core', 'latest', 'v2']);
  const page = ask('/v2/acme/core/tags/list?n=2');
  expect(page.headers['link']).toBe('</v2/acme/core/tags/list?n=2&last=latest>; rel="next"');
  expect(tags('/v2/acme/core/tags/list?n=2&last=latest').tags).toEqual(['v2']);
});

test('a manifest that is damaged on disk is not given out', () => {
  const path = `/work/oci/blobs/${digest.replace(':', '/')}`;
  world.files.set(path, Buffer.from('{}'));
  expect(ask(`/v2/acme/core/manifests/${digest}`).status).toBe(500);
});

describe('over HTTP', () => {
  let serving: Serving;
  beforeEach(async () => {
    serving = await serveLayout('oci', { address: '127.0.0.1', port: 0 }, world);
  });
  afterEach(() => serving.close());
  const at = (rest: string) => parseReference(`${serving.host}/${rest}`);

  test('a client pulls by tag and digest, and lists', async () => {
    const registry = new Registry(memoryWorld());
    const pulled = await registry.pull(at('acme/core:latest'));
    expect(pulled.digest).toBe(digest);
    expect(unpack(pulled).map(({ path }) => path)).toEqual(['a.yaml']);
    expect((await registry.pull(at(`x@${other.digest}`))).digest).toBe(other.digest);
    expect(await registry.tags(at('acme/core:x'))).toEqual(['core', 'latest', 'v2']);
    await expect(registry.push(at('acme/core:new'), other)).rejects.toMatchObject({
      code: 'OCI_REGISTRY_REFUSED',
    });
    registry.close();
  });

  test('what is packed meanwhile is there', async () => {
    const third = packSync([{ path: 'c.yaml', content: '' }]);
    writeLayout(world.disk, 'oci', new Map([['third', third]]));
    const registry = new Registry(memoryWorld());
    expect(await registry.resolve(at('acme/third:latest'))).toBe(third.digest);
    registry.close();
  });

  test('signatures come along from a registry, and are listed', async () => {
    const double = await startRegistry();
    const registry = new Registry(memoryWorld());
    const source = parseReference(`${double.host}/acme/core:v1`);
    await registry.push(source, artifact);
    const content = { mediaType: 'text/plain', digest: other.digest, bytes: other.manifest.bytes };
    await registry.attach(source, { artifactType: 'text/x', content: { ...content } });
    await run(['copy', `oci://${double.host}/acme/core:v1`, 'oci:core'], [copy], world, '0');
    const [found, ...rest] = await registry.referrers(at('acme/core:x'), digest);
    expect(found).toMatchObject({ artifactType: 'text/x' });
    expect(rest).toEqual([]);
    const typed = async (type: string) => {
      const url = `http://${serving.host}/v2/acme/core/referrers/${digest}?artifactType=${type}`;
      const { manifests } = (await (await fetch(url)).json()) as { manifests: unknown[] };
      return manifests.length;
    };
    expect([await typed('text/x'), await typed('text/y')]).toEqual([1, 0]);
    const body = await registry.attached(at('acme/core:x'), found?.digest ?? '');
    expect(body.bytes.equals(content.bytes)).toBe(true);
    registry.close();
    await double.close();
  });

  test('another name for this machine is refused: a page in a browser may have it', async () => {
    const status = await new Promise((resolve) => {
      const [hostname, port] = serving.host.split(':');
      request({ hostname, port, path: '/v2/', headers: { host: 'evil.example:80' } }, (response) =>
        resolve(response.statusCode),
      ).end();
    });
    expect(status).toBe(403);
  });

  test('what the system does not let us read is an error of that request alone', async () => {
    const denied = Object.assign(new Error('EACCES'), {
      code: 'EACCES',
      syscall: 'open',
      path: 'x',
    });
    const read = world.disk.read;
    const spied = jest.spyOn(world.disk, 'read').mockImplementation((path) => {
      if (path.includes(layer.digest.slice(7))) throw denied;
      return read(path);
    });
    const status = async (path: string) => (await fetch(`http://${serving.host}${path}`)).status;
    expect(await status(blob)).toBe(500);
    expect(world.err.join('\n')).toContain('SYSTEM_EACCES: open of x failed');
    expect(await status('/v2/')).toBe(200);
    spied.mockRestore();
  });

  test('a port that is taken is one clear error', async () => {
    const port = Number(serving.host.split(':')[1]);
    await expect(serveLayout('oci', { address: '127.0.0.1', port }, world)).rejects.toMatchObject({
      code: 'CLI_INPUT_INVALID',
      message: `${serving.host} is taken`,
    });
  });
});
