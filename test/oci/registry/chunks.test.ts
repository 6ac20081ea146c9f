import { randomBytes } from 'node:crypto';
import { packSync, parseReference, Registry, unpack, type RegistryOptions } from '../../../lib/oci';
import { memoryWorld } from '../../support/memory-world';
import { startRegistry, type RegistryDouble } from '../../support/registry';

/** About 300 KB, also compressed. */
const content = randomBytes(200_000).toString('base64');
const artifact = packSync([{ path: 'web.yaml', content }]);

let double: RegistryDouble;
let registry: Registry;
beforeEach(async () => (double = await startRegistry()));
afterEach(async () => {
  registry.close();
  await double.close();
});

const at = () => parseReference(`${double.host}/acme/core:v1`);
const push = (options: RegistryOptions = {}) => {
  registry = new Registry(memoryWorld(), { retry: { baseMs: 1, tries: 3 }, ...options });
  return registry.push(at(), artifact);
};
const sent = (method: string) => double.requests.filter((line) => line.startsWith(method));

async function expectWhole(): Promise<void> {
  const [file] = unpack(await registry.pull(at()));
  expect(file?.content.toString()).toBe(content);
}

test('a push sends one piece where nothing is asked for', async () => {
  await push();
  expect(sent('PATCH')).toEqual([]);
  await expectWhole();
});

test('a push in chunks sends no longer ones', async () => {
  double.faults.bodyBytes = 64 * 1024;
  await push({ chunkBytes: 64 * 1024 });
  expect(sent('PATCH')).toHaveLength(Math.ceil(artifact.layer.bytes.length / (64 * 1024)));
  await expectWhole();
});

test('chunks are as long as the registry wants them at least', async () => {
  double.faults.chunkMinBytes = 100_000;
  await push({ chunkBytes: 1000 });
  expect(sent('PATCH')).toHaveLength(Math.ceil(artifact.layer.bytes.length / 100_000));
  await expectWhole();
});

test('an upload goes on where the answer to a chunk got lost', async () => {
  double.faults.lostAnswers = 2;
  await push({ chunkBytes: 64 * 1024 });
  expect(sent('GET').filter((line) => /uploads/.test(line)).length).toBeGreaterThan(0);
  await expectWhole();
});

test('an upload of which nothing arrived begins again at its first byte', async () => {
  double.faults.instead.push({ match: /^PATCH/, status: 416 });
  await push({ chunkBytes: 64 * 1024 });
  // One of the layer, one of the config: neither is opened again.
  expect(sent('POST')).toHaveLength(2);
  await expectWhole();
});

test('a registry that takes less than it is sent gets the rest', async () => {
  double.faults.halfChunks = true;
  await push({ chunkBytes: 64 * 1024 });
  await expectWhole();
});

test('what is too long in one piece goes in chunks of 4 MiB', async () => {
  const large = packSync([
    { path: 'web.yaml', content: randomBytes(4_500_000).toString('base64') },
  ]);
  double.faults.bodyBytes = 4 * 2 ** 20;
  registry = new Registry(memoryWorld());
  await registry.push(at(), large);
  expect(sent('PATCH')).toHaveLength(2);
  expect(double.store.blobs.get(`acme/core@${large.layer.digest}`)?.length).toBe(
    large.layer.bytes.length,
  );
});

test('chunks that a registry always refuses end in one error', async () => {
  double.faults.instead.push({ match: /^PATCH/, status: 416, times: 1000 });
  await expect(push({ chunkBytes: 64 * 1024 })).rejects.toMatchObject({ name: 'OciError' });
  expect(double.requests.length).toBeLessThan(100);
});
