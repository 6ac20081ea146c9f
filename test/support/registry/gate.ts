import type { IncomingMessage, ServerResponse } from 'node:http';

/** Who may enter, and how they prove it. */
export interface Gate {
  way: 'open' | 'basic' | 'bearer';
  readonly users: Map<string, string>;
  /** Identity tokens that may be exchanged. */
  readonly identities: Set<string>;
  /** Whether nobody gets tokens to read. */
  anonymousPull: boolean;
  /** `expires_in` of tokens. */
  seconds: number | undefined;
  /** Refuses tokens that it gave itself. */
  loop: boolean;
  /** The `realm` to state, where it is not the double's own. */
  realm: string | undefined;
  /** The whole answer of the token service, where it is not the right one. */
  reply: { readonly status: number; readonly body: string } | undefined;
  /** Tokens given, with their scopes; take one out and it has ended. */
  readonly tokens: Map<string, readonly string[]>;
}

export function openGate(): Gate {
  return {
    way: 'open',
    users: new Map(),
    identities: new Set(),
    anonymousPull: false,
    seconds: undefined,
    loop: false,
    realm: undefined,
    reply: undefined,
    tokens: new Map(),
  };
}

/** Lets a request through, or answers it. */
export function admit(
  gate: Gate,
  request: IncomingMessage,
  response: ServerResponse,
  origin: string,
): boolean {
  const { authorization = '' } = request.headers;
  const scope = scopeOf(request);
  if (gate.way === 'open') return true;
  if (gate.way === 'basic' && userOf(gate, authorization) !== undefined) return true;
  const scopes = gate.tokens.get(authorization.replace(/^Bearer /, ''));
  if (gate.way === 'bearer' && scopes && !gate.loop && allows(scopes, scope)) return true;
  const realm = gate.realm ?? `${origin}/token`;
  response.writeHead(401, {
    'www-authenticate':
      gate.way === 'basic'
        ? 'Basic realm="the double"'
        : `Bearer realm="${realm}",service="double",scope="${scope}"`,
  });
  response.end(JSON.stringify({ errors: [{ code: 'UNAUTHORIZED', message: authorization }] }));
  return false;
}

/** The token service: GET for passwords and nobody, POST for identity tokens. */
export function giveToken(
  gate: Gate,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): void {
  if (gate.reply) {
    response.writeHead(gate.reply.status).end(gate.reply.body);
    return;
  }
  const query = new URL(request.url ?? '', 'http://x').searchParams;
  const form = new URLSearchParams(body.toString());
  const scopes = [...query.getAll('scope'), ...(form.get('scope') ?? '').split(' ')];
  if (!isKnown(gate, request, form, scopes)) {
    response.writeHead(401).end('{"details":"incorrect username or password"}');
    return;
  }
  const token = `token-${gate.tokens.size}-${Math.random().toString(36).slice(2)}`;
  gate.tokens.set(token, scopes.filter(Boolean));
  const key = request.method === 'POST' ? 'access_token' : 'token';
  response.end(JSON.stringify({ [key]: token, expires_in: gate.seconds }));
}

function isKnown(
  gate: Gate,
  { method, headers }: IncomingMessage,
  form: URLSearchParams,
  scopes: readonly string[],
): boolean {
  if (method === 'POST') return gate.identities.has(form.get('refresh_token') ?? '');
  if (headers.authorization !== undefined) return userOf(gate, headers.authorization) !== undefined;
  return gate.anonymousPull && !scopes.some((scope) => scope.includes('push'));
}

function userOf({ users }: Gate, authorization: string): string | undefined {
  const [name = '', ...password] = Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':');
  return users.get(name) === password.join(':') ? name : undefined;
}

function scopeOf({ method, url = '' }: IncomingMessage): string {
  const [, name = ''] = /^\/v2\/(.+?)\/(?:blobs|manifests|tags|referrers)\//.exec(url) ?? [];
  const read = method === 'GET' || method === 'HEAD';
  const write = method === 'DELETE' ? 'delete,pull' : 'pull,push';
  return `repository:${name}:${read ? 'pull' : write}`;
}

function allows(scopes: readonly string[], wanted: string): boolean {
  const [, name = '', actions = ''] = wanted.split(':');
  const granted = scopes
    .map((scope) => scope.split(':'))
    .filter(([, repository]) => repository === name)
    .flatMap(([, , list = '']) => list.split(','));
  return actions.split(',').every((action) => granted.includes(action));
}
