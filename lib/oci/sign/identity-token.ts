import { OciError } from '../errors';
import { Idle, TooLarge, Wire } from '../registry/http';
import type { RegistryWorld } from '../registry/options';
import { proxyFor } from '../registry/proxy';
import { place } from '../registry/redact';

const AUDIENCE = 'sigstore';
const IDLE_MS = 30_000;
const LIMIT_BYTES = 128 * 1024;

/**
 * The token that says who signs: the one that is given, `$SIGSTORE_ID_TOKEN` (GitLab), or the one that
 * GitHub Actions gives to jobs that may ask for it.
 *
 * @throws {OciError} `OCI_IDENTITY_MISSING` with what the job's definition lacks;
 *   `OCI_IDENTITY_INVALID` for a token that nobody would take. Neither has the token in it.
 */
export async function identityToken(
  world: Pick<RegistryWorld, 'env' | 'now'>,
  given?: string,
): Promise<string> {
  const { env } = world;
  const [url, bearer] = [
    env['ACTIONS_ID_TOKEN_REQUEST_URL'],
    env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
  ];
  if (given !== undefined) return checked(given, '--identity-token', world.now());
  const own = env['SIGSTORE_ID_TOKEN'];
  if (own) return checked(own, 'SIGSTORE_ID_TOKEN', world.now());
  if (url && bearer)
    return checked(await fromGitHub(url, bearer, env), 'what GitHub gave', world.now());
  throw missing(env);
}

/** Leaves out what another would answer anyway: who may sign, and whether the signature is right. */
function checked(token: string, where: string, nowMs: number): string {
  const clean = token.trim();
  const [, payload = '', signature] = clean.split('.');
  const { exp, sub, email, email_verified: verified } = claimsOf(payload);
  if (signature === undefined || (typeof sub !== 'string' && typeof email !== 'string')) {
    throw unfit(`${where} is no identity token`, 'give a JWT that an OpenID Connect issuer made');
  }
  if (typeof exp === 'number' && exp * 1000 <= nowMs) {
    const at = new Date(exp * 1000).toISOString();
    throw unfit(
      `${where} was good until ${at}`,
      'sign sooner in the job, or ask for another token',
    );
  }
  if (typeof email === 'string' && verified !== true && verified !== 'true') {
    throw unfit(`${where} has an email that its issuer did not verify`, 'verify it there first');
  }
  return clean;
}

function claimsOf(payload: string): Readonly<Record<string, unknown>> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** @see https://docs.github.com/en/actions/reference/security/oidc */
async function fromGitHub(
  address: string,
  bearer: string,
  env: RegistryWorld['env'],
): Promise<string> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw unfit('ACTIONS_ID_TOKEN_REQUEST_URL is no address', 'leave it as GitHub sets it');
  }
  url.searchParams.set('audience', AUDIENCE);
  const wire = new Wire({ idleMs: IDLE_MS, proxyFor: (to) => proxyFor(to, env) });
  try {
    const headers = { accept: 'application/json', authorization: `Bearer ${bearer}` };
    const { status, body } = await wire.send(
      { method: 'GET', url, headers, limitBytes: LIMIT_BYTES },
      AbortSignal.timeout(2 * IDLE_MS),
    );
    const { value } = claimsOf(body.toString('base64url'));
    if (status === 200 && typeof value === 'string') return value;
    throw unfit(`${place(url)} gave no identity token (${status})`, 'run the job again');
  } catch (error) {
    if (error instanceof OciError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const known = error instanceof Idle || error instanceof TooLarge;
    throw unfit(
      `${place(url)} gave no identity token: ${known ? message : (code ?? 'it failed')}`,
      'run the job again',
    );
  } finally {
    wire.close();
  }
}

function missing(env: RegistryWorld['env']): OciError {
  if (env['GITHUB_ACTIONS'] === 'true') {
    return new OciError(
      'OCI_IDENTITY_MISSING',
      'this job of GitHub Actions may not ask for an identity token',
      'add to the job: permissions: { id-token: write, contents: read, packages: write }',
    );
  }
  if (env['GITLAB_CI'] === 'true') {
    return new OciError(
      'OCI_IDENTITY_MISSING',
      'this job of GitLab has no SIGSTORE_ID_TOKEN',
      'add to the job: id_tokens: { SIGSTORE_ID_TOKEN: { aud: sigstore } }',
    );
  }
  return new OciError(
    'OCI_IDENTITY_MISSING',
    'nothing says who signs: there is no identity token',
    'give --identity-token, or sign in GitHub Actions or GitLab, or with --key',
  );
}

function unfit(message: string, hint: string): OciError {
  return new OciError('OCI_IDENTITY_INVALID', message, hint);
}
