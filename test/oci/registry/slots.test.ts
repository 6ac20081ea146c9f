import { Slots } from '../../../lib/oci/registry/slots';

/** Runs `count` works of one turn each; gives the most that were under way at once. */
async function most(slots: Slots, count: number, tooMany = false): Promise<number> {
  let busy = 0;
  let found = 0;
  const work = async () => {
    found = Math.max(found, ++busy);
    await new Promise(setImmediate);
    busy--;
  };
  await Promise.all(Array.from({ length: count }, () => slots.run(work, () => tooMany)));
  return found;
}

it('lets eight requests run at once', async () => {
  expect(await most(new Slots(), 100)).toBe(8);
});

it('goes down to one where the registry says that these are too many, and up again', async () => {
  const slots = new Slots();
  await most(slots, 8, true);
  expect(slots.limit).toBe(1);
  expect(await most(slots, 3)).toBeLessThanOrEqual(3);
  await most(slots, 100);
  expect(slots.limit).toBe(8);
});

it('frees the slot of a work that fails', async () => {
  const slots = new Slots();
  const failing = () => Promise.reject(new Error('no'));
  const works = Array.from({ length: 20 }, () => slots.run(failing, () => false));
  const results = await Promise.allSettled(works);
  expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  expect(await most(slots, 9)).toBe(8);
});
