import {
  OciError,
  packSync,
  parseReference,
  Registry,
  unpack,
  type RegistryOptions,
} from '../../../lib/oci';
import { memoryWorld } from '../../support/memory-world';
import { startRegistry, type RegistryDouble } from '../../support/registry';
import { isComplete } from '../../support/registry/store';

const artifact = packSync([{ path: 'web.yaml', content: 'kind: Service\n'.repeat(5000) }]);
const other = packSync([{ path: 'web.yaml', content: 'kind: Deployment\n' }]);
const PASSWORD = 'wonderland';
const BASIC = Buffer.from(`alice:${PASSWORD}`).toString('base64');

let double: RegistryDouble;
let storage: RegistryDouble;
beforeEach(async () => {
  double = await startRegistry();
  storage = await startRegistry();
  double.gate.users.set('alice', PASSWORD);
  const registry = open();
  await registry.push(at('acme/core:v1'), artifact);
  await registry.attach(at('acme/core:v1'), { artifactType: 'text/x', content: other.config });
  registry.close();
  for (const [key, bytes] of double.store.blobs) storage.store.blobs.set(key, bytes);
  double.requests.length = 0;
  double.authorizations.length = 0;
});
afterEach(async () => {
  await double.close();
  await storage.close();
});

const at = (rest: string) => parseReference(`${double.host}/${rest}`);
const open = (options: RegistryOptions = {}) =>
  new Registry(memoryWorld(), {
    retry: { baseMs: 1, tries: 3 },
    timeoutMs: 5000,
    credentials: { username: 'alice', password: PASSWORD },
    ...options,
  });

/** What users do, each with a look at what came out of it. */
const VERBS = {
  push: async (registry: Registry) => {
    const { reference } = await registry.push(at('acme/core:v2'), other);
    return reference.endsWith(other.digest);
  },
  pull: async (registry: Registry) => {
    const [file] = unpack(await registry.pull(at('acme/core:v1')));
    return file?.content.length === 14 * 5000;
  },
  resolve: async (registry: Registry) =>
    (await registry.resolve(at('acme/core:v1'))) === artifact.digest,
  tag: async (registry: Registry) => {
    const { reference } = await registry.tag(at('acme/core:v1'), ['latest']);
    return reference.endsWith(artifact.digest);
  },
  list: async (registry: Registry) => (await registry.tags(at('acme/core:x'))).includes('v1'),
  tree: async (registry: Registry) => {
    const [found] = await registry.referrers(at('acme/core:x'), artifact.digest);
    return found === undefined || found.artifactType === 'text/x';
  },
  copy: async (registry: Registry) => {
    const { reference } = await registry.copy(at('acme/core:v1'), at('live/core:v1'));
    return reference.endsWith(artifact.digest);
  },
  attach: async (registry: Registry) => {
    const content = { artifactType: 'text/y', content: artifact.config };
    return (await registry.attach(at('acme/core:v1'), content)).reference !== '';
  },
} as const;
type Verb = keyof typeof VERBS;
const all = Object.keys(VERBS) as Verb[];

interface Fault {
  readonly title: string;
  readonly arrange: () => unknown;
  /** Verbs that end in an error; all others must succeed. */
  readonly fails?: readonly Verb[];
  /** Verbs that believe it: a HEAD has no bytes to check. */
  readonly blind?: readonly Verb[];
  /** How they fail. */
  readonly code?: RegExp;
}

const once = (status: number | 'reset', headers = {}) =>
  double.faults.instead.push({ match: /./, status, headers });
const always = (status: number | 'reset', match = /./) =>
  double.faults.instead.push({ match, status, times: Infinity });
const login = (way: 'basic' | 'bearer') => (double.gate.way = way);
const writing: readonly Verb[] = ['push', 'tag', 'copy', 'attach'];

