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
import { FAULTS, type FaultTitle } from '../../support/registry/fault-table';
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

interface Expected {
  /** Verbs that end in an error; all others must succeed. */
  readonly fails: readonly Verb[];
  /** How they fail. */
  readonly code?: RegExp;
}

const writing: readonly Verb[] = ['push', 'tag', 'copy', 'attach'];

const EXPECTED: Partial<Record<FaultTitle, Expected>> = {
  '429 for ever': { fails: all, code: /RATE_LIMITED/ },
  '429 that asks for an hour': { fails: all, code: /RATE_LIMITED/ },
  '500 for ever': { fails: all, code: /REGISTRY_REFUSED/ },
  'connections that are always reset': { fails: all, code: /UNREACHABLE/ },
  'wrong bytes': { fails: ['pull'], code: /DIGEST_MISMATCH/ },
  'lying sizes': { fails: ['pull'], code: /LIMIT_EXCEEDED/ },
  'wrong digests in headers': {
    fails: ['push', 'pull', 'resolve', 'tag', 'copy', 'attach', 'tree'],
    code: /DIGEST_MISMATCH/,
  },
  'no Location': { fails: ['push'], code: /REGISTRY_NONSENSE/ },
  'a wrong password': { fails: all, code: /UNAUTHORIZED/ },
  '401 in circles': { fails: all, code: /UNAUTHORIZED/ },
  'no right to write': { fails: writing, code: /FORBIDDEN/ },
  'tags that cannot move': { fails: ['attach'] },
  'a web server': { fails: all, code: /NONSENSE|CONTENT_INVALID/ },
  'pages in a circle': { fails: ['list'], code: /NONSENSE/ },
};

const rows = FAULTS.flatMap((fault) => all.map((verb) => [fault.title, verb, fault] as const));

test.each(rows)('%s: %s works, or ends with one clear error', async (_, verb, fault) => {
  fault.arrange(double, storage);
  const { fails = [], code = /./ } = EXPECTED[fault.title] ?? {};
  const registry = open();
  const outcome = await VERBS[verb](registry).catch((error: unknown) => error);
  registry.close();

  if (fails.includes(verb)) {
    expect(outcome).toBeInstanceOf(OciError);
    expect((outcome as OciError).code).toMatch(code);
  } else {
    expect(outcome).toBe(true);
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
