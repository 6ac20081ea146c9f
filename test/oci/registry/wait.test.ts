import { askedWait, jitter } from '../../../lib/oci/registry/retry';

const answer = (headers: Record<string, string>, body = '') => ({
  status: 429,
  headers,
  body: Buffer.from(body),
});

test.each([
  ['seconds', answer({ 'retry-after': '12' }), 12_000],
  ['no wait at all', answer({ 'retry-after': '0' }), 0],
  ['a date', answer({ 'retry-after': 'Thu, 01 Jan 1970 00:01:00 GMT' }), 50_000],
  ['a date gone by', answer({ 'retry-after': 'Thu, 01 Jan 1970 00:00:01 GMT' }), 0],
  [
    'what GHCR writes',
    answer({}, '{"message":"toomanyrequests: retry-after: 10.3ms, allowed: 2000"}'),
    10.3,
  ],
  ['what nobody can read', answer({ 'retry-after': 'soon' }), undefined],
  ['nothing', answer({}), undefined],
])('a registry that asks for %s is understood', (_, given, expected) => {
  expect(askedWait(given, 10_000)).toBe(expected);
});

test('waits grow up to their bound, and are never alike', () => {
  const retry = { tries: 6, baseMs: 250, capMs: 20_000 };
  for (let attempt = 0; attempt < 12; attempt++) {
    const waits = Array.from({ length: 50 }, () => jitter(retry, attempt));
    expect(Math.max(...waits)).toBeLessThanOrEqual(Math.min(20_000, 250 * 2 ** attempt));
    expect(new Set(waits).size).toBeGreaterThan(10);
  }
});
