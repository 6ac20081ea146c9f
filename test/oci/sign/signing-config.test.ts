import { oldLogAt, readSigningConfig, servicesAt } from '../../../lib/oci';

const TYPE = 'application/vnd.dev.sigstore.signingconfig.v0.2+json';
const now = Date.UTC(2026, 5, 1);
const service = (url: string, majorApiVersion = 1, more: object = {}) => ({
  url,
  majorApiVersion,
  validFor: { start: '2021-01-01T00:00:00Z' },
  operator: 'a',
  ...more,
});
const CONFIG = {
  mediaType: TYPE,
  caUrls: [service('https://fulcio')],
  rekorTlogUrls: [service('https://v1', 1), service('https://v2', 2)],
  tsaUrls: [service('https://tsa/api/v1/timestamp')],
  rekorTlogConfig: { selector: 'ANY' },
  tsaConfig: { selector: 'ANY' },
};
const read = (change: object = {}) =>
  readSigningConfig(JSON.stringify({ ...CONFIG, ...change }), 'c.json');
const at = (change: object = {}, ms = now) => servicesAt(read(change), ms, 'c.json');
const urls = (all: readonly { readonly url: string }[]) => all.map(({ url }) => url);

test('of each kind one is asked, of the highest version that is known', () => {
  expect(at()).toEqual({
    fulcioURL: 'https://fulcio',
    logs: [{ url: 'https://v2', version: 2 }],
    timestampURLs: ['https://tsa/api/v1/timestamp'],
  });
  expect(oldLogAt(read(), now)).toEqual({ url: 'https://v1', version: 1 });
});

test.each<[string, object[], string[]]>([
  [
    'the newest first',
    [service('https://a', 2), service('https://b', 2, from(2025))],
    ['https://b'],
  ],
  [
    'not one of later',
    [service('https://a', 2), service('https://b', 2, from(2027))],
    ['https://a'],
  ],
  [
    'not one of before',
    [service('https://a', 1), service('https://b', 2, until(2025))],
    ['https://a'],
  ],
  [
    'not of a version that nobody knows',
    [service('https://a', 1), service('https://b', 3)],
    ['https://a'],
  ],
  ['without a slash at the end', [service('https://a///', 1)], ['https://a']],
  ['one without times', [{ url: 'https://a', majorApiVersion: 1 }], ['https://a']],
])('a log is chosen: %s', (_, rekorTlogUrls, chosen) => {
  expect(urls(at({ rekorTlogUrls }).logs)).toEqual(chosen);
});

const several = [
  service('https://a', 2),
  service('https://a2', 2, from(2025)),
  service('https://b', 2, { operator: 'b' }),
  service('https://c', 1, { operator: 'c' }),
];
test.each<[object, string[]]>([
  [{ selector: 'ANY' }, ['https://a2']],
  [{ selector: 'ALL' }, ['https://a2', 'https://b']],
  [{ selector: 'EXACT', count: 2 }, ['https://a2', 'https://b']],
  [{ selector: 'EXACT', count: 1 }, ['https://a2']],
])('%j asks one of each operator: %j', (rekorTlogConfig, chosen) => {
  expect(urls(at({ rekorTlogUrls: several, rekorTlogConfig }).logs)).toEqual(chosen);
});

test.each<[object, string]>([
  [{ mediaType: 'x' }, 'c.json is no signing config of version 0.2'],
  [{ caUrls: [] }, 'c.json names nobody who gives certificates now'],
  [{ caUrls: [service('https://f', 2)] }, 'names nobody who gives certificates'],
  [{ rekorTlogUrls: [] }, 'c.json names no log of signatures that is open now'],
  [{ caUrls: 'x' }, 'c.json: caUrls is no list'],
  [{ caUrls: [null] }, 'c.json: caUrls[0] has no url'],
  [{ caUrls: [{ url: 'ftp://x', majorApiVersion: 1 }] }, 'caUrls[0] has no url'],
  [{ tsaUrls: [service('https://t', 1, { validFor: { end: 'x' } })] }, 'tsaUrls[0].validFor.end'],
  [{ tsaConfig: { selector: 'SOME' } }, 'tsaConfig selects {"selector":"SOME"}'],
  [{ tsaConfig: { selector: 'EXACT', count: 0 } }, 'tsaConfig selects'],
  [{ tsaConfig: { selector: 'EXACT', count: 2 } }, 'wants 2 timestamp authorities, and names 1'],
  [
    { rekorTlogUrls: several, rekorTlogConfig: { selector: 'EXACT', count: 3 } },
    'wants 3 logs, and names 2',
  ],
])('%j is one clear error', (change, message) => {
  expect(() => at(change)).toThrow(message);
  expect(() => at(change)).toThrow(
    expect.objectContaining({ code: 'OCI_SIGNING_CONFIG_INVALID' }) as Error,
  );
});

test.each(['{', '[]', 'null'])('%s is no config', (text) => {
  expect(() => readSigningConfig(text, 'c.json')).toThrow('c.json is no JSON object');
});

function from(year: number): object {
  return { validFor: { start: `${year}-01-01T00:00:00Z` } };
}

function until(year: number): object {
  return { validFor: { start: '2021-01-01T00:00:00Z', end: `${year}-01-01T00:00:00Z` } };
}
