import { randomBytes } from 'node:crypto';
import { packSync } from '../../../lib/oci';
import { startRegistry } from '../../support/registry';
import { withPushed, type Pushed } from '../../support/registry/pushed';

// Random bytes: a layer that compression does not shorten.
const artifact = packSync([{ path: 'a.bin', content: randomBytes(512 * 1024) }]);
const { length } = artifact.layer.bytes;

const pushed = withPushed(artifact);
let { double, registry, at, open }: Pushed = {} as Pushed;
beforeEach(() => void ({ double, registry, at, open } = pushed()));
const layerRequests = () =>
  double.requests.filter((line) => line.endsWith(artifact.layer.digest)).length;
/** Of the layer; the config comes whole. */
const sentBytes = () => double.sentBytes - artifact.config.bytes.length;

async function pullLayer(): Promise<Buffer> {
  return (await registry.pull(at())).layer.bytes;
}

describe('a download that breaks off', () => {
  test.each([
    ['connections that die', 'breaks'],
    ['bodies that end early', 'cuts'],
  ] as const)('asks for the rest alone: %s', async (_, fault) => {
    // The config has its share of the faults, or the layer: each is asked for again.
    double.faults[fault] = 3;
    expect((await pullLayer()).equals(artifact.layer.bytes)).toBe(true);
    expect(sentBytes()).toBeLessThan(length + 1000);
    expect(layerRequests()).toBeGreaterThan(1);
  });

  test('gets on more often than a request is tried, as long as bytes come', async () => {
    double.faults.breaks = 5;
    expect((await pullLayer()).equals(artifact.layer.bytes)).toBe(true);
  });

  test.each(['ignored', 'refused', 'shifted'] as const)(
    'begins anew where ranges are %s',
    async (ranges) => {
      double.faults.ranges = ranges;
      double.faults.breaks = 2;
      expect((await pullLayer()).equals(artifact.layer.bytes)).toBe(true);
    },
  );

  test('goes back to the registry where the storage does not know the address any more', async () => {
    const storage = await startRegistry();
    for (const [key, bytes] of double.store.blobs) storage.store.blobs.set(key, bytes);
    double.faults.storage = `http://${storage.host}`;
    Object.assign(storage.faults, { breaks: 3, oneTimeLinks: true });
    expect((await pullLayer()).equals(artifact.layer.bytes)).toBe(true);
    expect(layerRequests()).toBeGreaterThan(1);
    await storage.close();
  });

  test('is refused where the parts make something else, after one more try', async () => {
    double.faults.blobs = 'wrong';
    double.faults.cuts = 2;
    await expect(registry.pull(at())).rejects.toMatchObject({ code: 'OCI_DIGEST_MISMATCH' });
    expect(layerRequests()).toBeLessThan(6);
  });

  test('ends where no bytes come', async () => {
    double.faults.blobs = 'truncated';
    double.faults.ranges = 'ignored';
    await expect(registry.pull(at())).rejects.toMatchObject({ code: 'OCI_UNREACHABLE' });
    expect(double.requests.length).toBeLessThan(60);
  });

  test('ends at the limit, whatever the parts add up to', async () => {
    double.faults.blobs = 'endless';
    double.faults.breaks = 2;
    await expect(registry.pull(at())).rejects.toMatchObject({ code: 'OCI_LIMIT_EXCEEDED' });
  });

  test('ends with the time', async () => {
    const short = open({ timeoutMs: 150 });
    double.faults.slowBytes = 1024;
    await expect(short.pull(at())).rejects.toMatchObject({ code: 'OCI_TIMEOUT' });
    short.close();
  });
});

test('all operations may share one timeout', async () => {
  const short = open({ totalTimeoutMs: 300 });
  const times = { match: /^GET .*v1$/, status: 503, headers: { 'retry-after': '0.2' } };
  double.faults.instead.push({ ...times, times: 1 });
  expect(await short.resolve(at())).toBe(artifact.digest);
  double.faults.instead.push({ ...times, times: 1 });
  await expect(short.resolve(at())).rejects.toMatchObject({ code: 'OCI_RATE_LIMITED' });
  short.close();
});
