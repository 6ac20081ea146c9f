import { packSync, parseReference, Registry, type RegistryOptions } from '../../../lib/oci';
import { memoryWorld } from '../../support/memory-world';
import { startRegistry, type RegistryDouble } from '../../support/registry';

const artifact = packSync([{ path: 'web.yaml', content: 'kind: Service\n' }]);
const alice = { username: 'alice', password: 'p:wonder/land+' };

let double: RegistryDouble;
let now = 1_000_000;
const opened: Registry[] = [];

beforeEach(async () => {
  double = await startRegistry();
  double.gate.users.set(alice.username, alice.password);
});
afterEach(async () => {
  for (const registry of opened.splice(0)) registry.close();
  await double.close();
});

const at = (rest = 'acme/core:v1') => parseReference(`${double.host}/${rest}`);
const open = (options: RegistryOptions = {}, files: Record<string, string> = {}) => {
  const world = { ...memoryWorld(files, { env: { HOME: '/home/me' } }), now: () => now };
  const registry = new Registry(world, { retry: { baseMs: 1, tries: 2 }, ...options });
  opened.push(registry);
  return registry;
};
const stored = (entry: object) => ({
  '/home/me/.docker/config.json': JSON.stringify({ auths: { [double.host]: entry } }),
});

describe('Basic', () => {
  beforeEach(() => {
    double.gate.way = 'basic';
  });

  test('takes the password given, and asks once', async () => {
    await open({ credentials: alice }).push(at(), artifact);
    expect(double.authorizations.filter((sent) => sent === '')).toHaveLength(1);
  });

  test('takes the password that docker stored', async () => {
    const auth = Buffer.from(`alice:${alice.password}`).toString('base64');
    await open({}, stored({ auth })).push(at(), artifact);
  });

  test('says who was refused, and how to log in', async () => {
    const registry = open({ credentials: { ...alice, password: 'wrong password' } });
    await expect(registry.push(at(), artifact)).rejects.toMatchObject({
      code: 'OCI_UNAUTHORIZED',
      message: `${double.host} refuses user 'alice' for acme/core`,
      hint: `run cdk8s-gitops login ${double.host}, or give --username and --password-stdin`,
    });
    expect(double.requests).toHaveLength(2);
  });

  test('does not try a password again that was taken back', async () => {
    const registry = open({ credentials: alice });
    await registry.push(at(), artifact);
    double.gate.users.clear();
    double.requests.length = 0;
    await expect(registry.push(at(), artifact)).rejects.toThrow("refuses user 'alice'");
    expect(double.requests).toHaveLength(1);
  });

  test('says that nothing is stored', async () => {
    await expect(open().push(at(), artifact)).rejects.toMatchObject({
      code: 'OCI_UNAUTHORIZED',
      message: `${double.host} wants a login, and none is stored for it`,
    });
    expect(double.requests).toHaveLength(1);
  });

  test('cannot use an identity token', async () => {
    await expect(open({}, stored({ identitytoken: 'abc' })).push(at(), artifact)).rejects.toThrow(
      'wants a password, and only a token is stored',
    );
  });
});

