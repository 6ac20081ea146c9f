import type { Manifest } from '../../lib/core';
import { removalOf, syncOptionsFor } from '../../lib/drift';

const manifest = {
  apiVersion: 'v1',
  kind: 'A',
  metadata: { name: 'x', labels: { a: '1' }, annotations: { a: '1', b: '2' } },
  spec: { only: { one: { field: 1 } }, list: [{ a: 1 }] },
  data: { a: '1' },
} as unknown as Manifest;

it.each([
  ['takes the map with its last field', '/metadata/labels/a', '/metadata/labels'],
  ['leaves a map that has more', '/metadata/annotations/a', '/metadata/annotations/a'],
  ['goes up as far as maps are empty then', '/spec/only/one/field', '/spec/only'],
  ['leaves an item of a list', '/spec/list/0/a', '/spec/list/0'],
  ['leaves what stands at the top', '/data/a', '/data/a'],
])('a removal %s', (_, pointer, expected) => {
  expect(removalOf(manifest, pointer)).toBe(expected);
});

it('rules for lists that others add to need an option, by kind and path', () => {
  const path = '.spec.subsets[]?.labels["rollouts-pod-template-hash"]';
  const rule = { group: 'networking.istio.io', kind: 'DestinationRule', jqPathExpressions: [path] };
  expect(syncOptionsFor([rule, rule])).toEqual(['ApplyOutOfSyncOnly=true']);
  expect(
    syncOptionsFor([
      { ...rule, kind: 'Other' },
      { ...rule, group: 'apps' },
    ]),
  ).toEqual([]);
  expect(syncOptionsFor([{ group: 'apps', kind: 'Deployment', jsonPointers: [path] }])).toEqual([]);
});
