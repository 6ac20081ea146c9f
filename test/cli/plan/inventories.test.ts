import {
  inventoriesOf,
  type InventoryFlags,
  type OwnFiles,
} from '../../../lib/cli/plan/inventories';
import { memoryWorld } from '../../support/memory-world';

const clusters = (...names: string[]) =>
  `clusters: [${names.map((name) => `{ name: ${name}, server: 'https://${name}' }`).join(', ')}]`;

const own = (files: Readonly<Record<string, string>>, isRevision = false): OwnFiles => ({
  name: 'HEAD~1',
  isRevision,
  read: (path) => files[path],
});

const names = (base: OwnFiles, head: OwnFiles, flags: InventoryFlags, files = {}) =>
  inventoriesOf([base, head], flags, memoryWorld(files)).map((facts) =>
    facts.clusters?.map(({ name }) => name).join(),
  );

describe('the clusters of a state', () => {
  const old = { 'inventory.yaml': clusters('a', 'b'), 'ops/fleet.yaml': clusters('f') };
  const here = { 'inventory.yaml': clusters('a'), 'ops/fleet.yaml': clusters('g') };

  test.each<[string, OwnFiles, OwnFiles, InventoryFlags, (string | undefined)[]]>([
    ['are those of its own inventory', own(old), own(here), {}, ['a,b', 'a']],
    ['are those of the working folder, where it has none', own({}), own({}), {}, ['a', 'a']],
    [
      'are those that the named file lists in its own revision',
      own(old, true),
      own(here),
      { inventory: 'ops/fleet.yaml' },
      ['f', 'g'],
    ],
    [
      'are those of the named file, where its revision has none',
      own({}, true),
      own({}),
      { inventory: 'ops/fleet.yaml' },
      ['g', 'g'],
    ],
    [
      'are those that base is said to have had',
      own(here, true),
      own(here),
      { 'base-inventory': 'ops/fleet.yaml' },
      ['g', 'a'],
    ],
  ])('%s', (_, base, head, flags, expected) => {
    expect(names(base, head, flags, here)).toEqual(expected);
  });

  test('are not known where no inventory is', () => {
    expect(names(own({}), own({}), {})).toEqual([undefined, undefined]);
  });

  test('are told with the revision where they cannot be read', () => {
    const broken = own({ 'inventory.yaml': 'clusters: 1' }, true);
    expect(() => names(broken, own({}), {})).toThrow(/HEAD~1:inventory\.yaml/);
  });
});
