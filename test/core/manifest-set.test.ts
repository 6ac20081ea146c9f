import { ManifestSet, type Manifest } from '../../lib/core';

const object = (apiVersion: string, kind: string, name: string, namespace?: string): Manifest => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
});

const web = object('apps/v1', 'Deployment', 'web', 'shop');
const old = object('apps/v1beta2', 'Deployment', 'old', 'shop');
const shop = object('v1', 'Namespace', 'shop');
const set = ManifestSet.of([web, shop, old]);

describe('a set of manifests', () => {
  test('keeps their order', () => {
    expect([...set]).toEqual([web, shop, old]);
    expect(set.size).toBe(3);
  });

  test('takes one object once', () => {
    expect(ManifestSet.of([web, web]).size).toBe(1);
    expect(ManifestSet.of([web, { ...web }]).size).toBe(2);
  });

  test('finds kinds whatever their version', () => {
    expect(set.ofKind('apps', 'Deployment')).toEqual([web, old]);
    expect(set.ofKind('', 'Namespace')).toEqual([shop]);
    expect(set.ofKind('extensions', 'Deployment')).toEqual([]);
  });

  test.each([
    [{ group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web' }, web],
    [{ group: '', kind: 'Namespace', name: 'shop' }, shop],
    [{ group: 'apps', kind: 'Deployment', name: 'web' }, undefined],
    [{ group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'api' }, undefined],
  ])('finds an object by its key: %j', (key, expected) => {
    expect(set.find(key)).toBe(expected);
  });

  test('finds those of a name in any namespace', () => {
    expect(set.named('apps', 'Deployment', 'old')).toEqual([old]);
    expect(set.named('apps', 'Deployment', 'none')).toEqual([]);
    expect(set.named('batch', 'Job', 'old')).toEqual([]);
  });

  test('tells its kinds in the order of first mention', () => {
    expect([...set.kinds()].map(({ group, kind, manifests }) => [group, kind, manifests])).toEqual([
      ['apps', 'Deployment', [web, old]],
      ['', 'Namespace', [shop]],
    ]);
  });

  test('knows where each comes from', () => {
    const origins = new ManifestSet([{ manifest: web, origin: { file: 'web.yaml' } }]);
    expect(origins.originOf(web)).toEqual({ file: 'web.yaml' });
    expect(origins.originOf(shop)).toEqual({});
    expect([...origins.entries()]).toEqual([{ manifest: web, origin: { file: 'web.yaml' } }]);
  });

  test('joins others with their origins', () => {
    const origins = new ManifestSet([{ manifest: web, origin: { file: 'web.yaml' } }]);
    const joined = ManifestSet.concat(ManifestSet.of([shop]), origins);
    expect([...joined]).toEqual([shop, web]);
    expect(joined.originOf(web)).toEqual({ file: 'web.yaml' });
  });

  test('filters in order', () => {
    expect(set.filter(({ kind }) => kind === 'Deployment')).toEqual([web, old]);
  });
});
