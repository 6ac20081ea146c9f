import { OciError, type OciCode } from '../errors';
import { Idle, TooLarge, type Answer } from './http';
import type { Proxy } from './proxy';
import { place, plain, type Secrets } from './redact';
import { ProxyRefusal } from './tunnel';

/** What was asked, for messages. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  /** The purpose: `reading tag 'v1' of ghcr.io/acme/platform`. */
  readonly purpose: string;
}

/** The error for a request that got no answer. */
export function connectionFailure(error: unknown, asked: Asked, proxy?: Proxy): OciError {
  const { host } = asked.url;
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (error instanceof TooLarge) {
    return new OciError(
      'OCI_LIMIT_EXCEEDED',
      `${asked.purpose}: ${host} sends more than ${error.limitBytes} bytes`,
      'name another artifact, or ask who runs the registry',
      { cause: error },
    );
  }
  if (error instanceof Idle) {
    return new OciError('OCI_TIMEOUT', `${asked.purpose}: ${host}: ${message}`, TRY_LATER, {
      cause: error,
    });
  }
  if (error instanceof ProxyRefusal) return proxyRefusal(error, asked);
  const [what, repair] = faultOf(code, message);
  const through = proxy && `the proxy ${proxy.url.host} of ${proxy.variable}`;
  const hint = through === undefined ? repair : `${repair}; it was asked through ${through}`;
  return new OciError('OCI_UNREACHABLE', `${asked.purpose}: ${host} ${what}`, hint, {
    cause: error,
  });
}

function proxyRefusal(cause: ProxyRefusal, { purpose, url }: Asked): OciError {
  const { proxy, status } = cause;
  return new OciError(
    status === 407 ? 'OCI_UNAUTHORIZED' : 'OCI_UNREACHABLE',
    `${purpose}: the proxy ${proxy.url.host} of ${proxy.variable} answers ${status} to a connection to ${url.host}`,
    status === 407
      ? `write user and password into ${proxy.variable}: http://user:password@host:port`
      : `ask who runs the proxy, or list ${url.hostname} in NO_PROXY`,
    { cause },
  );
}

/** The error for an answer that is not the one hoped for. */
export function statusFailure(answer: Answer, asked: Asked, secrets: Secrets): OciError {
  const { status } = answer;
  const [code, hint] = verdictOf(status);
  const said = secrets.redact(detailOf(answer));
  return new OciError(
    code,
    `${asked.purpose}: ${asked.url.host} answers ${status} to ${asked.method} ${place(asked.url)}${said && `: ${said}`}`,
    hint,
  );
}

const TRY_LATER = 'try again later, or raise --timeout';

function verdictOf(status: number): readonly [OciCode, string] {
  if (status === 401)
    return [
      'OCI_UNAUTHORIZED',
      'log in with cdk8s-gitops login, or give --username and --password-stdin',
    ];
  if (status === 407)
    return [
      'OCI_UNAUTHORIZED',
      'write user and password into HTTP_PROXY: http://user:password@host',
    ];
  if (status === 403)
    return ['OCI_FORBIDDEN', 'ask for the right to that repository, or log in as another user'];
  if (status === 404)
    return [
      'OCI_NOT_FOUND',
      'check the name; some registries want the repository to be created first',
    ];
  if (status === 429) return ['OCI_RATE_LIMITED', TRY_LATER];
  if (status === 413) return ['OCI_REGISTRY_REFUSED', 'split the content into several artifacts'];
  if (status >= 500) return ['OCI_REGISTRY_REFUSED', TRY_LATER];
  if (status >= 400)
    return ['OCI_REGISTRY_REFUSED', 'read what the registry says, and repair that'];
  return ['OCI_REGISTRY_NONSENSE', 'check that host and port are those of an OCI registry'];
}

function faultOf(code: string, message: string): readonly [string, string] {
  const down = 'check that it runs, and that this machine may reach it';
  const known = FAULTS[code];
  if (known) return known;
  if (/wrong version number|packet length too long/i.test(message) || code === 'EPROTO') {
    return ['does not speak TLS', 'give --plain-http if it is meant to speak HTTP'];
  }
  if (/HPE_/.test(code))
    return ['does not speak HTTP', 'leave out --plain-http, or check the port'];
  if (/CERT|SIGNED|ISSUER|UNABLE_TO/.test(code)) {
    return [`shows a certificate that is not trusted (${code})`, 'give its authority by --ca-file'];
  }
  return [`cannot be reached (${code || plain(message)})`, down];
}

const FAULTS: Readonly<Record<string, readonly [string, string]>> = {
  ECONNREFUSED: ['refuses the connection', 'check that it runs, and the port'],
  ENOTFOUND: ['is no known host', 'check the spelling of the host, and the network'],
  EAI_AGAIN: ['cannot be looked up', 'check the network of this machine'],
  ECONNRESET: ['breaks off the connection', TRY_LATER],
  EPIPE: ['breaks off the connection', TRY_LATER],
  ETIMEDOUT: ['does not answer', 'check that this machine may reach it'],
  EHOSTUNREACH: ['cannot be reached', 'check the network of this machine'],
  ENETUNREACH: ['cannot be reached', 'check the network of this machine'],
};

/** What the registry says of the failure: `MANIFEST_INVALID: unknown config type`. */
function detailOf({ headers, body }: Answer): string {
  const text = body.toString();
  try {
    const { errors, error, error_description: description, details } = JSON.parse(text) as Reply;
    const parts = Array.isArray(errors)
      ? errors.map((one) => [one?.code, one?.message].filter((part) => isText(part)).join(': '))
      : [error, description, details].filter((part) => isText(part));
    return plain(parts.join('; '));
  } catch {
    if (/html/i.test(headers['content-type'] ?? '')) return 'a web page';
    return plain(text);
  }
}

interface Reply {
  readonly errors?: readonly ({ readonly code?: unknown; readonly message?: unknown } | null)[];
  readonly error?: unknown;
  readonly error_description?: unknown;
  readonly details?: unknown;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
