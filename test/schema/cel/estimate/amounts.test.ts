import {
  MOST,
  plus,
  ratio,
  times,
  timesFactor,
  wrapped,
} from '../../../../lib/schema/cel/estimate/amounts';

it.each([
  ['a sum', plus(MOST - 1n, 1n), MOST],
  ['a sum that is too large', plus(MOST, 1n), MOST],
  ['a product that is too large', times(2n ** 63n, 2n), MOST],
  ['a part of the largest', timesFactor(MOST, 0.1), 1844674407370955264n],
  ['a large amount', timesFactor(10n ** 19n, 1), 10n ** 19n],
  ['twice a large amount', timesFactor(10n ** 19n, 2), MOST],
  ['what is rounded up', timesFactor(11n, 0.1), 2n],
  ['nothing', timesFactor(0n, 0.1), 0n],
  ['a ratio, rounded up', ratio(10n, 3n), 4n],
  ['what nobody keeps from overflowing', wrapped(-1n), MOST],
])('%s', (_, found, wanted) => {
  expect(found).toBe(wanted);
});
