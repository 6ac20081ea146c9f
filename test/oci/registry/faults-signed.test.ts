import { generateKeyPairSync } from 'node:crypto';
import { pushWith } from '../../../lib/cli/push-with';
import { removeReferrers } from '../../../lib/cli/rm/remove-all';
import { surveyOf } from '../../../lib/cli/rm/survey';
import {
  addLegacySignature,
  attachStatement,
  keySigner,
  OciError,
  packSync,
  parseReference,
  proofsOf,
  readSigningKey,
  Registry,
  registryAttachments,
  SIGNED,
  type Beside,
} from '../../../lib/oci';
import { memoryWorld } from '../../support/memory-world';
import { startRegistry, type RegistryDouble } from '../../support/registry';
import { FAULTS, type FaultTitle } from '../../support/registry/fault-table';
import { isComplete } from '../../support/registry/store';

const newKey = () =>
  readSigningKey(
    generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString(),
    'k',
  );
const [alice, bob] = [newKey(), newKey()];
const artifact = packSync([{ path: 'web.yaml', content: 'kind: Service\n' }]);
const { digest } = artifact;
const signed = { subjects: [digest], predicateType: SIGNED, predicate: {} };
const PASSWORD = 'wonderland';
const BASIC = Buffer.from(`alice:${PASSWORD}`).toString('base64');

let double: RegistryDouble;
let storage: RegistryDouble;
let beside: Beside;
beforeEach(async () => {
  [double, storage] = await Promise.all([startRegistry(), startRegistry()]);
  double.gate.users.set('alice', PASSWORD);
  const registry = open();
  await registry.push(at('acme/core:v1'), artifact);
  await attachStatement(stored(registry), digest, signed, keySigner(alice), '');
  await addLegacySignature(stored(registry), digest, keySigner(alice));
  beside = await registry.pullBeside(at('acme/core:v1'), digest);
  registry.close();
  for (const [key, bytes] of double.store.blobs) storage.store.blobs.set(key, bytes);
  double.requests.length = 0;
});
afterEach(() => Promise.all([double.close(), storage.close()]));

const at = (rest: string) => parseReference(`${double.host}/${rest}`);
const stored = (registry: Registry) => registryAttachments(registry, at('acme/core:v1'));
const open = () =>
  new Registry(memoryWorld(), {
    retry: { baseMs: 1, tries: 3 },
    timeoutMs: 5000,
    credentials: { username: 'alice', password: PASSWORD },
  });

/** What is done with signatures, each with a look at what came out of it. */
const VERBS = {
  sign: async (registry: Registry) => {
    return (await attachStatement(stored(registry), digest, signed, keySigner(bob), '')).includes(
      '@sha256:',
    );
  },
  'sign --legacy': (registry: Registry) =>
    addLegacySignature(stored(registry), digest, keySigner(bob)),
  verify: async (registry: Registry) => {
    const proofs = await proofsOf(stored(registry), digest, { keys: [alice.public] });
    // Both forms, or an error: a signature that could not be read is not one that is missing.
    return proofs.length === 2 && proofs.every(({ statement }) => statement !== undefined);
  },
  'copy to a layout': async (registry: Registry) => {
    const { referrers, legacy } = await registry.pullBeside(at('acme/core:v1'), digest);
    return referrers.length === 1 && legacy.length === 1;
  },
  'copy from a layout': async (registry: Registry) => {
    const { reference } = await pushWith(beside, registry, at('live/core:v1'), artifact);
    return reference.endsWith(digest);
  },
  'rm --referrers': async (registry: Registry) => {
    const reference = { ...at('acme/core:v1'), identifier: digest };
    const survey = await surveyOf(registry, reference, digest);
    await registry.remove(reference);
    const world = memoryWorld();
    const none = { of: () => [], digests: [] };
    return (await removeReferrers(registry, reference, survey, none, world)) === 3;
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

/** What reads the signatures that are there. */
const READING: readonly Verb[] = ['verify', 'sign --legacy', 'copy to a layout'];
const writing: readonly Verb[] = ['sign', 'sign --legacy', 'copy from a layout'];

const EXPECTED: Partial<Record<FaultTitle, Expected>> = {
  '429 for ever': { fails: all, code: /RATE_LIMITED/ },
  '429 that asks for an hour': { fails: all, code: /RATE_LIMITED/ },
  '500 for ever': { fails: all, code: /REGISTRY_REFUSED/ },
  'connections that are always reset': { fails: all, code: /UNREACHABLE/ },
  'wrong bytes': { fails: READING, code: /DIGEST_MISMATCH/ },
  'lying sizes': { fails: READING, code: /LIMIT_EXCEEDED/ },
  'wrong digests in headers': { fails: all, code: /DIGEST_MISMATCH/ },
  'no Location': { fails: writing, code: /REGISTRY_NONSENSE/ },
  'a wrong password': { fails: all, code: /UNAUTHORIZED/ },
  '401 in circles': { fails: all, code: /UNAUTHORIZED/ },
  'no right to write': { fails: writing, code: /FORBIDDEN/ },
  'tags that cannot move': { fails: ['sign', 'sign --legacy'] },
  'a web server': { fails: all, code: /NONSENSE|CONTENT_INVALID/ },
  'pages in a circle': { fails: ['rm --referrers'], code: /NONSENSE/ },
};

const rows = FAULTS.flatMap((fault) => all.map((verb) => [fault.title, verb, fault] as const));

test.each(rows)('%s: %s works, or ends with one clear error', async (title, verb, fault) => {
  fault.arrange(double, storage);
  const { fails = [], code = /./ } = EXPECTED[title] ?? {};
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
  // Never a tag without its blobs, nor one before the signatures that it is to have.
  for (const [key, { bytes }] of double.store.manifests) {
    const repository = key.slice(0, key.indexOf(':'));
    expect([key, isComplete(double.store, repository, bytes)]).toEqual([key, true]);
  }
  if (double.store.manifests.has('live/core:v1')) {
    expect(double.store.manifests.has(`live/core:${digest.replace(':', '-')}.sig`)).toBe(true);
  }
});
