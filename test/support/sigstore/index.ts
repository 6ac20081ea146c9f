import { createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { issue, newAuthority, sha256, type Authority, type Pair, type Wish } from './authority';
import { entryOf, newLog, type Proposed, type SignatureLog } from './log';

/** Fulcio, Rekor and the issuer of GitHub's tokens, on loopback and in this process. */
export interface SigstoreDouble {
  /** `http://127.0.0.1:41234` */
  readonly url: string;
  readonly authority: Authority;
  readonly log: SignatureLog;
  /** Milliseconds since 1970; what certificates and entries are dated. */
  now: number;
  /** What the certificate says instead of the truth. */
  readonly wish: Partial<Wish>;
  /** A status that is answered instead, by path: `/api/v2/signingCert`. */
  readonly failing: Map<string, number>;
  /** Every request: `POST /api/v2/signingCert`. */
  readonly requests: string[];
  /** What a verifier believes. */
  trustedRoot(): string;
  close(): Promise<void>;
}

export const ISSUER = 'https://token.actions.githubusercontent.com';
export const WORKFLOW =
  'https://github.com/acme/app/.github/workflows/release.yaml@refs/heads/main';
export const BEARER = 'request-token-of-the-job';

/** A token for the double, as GitHub's are made; nobody checks its signature. */
export function tokenOf(now: number, claims: Readonly<Record<string, unknown>> = {}): string {
  const all = {
    iss: ISSUER,
    sub: 'repo:acme/app',
    aud: 'sigstore',
    exp: now / 1000 + 300,
    job_workflow_ref: WORKFLOW.slice('https://github.com/'.length),
    ...claims,
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part(all)}.c2lnbmF0dXJlLW9mLXRoZS1pc3N1ZXI`;
}

export async function startSigstore(now = Date.now()): Promise<SigstoreDouble> {
  const server: Server = createServer();
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [authority, log] = [newAuthority(), newLog(url)];
  const double: SigstoreDouble = {
    url,
    authority,
    log,
    now,
    wish: {},
    failing: new Map(),
    requests: [],
    trustedRoot: () => JSON.stringify(rootOf(authority, log)),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => answer(double, request, response, Buffer.concat(parts).toString()));
  });
  return double;
}

function answer(
  double: SigstoreDouble,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', double.url);
  double.requests.push(`${request.method} ${pathname}`);
  const send = (status: number, value: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  const failing = double.failing.get(pathname);
  // What it was sent is in its answer: nothing of that may be shown.
  if (failing !== undefined) return void send(failing, { message: `refused ${body}` });
  if (pathname === '/token') {
    const may = request.headers.authorization === `Bearer ${BEARER}`;
    const right = may && searchParams.get('audience') === 'sigstore';
    return void (right
      ? send(200, { value: tokenOf(double.now) })
      : send(403, { message: `no ${request.headers.authorization}` }));
  }
  if (pathname === '/api/v2/signingCert') return void send(200, certificateFor(double, body));
  if (pathname === '/api/v1/log/entries') {
    return void send(201, entryOf(double.log, JSON.parse(body) as Proposed, double.now));
  }
  response.writeHead(404).end();
}

function certificateFor(double: SigstoreDouble, body: string): object {
  const { credentials, publicKeyRequest } = JSON.parse(body) as {
    credentials: { oidcIdentityToken: string };
    publicKeyRequest: { publicKey: { content: string }; proofOfPossession: string };
  };
  const [, payload = ''] = credentials.oidcIdentityToken.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, string>;
  const key = createPublicKey(publicKeyRequest.publicKey.content);
  const proof = Buffer.from(publicKeyRequest.proofOfPossession, 'base64');
  if (!verify('sha256', Buffer.from(claims['sub'] ?? ''), key, proof)) throw new Error('no proof');
  const leaf = issue(double.authority, {
    spki: key.export({ type: 'spki', format: 'der' }),
    at: double.now,
    subject: `https://github.com/${claims['job_workflow_ref']}`,
    issuer: claims['iss'] ?? '',
    ...double.wish,
  });
  const certificates = [leaf, double.authority.certificate].map(pemOf);
  return { signedCertificateEmbeddedSct: { chain: { certificates } } };
}

function pemOf(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function rootOf({ certificate, ctLog }: Authority, { pair, baseURL }: SignatureLog): object {
  const validFor = { start: '2020-01-01T00:00:00.000Z' };
  const logOf = ({ spki }: Pair) => ({
    baseUrl: baseURL,
    hashAlgorithm: 'SHA2_256',
    publicKey: {
      rawBytes: spki.toString('base64'),
      keyDetails: 'PKIX_ECDSA_P256_SHA_256',
      validFor,
    },
    logId: { keyId: sha256(spki).toString('base64') },
  });
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [logOf(pair)],
    certificateAuthorities: [
      {
        subject: { organization: 'test', commonName: 'test' },
        uri: baseURL,
        certChain: { certificates: [{ rawBytes: certificate.toString('base64') }] },
        validFor,
      },
    ],
    ctlogs: [logOf(ctLog)],
    timestampAuthorities: [],
  };
}
