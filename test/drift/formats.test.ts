import { canonicalDuration, canonicalQuantity } from '../../lib/drift/formats';

it.each([
  ['1000m', '1'],
  ['100m', '100m'],
  ['0.1', '100m'],
  ['0.0001', '100u'],
  ['1', '1'],
  ['1000', '1k'],
  ['1500', '1500'],
  ['1000k', '1M'],
  ['1.5G', '1500M'],
  ['0', '0'],
  ['0.0', '0'],
  ['-0.5', '-500m'],
  ['1024Ki', '1Mi'],
  ['1536Mi', '1536Mi'],
  ['1.5Gi', '1.5Gi'],
  ['1e3', '1e3'],
  ['abc', 'abc'],
  ['', ''],
])('writes the quantity %s as %s', (text, canonical) => {
  expect(canonicalQuantity(text)).toBe(canonical);
});

it.each([
  ['8760h', '8760h0m0s'],
  ['90m', '1h30m0s'],
  ['60s', '1m0s'],
  ['1.5h', '1h30m0s'],
  ['0s', '0s'],
  ['30s', '30s'],
  ['1h0m0s', '1h0m0s'],
  ['10d', '10d'],
  ['', ''],
])('writes the duration %s as %s', (text, canonical) => {
  expect(canonicalDuration(text)).toBe(canonical);
});