describe('Bearer', () => {
  beforeEach(() => {
    double.gate.way = 'bearer';
  });
  const tokenRequests = () => double.requests.filter((line) => line.endsWith('/token'));

  test('gets one token for a push, and keeps it for the next', async () => {
    const registry = open({ credentials: alice });
    await registry.push(at(), artifact);
    await registry.push(at(), artifact);
    expect(tokenRequests()).toEqual(['GET /token']);
    expect([...double.gate.tokens.values()]).toEqual([['repository:acme/core:pull,push']]);
  });

  test('gets another when the token ends', async () => {
    double.gate.seconds = 100;
    const registry = open({ credentials: alice });
    await registry.push(at(), artifact);
    now += 89_000;
    await registry.push(at(), artifact);
    expect(tokenRequests()).toHaveLength(1);
    now += 2000;
    await registry.push(at(), artifact);
    expect(tokenRequests()).toHaveLength(2);
  });

  test('gets another when the registry forgets the token', async () => {
    const registry = open({ credentials: alice });
    await registry.push(at(), artifact);
    double.gate.tokens.clear();
    await registry.push(at(), artifact);
    expect(tokenRequests()).toHaveLength(2);
  });

  test('gets one for each repository', async () => {
    const registry = open({ credentials: alice });
    await registry.push(at(), artifact);
    await registry.push(at('acme/live:v1'), artifact, { mountFrom: 'acme/core' });
    expect([...double.gate.tokens.values()][1]).toEqual([
      'repository:acme/core:pull',
      'repository:acme/live:pull,push',
    ]);
  });

  test('reads as nobody where that is allowed', async () => {
    await open({ credentials: alice }).push(at(), artifact);
    double.gate.anonymousPull = true;
    expect((await open().pull(at())).digest).toBe(artifact.digest);
    await expect(open().push(at('acme/core:v2'), artifact)).rejects.toMatchObject({
      message: `${double.host} wants a login, and none is stored for it`,
    });
  });

  test('exchanges an identity token', async () => {
    double.gate.identities.add('refresh me');
    await open({}, stored({ identitytoken: 'refresh me' })).push(at(), artifact);
    expect(tokenRequests()).toEqual(['POST /token']);
  });

  test('sends a stored registry token as it is', async () => {
    double.gate.tokens.set('ready-made', ['repository:acme/core:pull,push']);
    await open({}, stored({ registrytoken: 'ready-made' })).push(at(), artifact);
    expect(tokenRequests()).toEqual([]);
  });

  test('does not go in circles', async () => {
    double.gate.loop = true;
    await expect(open({ credentials: alice }).push(at(), artifact)).rejects.toMatchObject({
      code: 'OCI_UNAUTHORIZED',
      message: `${double.host} refuses user 'alice' for acme/core`,
    });
    expect(double.requests).toHaveLength(3);
  });

  test.each<[string, () => unknown, string, string]>([
    [
      'a wrong password',
      () => double.gate.users.clear(),
      'OCI_UNAUTHORIZED',
      "refuses user 'alice'",
    ],
    [
      'a realm that is no address',
      () => (double.gate.realm = 'here'),
      'OCI_REGISTRY_NONSENSE',
      "sends us for a token to 'here'",
    ],
    [
      'a reply without a token',
      () => (double.gate.reply = { status: 200, body: '{}' }),
      'OCI_REGISTRY_NONSENSE',
      'answers without a token',
    ],
    [
      'a reply that is no JSON',
      () => (double.gate.reply = { status: 200, body: '<html>' }),
      'OCI_REGISTRY_NONSENSE',
      'answers without a token',
    ],
    [
      'a token that breaks headers',
      () => (double.gate.reply = { status: 200, body: '{"token":"a\\r\\nb"}' }),
      'OCI_REGISTRY_NONSENSE',
      'answers without a token',
    ],
    [
      'a token service that fails',
      () => (double.gate.reply = { status: 500, body: 'oops' }),
      'OCI_REGISTRY_REFUSED',
      'answers 500 to GET',
    ],
    [
      'a reply without end',
      () => (double.gate.reply = { status: 200, body: 'x'.repeat(200_000) }),
      'OCI_LIMIT_EXCEEDED',
      'sends more than',
    ],
  ])('fails with one clear error against %s', async (_, arrange, code, message) => {
    arrange();
    const failure = open({ credentials: alice }).push(at(), artifact);
    await expect(failure).rejects.toMatchObject({ code });
    await expect(failure).rejects.toThrow(message);
  });
});

test('an unknown way to log in is named', async () => {
  const headers = { 'www-authenticate': 'Negotiate, Digest realm="x"' };
  double.faults.instead.push({ match: /./, status: 401, headers });
  await expect(open().push(at(), artifact)).rejects.toThrow('wants a login by negotiate, digest');
});

test('no secret is in an error, whatever the registry says', async () => {
  double.gate.way = 'bearer';
  const registry = open({ credentials: alice });
  await registry.push(at(), artifact);
  const [token = ''] = double.gate.tokens.keys();
  const basic = Buffer.from(`${alice.username}:${alice.password}`).toString('base64');
  const said = `got ${token}, ${alice.password}, ${encodeURIComponent(alice.password)}, Basic ${basic}`;
  const body = JSON.stringify({ errors: [{ code: 'DENIED', message: said }] });
  double.faults.instead.push({ match: /manifests/, status: 403, body });
  const failure = await registry.pull(at()).catch((error: unknown) => error as Error);
  expect((failure as Error).message).toContain('DENIED: got ***, ***, ***, Basic ***');
  expect(JSON.stringify(failure)).not.toContain(alice.password);
});
