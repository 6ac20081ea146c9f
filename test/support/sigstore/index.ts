import { createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { issue, newAuthority, sha256, type Authority, type Pair, type Wish } from './authority';
import { ENTRY, entryOf, newLog, type Proposed, type SignatureLog } from './log';
import { newTileLog, tileEntryOf, type EntryRequest, type TileLog } from './log-v2';
import { newTimestampAuthority, stampOf, type TimestampAuthority } from './timestamps';

/** Fulcio, Rekor in both versions, a timestamp authority and the issuer of GitHub's tokens, on loopback and in this process. */
export interface SigstoreDouble {
  /** `http://127.0.0.1:41234` */
  readonly url: string;
  readonly authority: Authority;
  readonly log: SignatureLog;
  /** The same of version 2, and who tells the time. */
  readonly tiles: TileLog;
  readonly clock: TimestampAuthority;
  /** Milliseconds that the clock is wrong. */
  skewMs: number;
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
  const [tiles, clock] = [newTileLog(url), newTimestampAuthority()];
  const double: SigstoreDouble = {
    url,
    authority,
    log,
    tiles,
    clock,
    skewMs: 0,
    now,
    wish: {},
    failing: new Map(),
    requests: [],
    trustedRoot: () => JSON.stringify(rootOf(double)),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => answer(double, request, response, Buffer.concat(parts)));
  });
  return double;
}

function answer(
  double: SigstoreDouble,
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Buffer,
): void {
  const body = bytes.toString();
  const { pathname, searchParams } = new URL(request.url ?? '/', double.url);
  double.requests.push(`${request.method} ${pathname}`);
  const send = (status: number, value: object) =>
    // cosign finds the entry in the answer by its ETag.
    response
      .writeHead(status, { 'content-type': 'application/json', etag: ENTRY })
      .end(JSON.stringify(value));
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
  if (pathname === '/api/v2/signingCert')
    return void send(200, certificateFor(double, body, request.headers.authorization));
  if (pathname === '/api/v1/log/entries') {
    return void send(201, entryOf(double.log, JSON.parse(body) as Proposed, double.now));
  }
  if (pathname === '/api/v2/log/entries') {
    return void send(201, tileEntryOf(double.tiles, JSON.parse(body) as EntryRequest));
  }
  if (pathname === '/api/v1/timestamp') {
    const stamp = stampOf(double.clock, digestIn(request, bytes), double.now + double.skewMs);
    response.writeHead(201, { 'content-type': 'application/timestamp-reply' }).end(stamp);
    return;
  }
  response.writeHead(404).end();
}

/** Of a request in JSON, or in DER as cosign sends it. */
function digestIn({ headers }: IncomingMessage, bytes: Buffer): Buffer {
  if (headers['content-type'] === 'application/json') {
    const { artifactHash } = JSON.parse(bytes.toString()) as { artifactHash: string };
    return Buffer.from(artifactHash, 'base64');
  }
  const at = bytes.indexOf(Buffer.from([0x04, 0x20]));
  return bytes.subarray(at + 2, at + 34);
}

/** @param bearer what cosign sends its token in. */
function certificateFor(double: SigstoreDouble, body: string, bearer = ''): object {
  const { credentials, publicKeyRequest } = JSON.parse(body) as {
    credentials?: { oidcIdentityToken: string };
    publicKeyRequest: { publicKey: { content: string }; proofOfPossession: string };
  };
  const token = credentials?.oidcIdentityToken ?? bearer;
  const [, payload = ''] = token.split('.');
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

function rootOf({ authority, log, tiles, clock, url }: SigstoreDouble): object {
  const validFor = { start: '2020-01-01T00:00:00.000Z' };
  const logOf = (spki: Buffer, keyId: Buffer, keyDetails: string) => ({
    baseUrl: url,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: spki.toString('base64'), keyDetails, validFor },
    logId: { keyId: keyId.toString('base64') },
  });
  const byHash = ({ spki }: Pair) => logOf(spki, sha256(spki), 'PKIX_ECDSA_P256_SHA_256');
  const authorityOf = (path: string, certificates: readonly Buffer[]) => ({
    subject: { organization: 'test', commonName: 'test' },
    uri: `${url}${path}`,
    certChain: {
      certificates: certificates.map((one) => ({ rawBytes: one.toString('base64') })),
    },
    validFor,
  });
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [byHash(log.pair), logOf(tiles.spki, tiles.keyId, 'PKIX_ED25519')],
    certificateAuthorities: [authorityOf('', [authority.certificate])],
    ctlogs: [byHash(authority.ctLog)],
    timestampAuthorities: [authorityOf('/api/v1/timestamp', [clock.leaf, clock.root])],
  };
}

/** What `cosign signing-config create` writes for the double. */
export function signingConfigOf({ url }: SigstoreDouble, versions: readonly number[]): object {
  const service = (path: string, majorApiVersion: number) => ({
    url: `${url}${path}`,
    majorApiVersion,
    validFor: { start: '2020-01-01T00:00:00Z' },
    operator: 'test',
  });
  return {
    mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
    caUrls: [service('', 1)],
    oidcUrls: [],
    rekorTlogUrls: versions.map((version) => service('', version)),
    tsaUrls: [service('/api/v1/timestamp', 1)],
    rekorTlogConfig: { selector: 'ANY' },
    tsaConfig: { selector: 'ANY' },
  };
}
