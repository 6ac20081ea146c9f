import { blobOf } from '../../../lib/oci/descriptor';
import { packSync, parseReference, Registry, type RegistryOptions } from '../../../lib/oci';
import { memoryWorld } from '../../support/memory-world';
import { startRegistry, type RegistryDouble } from '../../support/registry';

const artifact = packSync([{ path: 'web.yaml', content: 'kind: Service\n' }]);
const TYPE = 'application/vnd.acme.note+json';
const note = (text: string) => ({
  artifactType: TYPE,
  content: blobOf(TYPE, Buffer.from(JSON.stringify({ text }))),
  annotations: { 'acme.io/note': text },
});

let double: RegistryDouble;
let registry: Registry;
beforeEach(async () => {
  double = await startRegistry();
  registry = open();
  await registry.push(at(), artifact);
});
afterEach(async () => {
  registry.close();
  await double.close();
});

const at = (rest = 'acme/core:v1') => parseReference(`${double.host}/${rest}`);
const open = (options: RegistryOptions = {}) =>
  new Registry(memoryWorld(), { retry: { baseMs: 1, tries: 3 }, ...options });
const found = async (name = 'acme/core') =>
  (await registry.referrers(at(`${name}:v1`), artifact.digest)).map(
    ({ artifactType, annotations }) => [artifactType, annotations?.['acme.io/note']],
  );
const FALLBACK = artifact.digest.replace(':', '-');

describe.each(['registry', 'header', 'empty', 'clients'] as const)(
  'where the list is kept by the %s',
  (who) => {
    beforeEach(() => (double.faults.referrers = who));

    test('what is attached is found, with type and annotations', async () => {
      await registry.attach(at(), note('a'));
      expect(await found()).toEqual([[TYPE, 'a']]);
      expect((await registry.tags(at())).includes(FALLBACK)).toBe(who !== 'registry');
    });

    test('nothing is found where nothing is attached', async () => {
      expect(await found()).toEqual([]);
    });

    test('attaching the same again writes nothing', async () => {
      await registry.attach(at(), note('a'));
      double.requests.length = 0;
      expect((await registry.attach(at(), note('a'))).moved).toEqual([]);
      expect(double.requests.filter((line) => /^P/.test(line))).toEqual([]);
    });

    test('all of several at once are found', async () => {
      const texts = ['a', 'b', 'c', 'd', 'e'];
      await Promise.all(texts.map((text) => registry.attach(at(), note(text))));
      expect((await found()).map(([, text]) => text).sort()).toEqual(texts);
    });

    test('a copy takes along what is attached, and what is attached to that', async () => {
      const { reference } = await registry.attach(at(), note('a'));
      await registry.attach(parseReference(reference), note('about a'));
      const copied = await registry.copy(at(), at('acme/live:v1'));
      expect(copied.referrers.map(({ annotations }) => annotations?.['acme.io/note'])).toEqual([
        'a',
        'about a',
      ]);
      expect(await found('acme/live')).toEqual([[TYPE, 'a']]);
      const second = await registry.referrers(
        at('acme/live:v1'),
        parseReference(reference).identifier as never,
      );
      expect(second).toHaveLength(1);
    });
  },
);

test('sizes that a registry states wrongly are right in a copy', async () => {
  const { reference } = await registry.attach(at(), note('a'));
  double.faults.referrers = 'registry';
  double.faults.sizes = 'wrong';
  const other = await startRegistry();
  const to = parseReference(`${other.host}/acme/core:v1`);
  await registry.copy(at(), to);
  const [copied] = await registry.referrers(to, artifact.digest);
  const manifest = await registry.manifest(parseReference(reference));
  expect(copied?.size).toBe(manifest.bytes.length);
  await other.close();
});

test('a list that leads in a circle is copied once', async () => {
  const { reference } = await registry.attach(at(), note('a'));
  const { bytes, digest, mediaType } = await registry.manifest(parseReference(reference));
  const index = 'application/vnd.oci.image.index.v1+json';
  const manifests = [{ mediaType, digest, size: bytes.length }];
  const list = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: index, manifests }));
  double.store.manifests.set(`acme/core:${digest.replace(':', '-')}`, { type: index, bytes: list });
  const { referrers } = await registry.copy(at(), at('acme/live:v1'));
  expect(referrers.map((one) => one.digest)).toEqual([digest]);
});

describe('the list that clients keep', () => {
  test('is written again where somebody else overwrote it', async () => {
    double.faults.lostIndexes = 3;
    await registry.attach(at(), note('a'));
    expect(await found()).toEqual([[TYPE, 'a']]);
  });

  test('that is always overwritten is an error', async () => {
    double.faults.lostIndexes = 99;
    await expect(registry.attach(at(), note('a'))).rejects.toThrow('overwritten by somebody else');
  });

  test('is not the artifact itself, which GitLab answers with', async () => {
    double.faults.digestTags = true;
    expect(await found()).toEqual([]);
  });

  test('must be a list', async () => {
    await registry.tag(at(), ['x']);
    const other = packSync([{ path: 'a.yaml', content: 'a' }]);
    await registry.push(at(`acme/core:${FALLBACK}`), other);
    await expect(found()).rejects.toThrow(`should list what refers to ${artifact.digest}`);
  });
});

test('attaching to what does not exist is an error', async () => {
  await expect(registry.attach(at('acme/core:v9'), note('a'))).rejects.toMatchObject({
    code: 'OCI_NOT_FOUND',
  });
});
