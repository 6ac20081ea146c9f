import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import seeds from '@sigstore/tuf/seeds.json';
import { fetchSigningConfig, fetchTrustRoot, readTrustRoot } from '../../../lib/oci';
import { signingConfigOf, startSigstore } from '../../support/sigstore';
import { startTuf, type TufDouble } from '../../support/sigstore/tuf';
import { tempFolder } from '../../support/temp-folder';

const folder = tempFolder();
const rootPath = join(folder, 'root.json');
let target: string;
let tuf: TufDouble;
let runs = 0;

beforeAll(async () => {
  const sigstore = await startSigstore();
  target = sigstore.trustedRoot();
  await sigstore.close();
});
beforeEach(async () => start());
afterEach(() => tuf.close());

async function start(expires?: string) {
  tuf = await startTuf(target, expires);
  writeFileSync(rootPath, tuf.root);
}
const fetched = (cacheFolder = join(folder, `cache-${runs++}`)) =>
  fetchTrustRoot({ cacheFolder, mirrorURL: `${tuf.url}/`, rootPath, timeoutMs: 2000 });

test('a trusted root is fetched, and kept', async () => {
  const { material } = await fetched(join(folder, 'kept'));
  expect(material).toMatchObject({ certificateAuthorities: [{}] });
  expect(tuf.requests.some((path) => path.startsWith('/targets/'))).toBe(true);
  tuf.requests.length = 0;
  await fetched(join(folder, 'kept'));
  expect(tuf.requests.filter((path) => path.startsWith('/targets/'))).toEqual([]);
});

test.each<[string, (files: Map<string, string>) => void]>([
  ['that is not signed by its root', (files) => files.set('/timestamp.json', forged(files))],
  ['whose target is another', (files) => files.set(targetOf(files), '{}')],
  ['without a target', (files) => files.delete(targetOf(files))],
  ['without anything', (files) => files.clear()],
])('a mirror %s is not believed', async (_, change) => {
  change(tuf.files);
  await expect(fetched()).rejects.toMatchObject({ code: 'OCI_TRUST_UNAVAILABLE' });
});

test('a mirror that is stale is not believed', async () => {
  await tuf.close();
  await start('2020-01-01T00:00:00Z');
  await expect(fetched()).rejects.toThrow(/no trusted root from http.*: .*expired/);
});

test('a signing config is fetched the same way', async () => {
  await tuf.close();
  const sigstore = await startSigstore();
  await sigstore.close();
  const config = JSON.stringify(signingConfigOf(sigstore, [2]));
  tuf = await startTuf(config, undefined, 'signing_config.v0.2.json');
  writeFileSync(rootPath, tuf.root);
  const options = { cacheFolder: join(folder, 'config'), mirrorURL: tuf.url, rootPath };
  await expect(fetchSigningConfig(options)).resolves.toMatchObject({
    logs: [{ url: sigstore.url, version: 2 }],
  });
  tuf.files.clear();
  const elsewhere = { ...options, cacheFolder: join(folder, 'none of it') };
  await expect(fetchSigningConfig(elsewhere)).rejects.toThrow(/no signing config from http/);
});

test('the public root, as the client brings it along, names logs of both versions and who tells the time', () => {
  const [mirror] = Object.values(seeds);
  const text = Buffer.from(mirror?.targets['trusted_root.json'] ?? '', 'base64').toString();
  const { tlogs, timestampAuthorities } = readTrustRoot(text, 'seeds').material as Material;
  expect(tlogs.map(({ publicKey }) => publicKey.asymmetricKeyType)).toEqual(['ec', 'ed25519']);
  expect(timestampAuthorities).toHaveLength(1);
});

interface Material {
  readonly tlogs: readonly { readonly publicKey: { readonly asymmetricKeyType: string } }[];
  readonly timestampAuthorities: readonly unknown[];
}

test('a mirror that nobody knows a root of is one clear error', async () => {
  const { url: mirrorURL } = tuf;
  const unknown = fetchTrustRoot({ cacheFolder: join(folder, 'none'), mirrorURL });
  await expect(unknown).rejects.toThrow('No root.json found');
});

function targetOf(files: Map<string, string>): string {
  return [...files.keys()].find((path) => path.startsWith('/targets/')) ?? '';
}

function forged(files: Map<string, string>): string {
  return (files.get('/timestamp.json') ?? '').replace('2099', '2098');
}
