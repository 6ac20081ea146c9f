import { OciError } from '../errors';
import { nameOf, secretOf, type Credential, type FindCredential } from '../credentials/credential';
import { parseChallenges, type Challenge } from './challenge';
import type { Deadline } from './deadline';
import type { Endpoint } from './endpoint';
import type { Answer } from './http';
import type { Secrets } from './redact';
import type { Repeater } from './repeater';
import { mergeScopes, type Scope } from './scope';
import { basicHeader, fetchToken, type Token, type TokenService } from './token';

export interface AuthorizerOptions {
  readonly find: FindCredential;
  readonly repeater: Repeater;
  readonly secrets: Secrets;
  readonly now: () => number;
}

/** Knows how each registry wants to be spoken to, and keeps tokens until they end. */
export class Authorizer {
  readonly #ways = new Map<string, Way>();
  readonly #credentials = new Map<string, Promise<Credential | undefined>>();

  constructor(private readonly options: AuthorizerOptions) {}

  /** The `Authorization` to send; `undefined` until the registry has asked for one. */
  async header(at: Endpoint, scopes: Scope[], deadline: Deadline): Promise<string | undefined> {
    const way = this.#ways.get(keyOf(at));
    if (!way || way.kind === 'fixed') return way?.header;
    return this.#bearer(at, way, scopes, deadline);
  }

  /**
   * The `Authorization` to send after a 401, always a new one.
   *
   * @param sent the one that the 401 is the answer to.
   * @throws {OciError} `OCI_UNAUTHORIZED` when there is no other way in.
   */
  async login(
    at: Endpoint,
    answer: Answer,
    sent: string | undefined,
    scopes: Scope[],
    deadline: Deadline,
  ): Promise<string> {
    const header = await this.#newHeader(at, answer, scopes, deadline);
    if (header === sent) throw await this.refusal(at);
    return header;
  }

  /** The error for a login that was sent and refused. */
  async refusal(at: Endpoint): Promise<OciError> {
    const credential = await this.#credential(at);
    const who = credential ? nameOf(credential) : 'anonymous access';
    // A login is for a registry, not for a repository of it.
    const what = at.repository === '' ? '' : ` for ${at.repository}`;
    return unauthorized(`${at.registry} refuses ${who}${what}`, at);
  }

  async #newHeader(
    at: Endpoint,
    answer: Answer,
    scopes: Scope[],
    deadline: Deadline,
  ): Promise<string> {
    const challenges = parseChallenges(answer.headers['www-authenticate']);
    const credential = await this.#credential(at);
    if (credential?.kind === 'registry') {
      return this.#fix(at, `Bearer ${credential.token}`);
    }
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
    if (bearer) {
      const way: Way = {
        kind: 'bearer',
        service: serviceOf(bearer, at),
        extra: (bearer.parameters['scope'] ?? '').split(' ').filter((scope) => scope !== ''),
        tokens: new Map(),
      };
      this.#ways.set(keyOf(at), way);
      return this.#bearer(at, way, scopes, deadline);
    }
    if (!challenges.some(({ scheme }) => scheme === 'basic')) throw unknownScheme(at, challenges);
    if (!credential)
      throw unauthorized(`${at.registry} wants a login, and none is stored for it`, at);
    if (credential.kind === 'identity') {
      throw unauthorized(`${at.registry} wants a password, and only a token is stored for it`, at);
    }
    return this.#fix(at, basicHeader(credential));
  }

  #fix(at: Endpoint, header: string): string {
    this.options.secrets.add(header.slice(header.indexOf(' ') + 1));
    this.#ways.set(keyOf(at), { kind: 'fixed', header });
    return header;
  }

  async #bearer(at: Endpoint, way: Bearer, scopes: Scope[], deadline: Deadline): Promise<string> {
    const { now } = this.options;
    const merged = mergeScopes([...scopes, ...way.extra]);
    const key = merged.join(' ');
    const known = await way.tokens.get(key);
    if (known && now() < known.untilMs) return `Bearer ${known.text}`;
    const to = { registry: at.registry, service: way.service, scopes: merged };
    const token = this.#credential(at).then((credential) =>
      fetchToken(to, credential, this.options, deadline),
    );
    way.tokens.set(key, token);
    token.catch(() => way.tokens.delete(key));
    return `Bearer ${(await token).text}`;
  }

  #credential(at: Endpoint): Promise<Credential | undefined> {
    const key = `${at.registry}/${at.repository}`;
    const known = this.#credentials.get(key);
    if (known) return known;
    const found = this.options.find(at.registry, at.repository).then((credential) => {
      if (credential) this.options.secrets.add(secretOf(credential));
      return credential;
    });
    this.#credentials.set(key, found);
    return found;
  }
}

interface Bearer {
  readonly kind: 'bearer';
  readonly service: TokenService;
  /** What the registry asked for besides. */
  readonly extra: readonly Scope[];
  readonly tokens: Map<string, Promise<Token>>;
}

type Way = Bearer | { readonly kind: 'fixed'; readonly header: string };

/** Podman keeps logins by repository, and tokens are for one anyway. */
function keyOf({ origin, name }: Endpoint): string {
  return `${origin.host}/${name}`;
}

function serviceOf({ parameters }: Challenge, at: Endpoint): TokenService {
  const { realm = '', service } = parameters;
  if (!URL.canParse(realm) || !/^https?:/.test(realm)) {
    throw new OciError(
      'OCI_REGISTRY_NONSENSE',
      `${at.registry} sends us for a token to '${realm}', which is no address`,
      'ask who runs the registry: its token service is not set up',
    );
  }
  const url = new URL(realm);
  if (at.origin.protocol === 'https:' && url.protocol !== 'https:') {
    throw unauthorized(`${at.registry} wants the password sent unencrypted, to ${url.origin}`, at);
  }
  return { realm: url, service };
}

function unknownScheme(at: Endpoint, challenges: readonly Challenge[]): OciError {
  const schemes = challenges.map(({ scheme }) => scheme).join(', ');
  return new OciError(
    'OCI_REGISTRY_NONSENSE',
    `${at.registry} wants a login by ${schemes || 'nothing that it names'}`,
    'check that host and port are those of an OCI registry',
  );
}

function unauthorized(message: string, { registry }: Endpoint): OciError {
  return new OciError(
    'OCI_UNAUTHORIZED',
    message,
    `run cdk8s-gitops login ${registry}, or give --username and --password-stdin`,
  );
}
