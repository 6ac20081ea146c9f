import type { RegistryDouble } from '.';

/** One thing that a registry does wrong, or in another way than most. */
export interface Fault {
  readonly title: string;
  /** @param storage another host, where blobs may be. */
  arrange(double: RegistryDouble, storage: RegistryDouble): unknown;
}

const once = ({ faults }: RegistryDouble, status: number | 'reset', headers = {}) =>
  faults.instead.push({ match: /./, status, headers });
const always = ({ faults }: RegistryDouble, status: number | 'reset', match = /./) =>
  faults.instead.push({ match, status, times: Infinity });
const login = ({ gate }: RegistryDouble, way: 'basic' | 'bearer') => (gate.way = way);

export const FAULTS = [
  { title: '429 with Retry-After', arrange: (double) => once(double, 429, { 'retry-after': '0' }) },
  { title: '429 without Retry-After', arrange: (double) => once(double, 429) },
  { title: '429 for ever', arrange: (double) => always(double, 429) },
  {
    title: '429 that asks for an hour',
    arrange: (double) => once(double, 429, { 'retry-after': '3600' }),
  },
  { title: 'one 500', arrange: (double) => once(double, 500) },
  { title: '500 for ever', arrange: (double) => always(double, 500) },
  { title: 'a connection that is reset', arrange: (double) => once(double, 'reset') },
  { title: 'connections that are always reset', arrange: (double) => always(double, 'reset') },
  { title: 'a blob that breaks off', arrange: (double) => (double.faults.breaks = 1) },
  { title: 'truncated bodies', arrange: (double) => (double.faults.cuts = 2) },
  { title: 'wrong bytes', arrange: (double) => (double.faults.blobs = 'wrong') },
  { title: 'lying sizes', arrange: (double) => (double.faults.blobs = 'endless') },
  {
    title: 'wrong digests in headers',
    arrange: (double) => (double.faults.digestHeader = 'wrong'),
  },
  { title: 'no digests in headers', arrange: (double) => (double.faults.digestHeader = 'none') },
  { title: 'relative Locations', arrange: (double) => (double.faults.location = 'relative') },
  { title: 'no Location', arrange: (double) => (double.faults.location = 'none') },
  {
    title: 'blobs of another host',
    arrange: (double, storage) => {
      login(double, 'basic');
      double.faults.storage = `http://${storage.host}`;
      double.faults.location = 'relative';
    },
  },
  { title: 'a login by password', arrange: (double) => login(double, 'basic') },
  { title: 'a login by token', arrange: (double) => login(double, 'bearer') },
  {
    title: 'tokens that end at once',
    arrange: (double) => {
      login(double, 'bearer');
      double.gate.seconds = 0.001;
    },
  },
  {
    title: 'a wrong password',
    arrange: (double) => {
      login(double, 'basic');
      double.gate.users.set('alice', 'another');
    },
  },
  {
    title: '401 in circles',
    arrange: (double) => {
      login(double, 'bearer');
      double.gate.loop = true;
    },
  },
  { title: 'no right to write', arrange: (double) => always(double, 403, /^(?:PUT|POST|PATCH) /) },
  { title: 'no referrers API', arrange: (double) => (double.faults.referrers = 'clients') },
  {
    title: 'a referrers API that is empty',
    arrange: (double) => (double.faults.referrers = 'empty'),
  },
  { title: 'a referrers API', arrange: (double) => (double.faults.referrers = 'registry') },
  { title: 'wrong sizes of referrers', arrange: (double) => (double.faults.sizes = 'wrong') },
  { title: 'tags that cannot move', arrange: (double) => (double.faults.immutableTags = true) },
  { title: 'slow reads', arrange: (double) => (double.faults.slowBytes = 64) },
  { title: 'uploads that get lost', arrange: (double) => (double.faults.lostUploads = 1) },
  { title: 'a web server', arrange: (double) => (double.faults.html = true) },
  { title: 'pages in a circle', arrange: (double) => (double.faults.circle = true) },
] as const satisfies readonly Fault[];

/** What a test expects something of. */
export type FaultTitle = (typeof FAULTS)[number]['title'];