const FAULTS: readonly Fault[] = [
  { title: '429 with Retry-After', arrange: () => once(429, { 'retry-after': '0' }) },
  { title: '429 without Retry-After', arrange: () => once(429) },
  { title: '429 for ever', arrange: () => always(429), fails: all, code: /RATE_LIMITED/ },
  {
    title: '429 that asks for an hour',
    arrange: () => once(429, { 'retry-after': '3600' }),
    fails: all,
    code: /RATE_LIMITED/,
  },
  { title: 'one 500', arrange: () => once(500) },
  { title: '500 for ever', arrange: () => always(500), fails: all, code: /REGISTRY_REFUSED/ },
  { title: 'a connection that is reset', arrange: () => once('reset') },
  {
    title: 'connections that are always reset',
    arrange: () => always('reset'),
    fails: all,
    code: /UNREACHABLE/,
  },
  { title: 'a blob that breaks off', arrange: () => (double.faults.breaks = 1) },
  { title: 'truncated bodies', arrange: () => (double.faults.cuts = 2) },
  {
    title: 'wrong bytes',
    arrange: () => (double.faults.blobs = 'wrong'),
    fails: ['pull'],
    code: /DIGEST_MISMATCH/,
  },
  {
    title: 'lying sizes',
    arrange: () => (double.faults.blobs = 'endless'),
    fails: ['pull'],
    code: /LIMIT_EXCEEDED/,
  },
  {
    title: 'wrong digests in headers',
    arrange: () => (double.faults.digestHeader = 'wrong'),
    fails: ['push', 'pull', 'tag', 'copy', 'attach', 'tree'],
    code: /DIGEST_MISMATCH/,
    blind: ['resolve'],
  },
  { title: 'no digests in headers', arrange: () => (double.faults.digestHeader = 'none') },
  { title: 'relative Locations', arrange: () => (double.faults.location = 'relative') },
  {
    title: 'no Location',
    arrange: () => (double.faults.location = 'none'),
    fails: ['push'],
    code: /REGISTRY_NONSENSE/,
  },
  {
    title: 'blobs of another host',
    arrange: () => {
      login('basic');
      double.faults.storage = `http://${storage.host}`;
      double.faults.location = 'relative';
    },
  },
  { title: 'a login by password', arrange: () => login('basic') },
  { title: 'a login by token', arrange: () => login('bearer') },
  {
    title: 'tokens that end at once',
    arrange: () => {
      login('bearer');
      double.gate.seconds = 0.001;
    },
  },
  {
    title: 'a wrong password',
    arrange: () => {
      login('basic');
      double.gate.users.set('alice', 'another');
    },
    fails: all,
    code: /UNAUTHORIZED/,
  },
  {
    title: '401 in circles',
    arrange: () => {
      login('bearer');
      double.gate.loop = true;
    },
    fails: all,
    code: /UNAUTHORIZED/,
  },
  {
    title: 'no right to write',
    arrange: () => always(403, /^(?:PUT|POST|PATCH) /),
    fails: writing,
    code: /FORBIDDEN/,
  },
  { title: 'no referrers API', arrange: () => (double.faults.referrers = 'clients') },
  { title: 'a referrers API that is empty', arrange: () => (double.faults.referrers = 'empty') },
  { title: 'a referrers API', arrange: () => (double.faults.referrers = 'registry') },
  { title: 'wrong sizes of referrers', arrange: () => (double.faults.sizes = 'wrong') },
  {
    title: 'tags that cannot move',
    arrange: () => (double.faults.immutableTags = true),
    fails: ['attach'],
  },
  { title: 'slow reads', arrange: () => (double.faults.slowBytes = 64) },
  { title: 'uploads that get lost', arrange: () => (double.faults.lostUploads = 1) },
  {
    title: 'a web server',
    arrange: () => (double.faults.html = true),
    fails: all,
    code: /NONSENSE|CONTENT_INVALID/,
  },
  {
    title: 'pages in a circle',
    arrange: () => (double.faults.circle = true),
    fails: ['list'],
    code: /NONSENSE/,
  },
];

const rows = FAULTS.flatMap((fault) => all.map((verb) => [fault.title, verb, fault] as const));

test.each(rows)('%s: %s works, or ends with one clear error', async (_, verb, fault) => {
  fault.arrange();
  const registry = open();
  const outcome = await VERBS[verb](registry).catch((error: unknown) => error);
  registry.close();

  if (fault.fails?.includes(verb)) {
    expect(outcome).toBeInstanceOf(OciError);
    expect((outcome as OciError).code).toMatch(fault.code ?? /./);
  } else {
    expect(outcome).toBe(!fault.blind?.includes(verb));
  }
  // Never an endless loop.
  expect(double.requests.length).toBeLessThan(80);
  // Never a secret in a message, nor at another host.
  const said = outcome instanceof Error ? `${outcome.message} ${String(outcome.cause)}` : '';
  for (const secret of [PASSWORD, BASIC, ...double.gate.tokens.keys()]) {
    expect(said).not.toContain(secret);
  }
  expect(storage.authorizations.filter(Boolean)).toEqual([]);
  // Never a tag without its blobs.
  for (const [key, { bytes }] of double.store.manifests) {
    const repository = key.slice(0, key.indexOf(':'));
    expect([key, isComplete(double.store, repository, bytes)]).toEqual([key, true]);
  }
});
