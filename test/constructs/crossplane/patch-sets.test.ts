import fc from 'fast-check';
import { sharePatches } from '../../../constructs/crossplane/patch-sets';
import type { Patch } from '../../../constructs/crossplane/patches';
import * as ec2 from '../../../imports/aws/ec2';
import { resolvePatchSets } from '../../../lib/crossplane/patch-and-transform/patch-sets';
import { valueAt } from '../../../lib/core';
import { renderComposite } from '../../../lib/testing';
import { composition, inputOf, xr } from './network';

const patch = (to: string, more: Partial<Patch> = {}): Patch => ({
  type: 'FromCompositeFieldPath',
  fromFieldPath: `spec.${to.replaceAll('.', '-')}`,
  toFieldPath: to,
  ...more,
});
const tags = ['a', 'b', 'c'].map((key) => patch(`spec.forProvider.tags.${key}`));
const region = patch('spec.forProvider.region');
const own = patch('spec.forProvider.own');

test('what several resources share is written once, in its place in each', () => {
  expect(
    sharePatches([
      [region, ...tags],
      [...tags, own],
      [region, ...tags],
    ]),
  ).toEqual({
    patchSets: [{ name: 'tags', patches: tags }],
    lists: [
      [region, { type: 'PatchSet', patchSetName: 'tags' }],
      [{ type: 'PatchSet', patchSetName: 'tags' }, own],
      [region, { type: 'PatchSet', patchSetName: 'tags' }],
    ],
  });
});

const lists = (count: number, ...patches: Patch[]) => Array.from({ length: count }, () => patches);

test.each<readonly [string, readonly (readonly Patch[])[], readonly string[]]>([
  ['nothing where it would save nothing', lists(4, region), []],
  ['one patch of many resources', lists(10, region), ['region']],
  ['patches of several places', lists(4, region, ...tags), ['common']],
  ['nothing that only one resource has', [tags, [region]], []],
  [
    'nothing that comes from the resource',
    lists(9, { ...region, type: 'ToCompositeFieldPath' }),
    [],
  ],
  [
    'nothing that another patch writes into',
    lists(9, region, patch('spec.forProvider.region.x')),
    [],
  ],
  [
    'two sets of one name with a number',
    [...lists(5, ...tags), ...lists(5, patch('x.tags.a'), patch('x.tags.b'), patch('x.tags.c'))],
    ['tags', 'tags-2'],
  ],
])('shares %s', (_, given, names) => {
  expect(sharePatches(given).patchSets.map(({ name }) => name)).toEqual(names);
});

test('put back, the patches of each resource are those that it had', () => {
  const some = fc.subarray([
    region,
    own,
    ...tags,
    patch('metadata.labels.x'),
    { ...region, type: 'ToEnvironmentFieldPath' } as Patch,
  ]);
  fc.assert(
    fc.property(fc.array(some, { maxLength: 12 }), (given) => {
      const { patchSets, lists: shared } = sharePatches(given);
      const resources = shared.map((patches, i) => ({ name: `${i}`, patches }));
      const back = resolvePatchSets({ patchSets, resources } as never);
      const sorted = (all: readonly unknown[] = []) =>
        all.map((each) => JSON.stringify(each)).sort();
      expect(back.map(({ patches }) => sorted(patches))).toEqual(given.map(sorted));
      expect(JSON.stringify({ patchSets, shared }).length).toBeLessThanOrEqual(
        JSON.stringify({ patchSets: [], shared: given }).length,
      );
    }),
  );
});

test('a composition whose resources are alike has the set, and composes the same', () => {
  const made = composition((x, add) => {
    for (const name of ['a', 'b', 'c']) {
      add(name, ec2.VPC, {
        spec: {
          forProvider: {
            region: x.spec.region,
            tags: { name: x.metadata.name, namespace: x.metadata.namespace, region: x.spec.region },
          },
        },
      });
    }
    return {};
  });
  expect(valueAt(inputOf(made, 0), '/patchSets/0/name')).toBe('common');
  expect(valueAt(inputOf(made, 0), '/resources/2/patches')).toEqual([
    { type: 'PatchSet', patchSetName: 'common' },
  ]);
  const { composed } = renderComposite(made, xr);
  expect(valueAt(composed[2], '/spec/forProvider')).toEqual({
    region: 'eu-west-1',
    tags: { name: 'main', namespace: 'shop', region: 'eu-west-1' },
  });
});
