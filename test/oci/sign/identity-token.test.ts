import { identityToken } from '../../../lib/oci';
import { BEARER, startSigstore, tokenOf, type SigstoreDouble } from '../../support/sigstore';

const now = Date.UTC(2026, 5, 1);
let double: SigstoreDouble;
beforeAll(async () => (double = await startSigstore(now)));
afterAll(() => double.close());
afterEach(() => double.failing.clear());

const github = (bearer = BEARER) => ({
  GITHUB_ACTIONS: 'true',
  ACTIONS_ID_TOKEN_REQUEST_URL: `${double.url}/token?api-version=2.0`,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer,
});
const asked = (env: Record<string, string>, given?: string) =>
  identityToken({ env, now: () => now }, given);

test('GitHub is asked for a token that is meant for sigstore', async () => {
  expect(await asked(github())).toBe(tokenOf(now));
  expect(double.requests.at(-1)).toBe('GET /token');
});

test('the token of GitLab is in the environment', async () => {
  expect(await asked({ GITLAB_CI: 'true', SIGSTORE_ID_TOKEN: tokenOf(now) })).toBe(tokenOf(now));
});

test('a token that is given comes first', async () => {
  const given = tokenOf(now, { sub: 'given' });
  expect(await asked({ ...github(), SIGSTORE_ID_TOKEN: tokenOf(now) }, `${given}\n`)).toBe(given);
});

test.each<[string, Record<string, string>, string, string]>([
  ['GitHub Actions', { GITHUB_ACTIONS: 'true' }, 'may not ask', 'id-token: write'],
  ['GitLab', { GITLAB_CI: 'true' }, 'has no SIGSTORE_ID_TOKEN', 'aud: sigstore'],
  ['a laptop', {}, 'nothing says who signs', '--identity-token'],
])('without one in %s, the error says what is missing', async (_, env, message, hint) => {
  await expect(asked(env)).rejects.toMatchObject({
    code: 'OCI_IDENTITY_MISSING',
    message: expect.stringContaining(message) as string,
    hint: expect.stringContaining(hint) as string,
  });
});

test.each<[string, string, string]>([
  ['that is none', 'hello', 'is no identity token'],
  ['without a payload', 'a.b.c', 'is no identity token'],
  ['whose payload is a list', `a.${Buffer.from('[]').toString('base64url')}.c`, 'is no identity'],
  ['of nobody', tokenOf(now, { sub: undefined }), 'is no identity token'],
  ['that is over', tokenOf(now, { exp: now / 1000 }), 'was good until 2026-06-01T00:00:00.000Z'],
  ['of a mail address that nobody checked', tokenOf(now, { email: 'a@b.c' }), 'did not verify'],
])('a token %s is one clear error, without it', async (_, token, message) => {
  const error = await asked({}, token).then(String, (failure: Error) => failure);
  expect(error).toMatchObject({ code: 'OCI_IDENTITY_INVALID' });
  expect(String(error)).toContain(message);
  expect(String((error as Error).stack)).not.toContain(token);
});

test.each<[string, () => Record<string, string>, string]>([
  ['refuses', () => github('another-secret'), 'gave no identity token (403)'],
  [
    'is not there',
    () => ({ ...github(), ACTIONS_ID_TOKEN_REQUEST_URL: 'http://127.0.0.1:1/token' }),
    'gave no identity token: ECONNREFUSED',
  ],
  [
    'has no address',
    () => ({ ...github(), ACTIONS_ID_TOKEN_REQUEST_URL: 'file:///etc/passwd' }),
    'is no address',
  ],
])('GitHub that %s is one clear error, without its token', async (_, env, message) => {
  const error = await asked(env()).then(String, (failure: Error) => failure);
  expect(String(error)).toContain(message);
  expect(String((error as Error).stack)).not.toMatch(/another-secret|request-token/);
});
