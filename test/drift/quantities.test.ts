import { billionthsOf, canonicalQuantity } from '../../lib/drift/quantities';

describe('a quantity', () => {
  it.each([
    ['1000m', '1'],
    ['0.5', '500m'],
    ['0.1', '100m'],
    ['.5', '500m'],
    ['1024Mi', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['0.5Ki', '512'],
    ['1000Mi', '1000Mi'],
    ['1000M', '1G'],
    ['2000', '2k'],
    ['100m', '100m'],
    ['0', '0'],
    ['0Mi', '0'],
    ['-1500m', '-1500m'],
    ['1n', '1n'],
    ['1e3', '1e3'],
    ['0.1n', '1n'],
    ['1.0000000001', '1000000001n'],
  ])('%s is written as %s', (given, canonical) => {
    expect(canonicalQuantity(given)).toBe(canonical);
  });

  it.each(['1 Gi', '', '.', '1.2.3', '1Qi'])('%s is none', (given) => {
    expect(canonicalQuantity(given)).toBeUndefined();
  });
});

it.each([
  ['1', '1000m', 0],
  ['1Gi', '1G', 1],
  ['100m', '0.2', -1],
])('%s is to %s as %i to 0', (a, b, order) => {
  expect(Number((billionthsOf(a) ?? 0n) - (billionthsOf(b) ?? 0n)) * order).toBeGreaterThanOrEqual(
    0,
  );
  expect(billionthsOf(a) === billionthsOf(b)).toBe(order === 0);
});
