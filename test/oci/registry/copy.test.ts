import { blobOf } from '../../../lib/oci/descriptor';
import { packSync, parseReference, Registry, type RegistryOptions } from '../../../lib/oci';
import { memoryWorld } from '../../support/memory-world';
import { startRegistry, type RegistryDouble } from '../../support/registry';

const artifact = packSync([{ path: 'web.yaml', content: 'kind: Service\n' }]);
const other = packSync([{ path: 'web.yaml', content: 'kind: Secret\n' }]);
const INDEX = 'application/vnd.oci.image.index.v1+json';

let here: RegistryDouble;
let there: RegistryDouble;
let registry: Registry;
beforeEach(async () => {
  [here, there] = await Promise.all([startRegistry(), startRegistry()]);
  registry = open();
  await registry.push(at(here), artifact);
  here.requests.length = 0;
});
afterEach(async () => {
  registry.close();
  await Promise.all([here.close(), there.close()]);
});

const at = ({ host }: RegistryDouble, rest = 'acme/core:v1') => parseReference(`${host}/${rest}`);
const open = (options: RegistryOptions = {}) =>
  new Registry(memoryWorld(), { retry: { baseMs: 1, tries: 3 }, ...options });
const sent = ({ requests }: RegistryDouble, method: string) =>
  requests.filter((line) => line.startsWith(method));

describe('a copy', () => {
  test('within a registry reads and sends no blob', async () => {
    const { reference, moved } = await registry.copy(at(here), at(here, 'acme/live:v1'));
    expect(reference).toBe(`${here.host}/acme/live@${artifact.digest}`);
    expect(moved).toEqual(['v1']);
    expect(sent(here, 'GET').filter((line) => /blobs/.test(line))).toEqual([]);
    expect(sent(here, 'PUT').filter((line) => /blobs/.test(line))).toEqual([]);
    expect((await registry.pull(at(here, 'acme/live:v1'))).digest).toBe(artifact.digest);
  });

  test('again brings what was attached since, though no tag moves', async () => {
    await registry.copy(at(here), at(there));
    await registry.attach(at(here), { artifactType: 'text/x', content: other.config });
    expect((await registry.copy(at(here), at(there))).moved).toEqual([]);
    const [found] = await registry.referrers(at(there), artifact.digest);
    expect(found?.artifactType).toBe('text/x');
  });

  test('to another registry has every byte', async () => {
    await registry.copy(at(here), at(there, 'live/core:v1'), { tags: ['stable'] });
    const { files: _, ...stored } = artifact;
    expect(await registry.pull(at(there, 'live/core:stable'))).toEqual(stored);
  });

  test('again writes nothing', async () => {
    await registry.copy(at(here), at(there));
    there.requests.length = 0;
    expect((await registry.copy(at(here), at(there))).moved).toEqual([]);
    expect(sent(there, 'P')).toEqual([]);
  });

  test('moves the tag last', async () => {
    await registry.copy(at(here), at(there));
    expect(sent(there, 'PUT').at(-1)).toBe('PUT /v2/acme/core/manifests/v1');
  });

  test('takes the manifests of an index along', async () => {
    await registry.push(at(here, 'acme/core:b'), other);
    const manifests = [artifact, other].map(({ manifest: { mediaType, digest, bytes } }) => ({
      mediaType,
      digest,
      size: bytes.length,
    }));
    const { bytes, digest } = blobOf(
      INDEX,
      Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests })),
    );
    here.store.manifests.set('acme/core:all', { type: INDEX, bytes });
    here.store.manifests.set(`acme/core:${digest}`, { type: INDEX, bytes });
    await registry.copy(at(here, 'acme/core:all'), at(there, 'acme/core:all'));
    expect(await registry.resolve(at(there, 'acme/core:all'))).toBe(digest);
    expect((await registry.pull(at(there, `acme/core@${other.digest}`))).digest).toBe(other.digest);
  });

  test('of what does not exist is an error, and nothing is written', async () => {
    const failure = registry.copy(at(here, 'acme/core:v9'), at(there));
    await expect(failure).rejects.toMatchObject({ code: 'OCI_NOT_FOUND' });
    expect(there.requests).toEqual([]);
  });

  test('to a tag that stands for something else is refused where tags are immutable', async () => {
    await registry.push(at(there), other);
    there.requests.length = 0;
    const failure = registry.copy(at(here), at(there), { immutable: true });
    await expect(failure).rejects.toMatchObject({ code: 'OCI_TAG_TAKEN' });
    expect(sent(there, 'P')).toEqual([]);
  });

  test('of changed bytes moves no tag', async () => {
    here.faults.blobs = 'wrong';
    const failure = registry.copy(at(here), at(there));
    await expect(failure).rejects.toMatchObject({ code: 'OCI_DIGEST_MISMATCH' });
    expect([...there.store.manifests.keys()]).toEqual([]);
  });

  test('sends each registry its own password only', async () => {
    for (const [double, password] of [
      [here, 'read-here'],
      [there, 'write-there'],
    ] as const) {
      double.gate.way = 'basic';
      double.gate.users.set('alice', password);
    }
    const auths = Object.fromEntries(
      [
        [here.host, 'read-here'],
        [there.host, 'write-there'],
      ].map(([host, password]) => [
        host,
        { auth: Buffer.from(`alice:${password}`).toString('base64') },
      ]),
    );
    const named = new Registry(
      memoryWorld(
        { '/home/me/.docker/config.json': JSON.stringify({ auths }) },
        { env: { HOME: '/home/me' } },
      ),
    );
    await named.copy(at(here), at(there));
    named.close();
    const users = ({ authorizations }: RegistryDouble) =>
      [...new Set(authorizations)]
        .filter((text) => text !== '')
        .map((text) => Buffer.from(text.replace('Basic ', ''), 'base64').toString());
    expect(users(here)).toEqual(['alice:read-here']);
    expect(users(there)).toEqual(['alice:write-there']);
  });
});
