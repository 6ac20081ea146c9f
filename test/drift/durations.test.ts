import { canonicalDuration } from '../../lib/drift/durations';

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
  ['1ms', '1ms'],
  ['1500us', '1.5ms'],
  ['.5s', '500ms'],
  ['1m0.25s', '1m0.25s'],
  ['-90m', '-1h30m0s'],
  ['0', '0s'],
  ['100ns', '100ns'],
])('writes the duration %s as %s', (text, canonical) => {
  expect(canonicalDuration(text)).toBe(canonical);
});
