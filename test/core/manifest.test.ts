import { formatKey, groupOf, isManifest, keyOf, versionOf, type Manifest } from '../../lib/core';

describe('group and version', () => {
  test.each([
    ['v1', '', 'v1'],
    ['apps/v1', 'apps', 'v1'],
    ['rds.aws.m.upbound.io/v1beta1', 'rds.aws.m.upbound.io', 'v1beta1'],
  ])('of %s are %j and %s', (apiVersion, group, version) => {
    expect(groupOf(apiVersion)).toBe(group);
    expect(groupOf({ apiVersion })).toBe(group);
    expect(versionOf({ apiVersion })).toBe(version);
  });

  test.each([[undefined], [null], [3], [{}], [{ apiVersion: 1 }]])('of %j is none', (value) => {
    expect(groupOf(value)).toBe('');
  });
});

describe('the key of an object', () => {
  const metadata = { name: 'web', namespace: 'shop' };
  test.each([
    [{ apiVersion: 'apps/v1', kind: 'Deployment', metadata }, 'apps/Deployment/shop/web'],
    [{ apiVersion: 'v1', kind: 'Secret', metadata }, 'Secret/shop/web'],
    [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }, 'Namespace/shop'],
    [{ apiVersion: 'v1', kind: 'Pod', metadata: {} }, 'Pod'],
  ])('says what the API server goes by: %j', (manifest, text) => {
    expect(formatKey(keyOf(manifest))).toBe(text);
  });

  test('leaves the version out', () => {
    const at = (apiVersion: string) => keyOf({ apiVersion, kind: 'Ingress', metadata });
    expect(at('networking.k8s.io/v1')).toEqual(at('networking.k8s.io/v1beta1'));
  });

  test.each([
    [{ name: 7, namespace: {} }, 'Pod/7'],
    [{ name: Object.create(null), namespace: ['shop'] }, 'Pod'],
    [{ name: true, namespace: null }, 'Pod'],
  ])('takes no name from what is no text', (odd, text) => {
    const metadata = odd as unknown as Manifest['metadata'];
    expect(formatKey(keyOf({ apiVersion: 'v1', kind: 'Pod', metadata }))).toBe(text);
  });
});

describe('a manifest', () => {
  test.each([
    ['all three fields', { apiVersion: 'v1', kind: 'Pod', metadata: {} }, true],
    ['no metadata', { apiVersion: 'v1', kind: 'Pod' }, false],
    ['null metadata', { apiVersion: 'v1', kind: 'Pod', metadata: null }, false],
    ['no kind', { apiVersion: 'v1', metadata: {} }, false],
    ['a number as apiVersion', { apiVersion: 1, kind: 'Pod', metadata: {} }, false],
    ['a list', [], false],
    ['null', null, false],
    ['a string', 'Pod', false],
  ])('is told by its fields: %s', (_, value, expected) => {
    expect(isManifest(value)).toBe(expected);
  });
});
