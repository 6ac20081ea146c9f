import {
  layoutAttachments,
  packSync,
  parseReference,
  Registry,
  writeLayout,
} from '../../../lib/oci';
import { blobOf, descriptorOf, type Blob } from '../../../lib/oci/descriptor';
import { memoryWorld } from '../../support/memory-world';
import { startRegistry, type RegistryDouble } from '../../support/registry';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const artifact = packSync([{ path: 'web.yaml', content: 'kind: Service\n' }]);
const hex = artifact.digest.slice(7);

let here: RegistryDouble;
let there: RegistryDouble;
let registry: Registry;
beforeEach(async () => {
  [here, there] = await Promise.all([startRegistry(), startRegistry()]);
  registry = new Registry(memoryWorld(), { retry: { baseMs: 1, tries: 3 } });
  await registry.push(at(here), artifact);
});
afterEach(async () => {
  registry.close();
  await Promise.all([here.close(), there.close()]);
});

const at = ({ host }: RegistryDouble) => parseReference(`${host}/acme/core:v1`);
const json = (value: unknown, type: string) => blobOf(type, Buffer.from(JSON.stringify(value)));
const copy = async () => (await registry.copy(at(here), at(there))).legacy;

/** Puts a manifest as cosign 2 does: each signature a layer over the same bytes, by its annotation. */
function put({ store }: RegistryDouble, kind: string, signatures: readonly string[]): void {
  const payload = json({ critical: {} }, 'application/vnd.dev.cosign.simplesigning.v1+json');
  const config = json({ of: signatures }, 'application/vnd.oci.image.config.v1+json');
  const layers = signatures.map((text) => ({
    ...descriptorOf(payload),
    annotations: { 'dev.cosignproject.cosign/signature': text },
  }));
  const manifest = { schemaVersion: 2, mediaType: MANIFEST, config: descriptorOf(config), layers };
  const { bytes, digest } = json(manifest, MANIFEST);
  const keep = (blob: Blob) => store.blobs.set(`acme/core@${blob.digest}`, blob.bytes);
  [payload, config].forEach(keep);
  store.manifests.set(`acme/core:sha256-${hex}.${kind}`, { type: MANIFEST, bytes });
  store.manifests.set(`acme/core:${digest}`, { type: MANIFEST, bytes });
}

interface Stored {
  readonly config: { readonly digest: string };
  readonly layers: readonly { readonly annotations: Readonly<Record<string, string>> }[];
}

function signaturesIn({ store }: RegistryDouble, kind: string): string[] | undefined {
  const bytes = store.manifests.get(`acme/core:sha256-${hex}.${kind}`)?.bytes.toString();
  if (bytes === undefined) return undefined;
  const { config, layers } = JSON.parse(bytes) as Stored;
  expect([...store.blobs.keys()]).toContain(`acme/core@${config.digest}`);
  return layers.map(({ annotations }) => annotations['dev.cosignproject.cosign/signature'] ?? '');
}

describe('what cosign 2 kept beside an artifact', () => {
  test.each(['sig', 'att', 'sbom'])('comes along: .%s', async (kind) => {
    put(here, kind, ['a']);
    expect(await copy()).toEqual([`sha256-${hex}.${kind}`]);
    expect(signaturesIn(there, kind)).toEqual(['a']);
  });

  test('comes before the tag', async () => {
    put(here, 'sig', ['a']);
    await copy();
    const last = there.requests.filter((line) => line.startsWith('PUT')).at(-1);
    expect(last).toBe('PUT /v2/acme/core/manifests/v1');
  });

  test('is written once', async () => {
    put(here, 'sig', ['a']);
    await copy();
    there.requests.length = 0;
    expect(await copy()).toEqual([]);
    expect(there.requests.filter((line) => /^P/.test(line))).toEqual([]);
  });

  test('stays behind where referrers do', async () => {
    put(here, 'sig', ['a']);
    await registry.copy(at(here), at(there), { referrers: false });
    expect(signaturesIn(there, 'sig')).toBeUndefined();
  });

  test.each([
    [['b'], ['b', 'a']],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [['a'], ['a']],
  ])('is added to what the target has: %j', async (before, after) => {
    put(here, 'sig', ['a']);
    put(there, 'sig', before);
    await copy();
    expect(signaturesIn(there, 'sig')).toEqual(after);
  });

  test('takes the place of what was a part of it', async () => {
    put(here, 'att', ['a', 'b']);
    put(there, 'att', ['b']);
    await copy();
    expect(signaturesIn(there, 'att')).toEqual(['a', 'b']);
  });

  test('does not replace an SBOM of the target', async () => {
    put(here, 'sbom', ['a']);
    put(there, 'sbom', ['b']);
    expect(await copy()).toEqual([]);
    expect(signaturesIn(there, 'sbom')).toEqual(['b']);
  });

  test('that is no manifest is an error, and no tag moves', async () => {
    here.store.manifests.set(`acme/core:sha256-${hex}.sig`, {
      type: MANIFEST,
      bytes: Buffer.from('{"layers":1}'),
    });
    await expect(copy()).rejects.toMatchObject({ code: 'OCI_CONTENT_INVALID' });
    expect([...there.store.manifests.keys()]).not.toContain('acme/core:v1');
  });
});

describe('so many signatures as nobody has', () => {
  const TYPE = 'application/vnd.dev.cosign.simplesigning.v1+json';
  const many = (count: number) => Array.from({ length: count }, (_, i) => `${i}`);
  const blobs = () => here.requests.filter((line) => line.includes('/blobs/'));

  test('a hundred are read', async () => {
    put(here, 'sig', many(100));
    expect(await registry.legacy(at(here), artifact.digest, TYPE)).toHaveLength(100);
  });

  test('more are one clear error, and none is read', async () => {
    put(here, 'sig', many(101));
    here.requests.length = 0;
    await expect(registry.legacy(at(here), artifact.digest, TYPE)).rejects.toMatchObject({
      code: 'OCI_LIMIT_EXCEEDED',
      message: `${here.host}/acme/core:sha256-${hex}.sig has 101 signatures, more than 100`,
    });
    expect(blobs()).toEqual([]);
    expect(await registry.legacy(at(here), artifact.digest, 'text/other')).toEqual([]);
  });

  test('the same of a layout', async () => {
    put(here, 'sig', many(101));
    const { disk } = memoryWorld();
    const beside = await registry.pullBeside(at(here), artifact.digest);
    writeLayout(disk, 'box', new Map([['core', { ...artifact, ...beside }]]));
    const attachments = layoutAttachments(disk, 'box');
    await expect(attachments.legacy(artifact.digest, TYPE)).rejects.toMatchObject({
      code: 'OCI_LIMIT_EXCEEDED',
      message: `box:sha256-${hex}.sig has 101 signatures, more than 100`,
    });
  });
});
