import { packSync, parseReference, Registry, type RegistryOptions } from '../../../lib/oci';
import { memoryWorld } from '../../support/memory-world';
import { startRegistry, type RegistryDouble } from '../../support/registry';

const artifact = packSync([{ path: 'web.yaml', content: 'kind: Service\n' }]);
const other = packSync([{ path: 'web.yaml', content: 'kind: Secret\n' }]);

let double: RegistryDouble;
let registry: Registry;
beforeEach(async () => {
  double = await startRegistry();
  registry = open();
});
afterEach(async () => {
  registry.close();
  await double.close();
});

const at = (rest = 'acme/core:v1') => parseReference(`${double.host}/${rest}`);
const open = (options: RegistryOptions = {}) =>
  new Registry(memoryWorld(), { retry: { baseMs: 1, tries: 3 }, ...options });

describe('the tags of a repository', () => {
  const tags = Array.from({ length: 25 }, (_, i) => `v1.${String(i).padStart(2, '0')}`);

  test.each([1, 7, 25, 1000])('are all there in pages of %d', async (pageSize) => {
    double.faults.pageSize = pageSize;
    await registry.push(at('acme/core:v1.00'), artifact, { tags });
    double.requests.length = 0;
    expect(await registry.tags(at())).toEqual(tags);
    expect(double.requests).toHaveLength(Math.ceil(25 / pageSize));
  });

  test('are none where all were removed', async () => {
    await registry.push(at(), artifact);
    double.store.manifests.delete('acme/core:v1');
    expect(await registry.tags(at())).toEqual([]);
  });

  test.each<[string, () => unknown, string, string]>([
    ['no repository', () => undefined, 'OCI_NOT_FOUND', "has no repository 'acme/core'"],
    [
      'pages in a circle',
      () => (double.faults.circle = true),
      'OCI_REGISTRY_NONSENSE',
      'from page to page in a circle',
    ],
    [
      'a next page elsewhere',
      () => page('[]', '<http://127.0.0.2:1/v2/x>; rel=next'),
      'OCI_REGISTRY_NONSENSE',
      'has its next page at http://127.0.0.2:1/v2/x',
    ],
    [
      'tags that are no names',
      () => page('["v1", "\\u001b[2J"]'),
      'OCI_REGISTRY_NONSENSE',
      'tags that are no list of names',
    ],
    [
      'a web page',
      () => (double.faults.html = true),
      'OCI_REGISTRY_NONSENSE',
      'something that is no list',
    ],
  ])('fail with one clear error against %s', async (what, arrange, code, message) => {
    if (what === 'pages in a circle') await registry.push(at(), artifact);
    arrange();
    const failure = registry.tags(at());
    await expect(failure).rejects.toMatchObject({ code });
    await expect(failure).rejects.toThrow(message);
  });

  const page = (tags: string, link?: string) =>
    double.faults.instead.push({
      match: /tags\/list/,
      status: 200,
      body: `{"name":"acme/core","tags":${tags}}`,
      headers: link === undefined ? {} : { link },
    });
});

test('digests tells what each tag stands for', async () => {
  await registry.push(at(), artifact);
  await registry.push(at('acme/core:v2'), other);
  expect(await registry.digests(at(), ['v2', 'gone', 'v1'])).toEqual([
    other.digest,
    undefined,
    artifact.digest,
  ]);
});

describe('a tag', () => {
  beforeEach(() => registry.push(at(), artifact));

  test('is moved by one write, without a blob', async () => {
    double.requests.length = 0;
    const { reference, moved } = await registry.tag(at(), ['live', 'v1']);
    expect(reference).toBe(`${double.host}/acme/core@${artifact.digest}`);
    expect(moved).toEqual(['live']);
    expect(double.requests.filter((line) => !/^(GET|HEAD) .*manifests/.test(line))).toEqual([
      'PUT /v2/acme/core/manifests/live',
    ]);
  });

  test('of what does not exist is an error', async () => {
    await expect(registry.tag(at('acme/core:v9'), ['live'])).rejects.toMatchObject({
      code: 'OCI_NOT_FOUND',
    });
  });

  test('that is immutable stays where it is', async () => {
    double.faults.immutableTags = true;
    expect((await registry.push(at(), artifact, { immutable: true })).moved).toEqual([]);
    const failure = registry.push(at(), other, { immutable: true, tags: ['new'] });
    await expect(failure).rejects.toMatchObject({ code: 'OCI_TAG_TAKEN' });
    await expect(failure).rejects.toThrow(
      `'v1' of ${double.host}/acme/core stands for ${artifact.digest}`,
    );
    expect(await registry.tags(at())).toEqual(['v1']);
    expect(double.store.blobs.size).toBe(2);
  });
});

describe('removing', () => {
  beforeEach(() => registry.push(at(), artifact, { tags: ['live'] }));

  test('a digest takes its tags along', async () => {
    await registry.remove(at(`acme/core@${artifact.digest}`));
    await expect(registry.resolve(at())).rejects.toMatchObject({ code: 'OCI_NOT_FOUND' });
  });

  test('a tag leaves the others', async () => {
    await registry.remove(at('acme/core:live'));
    expect(await registry.tags(at())).toEqual(['v1']);
  });

  test('asks for the right to remove, and for no other', async () => {
    double.gate.way = 'bearer';
    double.gate.users.set('alice', 'wonderland');
    const named = open({ credentials: { username: 'alice', password: 'wonderland' } });
    await named.remove(at('acme/core:live'));
    expect([...double.gate.tokens.values()]).toEqual([['repository:acme/core:delete,pull']]);
    named.close();
  });

  test.each<[RegistryDouble['faults']['removes'], string, string, string]>([
    ['all', 'acme/core:gone', 'OCI_NOT_FOUND', "no tag 'gone'"],
    ['digests', 'acme/core:live', 'OCI_REGISTRY_REFUSED', 'does not remove tags (405)'],
    [
      'nothing',
      `acme/core@${artifact.digest}`,
      'OCI_REGISTRY_REFUSED',
      'does not remove manifests (405)',
    ],
  ])('where %s can be removed, %s gives %s', async (removes, name, code, message) => {
    double.faults.removes = removes;
    const failure = registry.remove(at(name));
    await expect(failure).rejects.toMatchObject({ code });
    await expect(failure).rejects.toThrow(message);
    expect(await registry.tags(at())).toEqual(['live', 'v1']);
  });
});
