import fc from 'fast-check';
import { clusters, list, partition, shards } from '../../../constructs/argocd';

const services = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ name: `service-${i}`, port: i }));

it('puts every element into one shard, in its order', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string(), { maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      (names, count) => {
        const parts = shards(
          names.map((name) => ({ name })),
          { by: 'name', count },
        );
        expect(parts).toHaveLength(count);
        const placed = parts.map((part) => part.map(({ name }) => name));
        expect(placed.flat().sort()).toEqual([...names].sort());
        for (const part of placed) {
          expect(part).toEqual(names.filter((name) => part.includes(name)));
        }
      },
    ),
  );
});

it('leaves an element where it is, whatever others come and go', () => {
  const all = shards(services(200), { by: 'name', count: 4 });
  const some = shards(
    services(200).filter(({ port }) => port % 3 > 0),
    { by: 'name', count: 4 },
  );
  some.forEach((part, i) => {
    expect(all[i]).toEqual(expect.arrayContaining([...part]));
  });
});

it('moves elements into a new shard only, about as many as it takes', () => {
  const before = shards(services(1000), { by: 'name', count: 4 });
  const after = shards(services(1000), { by: 'name', count: 5 });
  before.forEach((part, i) => {
    expect(part).toEqual(expect.arrayContaining([...(after[i] ?? [])]));
  });
  expect(after[4]?.length).toBeGreaterThan(140);
  expect(after[4]?.length).toBeLessThan(260);
});

it('is the same on every machine', () => {
  const parts = shards(services(8), { by: 'name', count: 3 });
  expect(parts.map((part) => part.map(({ port }) => port))).toMatchInlineSnapshot(`
   [
     [
       4,
     ],
     [
       0,
       2,
     ],
     [
       1,
       3,
       5,
       6,
       7,
     ],
   ]
  `);
});

it('gives each group its own sets, and the rest all others', () => {
  const parts = partition(clusters(), 'metadata.labels.region', {
    eu: ['eu-west-1', 'eu-central-1'],
    us: ['us-east-1'],
  });
  const key = 'metadata.labels.region';
  const one = (operator: string, ...values: string[]) => ({
    clusters: {},
    selector: { matchExpressions: [{ key, operator, values }] },
  });
  expect(parts.eu.spec).toEqual(one('In', 'eu-west-1', 'eu-central-1'));
  expect(parts.us.spec).toEqual(one('In', 'us-east-1'));
  expect(parts.rest.spec).toEqual(one('NotIn', 'eu-west-1', 'eu-central-1', 'us-east-1'));
});

it.each([
  ['no shards', () => shards(services(1), { by: 'name', count: 0 }), 'a count of 0 shards'],
  [
    'elements that are not told apart',
    () => shards([{ a: 1 }, { a: '1' }], { by: 'a', count: 2 }),
    "two elements whose a is '1'",
  ],
  [
    'too few shards',
    () => shards(services(500), { by: 'name', count: 1, applicationsEach: 12 }),
    'a shard of 6000 Applications',
  ],
  [
    '5,000 Applications',
    () => shards(services(5000), { by: 'name', count: 1 }),
    'a shard of 5000 Applications',
  ],
  [
    'a value in two groups',
    () => partition(list([{ a: 'x' }]), 'a', { one: ['x'], two: ['x'] }),
    "'x' in two groups of a",
  ],
  ['an empty group', () => partition(list([{ a: 'x' }]), 'a', { one: [] }), "the group 'one' of a"],
  ['no group', () => partition(list([{ a: 'x' }]), 'a', {}), 'no groups of a'],
  [
    'a group called rest',
    () => partition(list([{ a: 'x' }]), 'a', { rest: ['x'] }),
    "the group 'rest' of a",
  ],
])('refuses %s', (_, make, message) => {
  expect(make).toThrow(expect.objectContaining({ code: 'ARGOCD_SHARD_INVALID' }));
  expect(make).toThrow(message);
});

it('accepts 4,999 Applications', () => {
  expect(() => shards(services(4999), { by: 'name', count: 1 })).not.toThrow();
});

it('follows its own advice', () => {
  const elements = services(5000);
  const make = () => shards(elements, { by: 'name', count: 1, applicationsEach: 10 });
  expect(make).toThrow(expect.objectContaining({ hint: 'write a count of 12 or more' }));
  expect(() => shards(elements, { by: 'name', count: 12, applicationsEach: 10 })).not.toThrow();
});

/* Checked by the compiler alone. */
export const misuse = [
  // @ts-expect-error no element has that field
  () => shards(services(1), { by: 'nmae', count: 1 }),
  // @ts-expect-error no set has that parameter
  () => partition(clusters(), 'region', { eu: ['a'] }),
  // @ts-expect-error there is no such group
  () => partition(clusters(), 'name', { eu: ['a'] }).us,
];
