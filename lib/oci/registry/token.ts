import { OciError } from '../errors';
import { nameOf, type Credential } from '../credentials/credential';
import type { Deadline } from './deadline';
import { statusFailure } from './failures';
import type { Answer, Exchange } from './http';
import { place, type Secrets } from './redact';
import type { Repeater } from './repeater';
import type { Scope } from './scope';

/** Where a registry sends us for a token. */
export interface TokenService {
  readonly realm: URL;
  readonly service?: string | undefined;
}

export interface Token {
  readonly text: string;
  /** Milliseconds since 1970 until which it is used. */
  readonly untilMs: number;
}

const LIMIT_BYTES = 128 * 1024;
/** Lifetime where none is stated. */
const DEFAULT_SECONDS = 60;

/**
 * Gets an access token: by user and password, by an identity token, or as nobody.
 *
 * @throws {OciError} `OCI_UNAUTHORIZED` when the service refuses, `OCI_REGISTRY_NONSENSE` when its
 *   answer has no token.
 * @see https://distribution.github.io/distribution/spec/auth/token/
 */
export async function fetchToken(
  to: { readonly registry: string; readonly service: TokenService; readonly scopes: Scope[] },
  credential: Credential | undefined,
  by: { readonly repeater: Repeater; readonly secrets: Secrets; readonly now: () => number },
  deadline: Deadline,
): Promise<Token> {
  const exchange = exchangeFor(to.service, to.scopes, credential);
  const purpose = `logging in to ${to.registry}`;
  const answer = await by.repeater.send(exchange, purpose, deadline);
  if (answer.status === 401 || answer.status === 403) {
    throw refused(to.registry, to.service, credential);
  }
  if (answer.status !== 200) {
    throw statusFailure(answer, { ...exchange, purpose }, by.secrets);
  }
  const { text, seconds } = tokenOf(answer, to.registry, exchange.url);
  by.secrets.add(text);
  const skew = Math.min(10, seconds / 10);
  return { text, untilMs: by.now() + (seconds - skew) * 1000 };
}

function exchangeFor(
  { realm, service }: TokenService,
  scopes: readonly Scope[],
  credential: Credential | undefined,
): Exchange {
  if (credential?.kind === 'identity') {
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: 'cdk8s-gitops',
      service: service ?? realm.host,
      scope: scopes.join(' '),
      refresh_token: credential.token,
    });
    return {
      method: 'POST',
      url: realm,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from(form.toString()),
      limitBytes: LIMIT_BYTES,
    };
  }
  const url = new URL(realm);
  if (service !== undefined) url.searchParams.set('service', service);
  for (const scope of scopes) url.searchParams.append('scope', scope);
  const exchange = { method: 'GET', url, limitBytes: LIMIT_BYTES } as const;
  if (credential?.kind !== 'basic') return exchange;
  return { ...exchange, headers: { authorization: basicHeader(credential) } };
}

/** The value of `Authorization` for a user and password. */
export function basicHeader(credential: Extract<Credential, { kind: 'basic' }>): string {
  const { username, password } = credential;
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function tokenOf(
  { body }: Answer,
  registry: string,
  url: URL,
): { readonly text: string; readonly seconds: number } {
  let reply: Record<string, unknown> = {};
  try {
    reply = (JSON.parse(body.toString()) ?? {}) as Record<string, unknown>;
  } catch {
    // No JSON has no token either.
  }
  const text = reply['token'] ?? reply['access_token'];
  const seconds = reply['expires_in'];
  if (typeof text === 'string' && /^[\x21-\x7e]+$/.test(text)) {
    return {
      text,
      seconds: typeof seconds === 'number' && seconds > 0 ? seconds : DEFAULT_SECONDS,
    };
  }
  throw new OciError(
    'OCI_REGISTRY_NONSENSE',
    `logging in to ${registry}: ${place(url)} answers without a token`,
    'ask who runs the registry: its token service is broken',
  );
}

function refused(
  registry: string,
  { realm }: TokenService,
  credential: Credential | undefined,
): OciError {
  return new OciError(
    'OCI_UNAUTHORIZED',
    credential
      ? `${realm.host} refuses ${nameOf(credential)} for ${registry}`
      : `${registry} wants a login, and none is stored for it`,
    `run cdk8s-gitops login ${registry}, or give --username and --password-stdin`,
  );
}
