import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { sendBlob } from './blobs';
import { insteadOf, noFaults, type Faults } from './faults';
import { admit, giveToken, openGate, type Gate } from './gate';
import { manifests, sendReferrers, sendTags } from './manifests';
import { emptyStore, type Store } from './store';
import { uploads } from './uploads';

export type { Faults, Instead } from './faults';

/** An OCI registry on loopback, in this process, that does wrong what a test asks for. */
export interface RegistryDouble {
  /** `127.0.0.1:41234` */
  readonly host: string;
  readonly store: Store;
  readonly faults: Faults;
  readonly gate: Gate;
  /** Every request: `HEAD /v2/acme/core/manifests/v1`, without query. */
  readonly requests: string[];
  /** `Authorization` of every request, in the same order; `''` for none. */
  readonly authorizations: string[];
  /** Bytes of blobs that were sent. */
  sentBytes: number;
  /** Addresses of its storage that were used. */
  readonly usedLinks: Set<string>;
  close(): Promise<void>;
}

/** @param tls speaks HTTPS with these, PEM. */
export async function startRegistry(tls?: TlsOptions): Promise<RegistryDouble> {
  const sockets = new Set<Socket>();
  const server: Server = tls ? createTlsServer(tls) : createServer();
  // A test that fails before it closes the double must not keep the run from ending.
  server.unref();
  server.on('connection', (socket) => {
    socket.unref();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const double: RegistryDouble = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    store: emptyStore(),
    faults: noFaults(),
    gate: openGate(),
    requests: [],
    authorizations: [],
    sentBytes: 0,
    usedLinks: new Set(),
    close: () => closeAll(server, sockets),
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => answer(double, request, response, Buffer.concat(parts)));
  });
  return double;
}

function closeAll(server: Server, sockets: Set<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  return new Promise((resolve) => server.close(() => resolve()));
}

function answer(
  double: RegistryDouble,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): void {
  const { faults, gate, host } = double;
  const url = new URL(request.url ?? '/', `http://${host}`);
  const line = `${request.method} ${url.pathname}`;
  double.requests.push(line);
  double.authorizations.push(request.headers.authorization ?? '');
  const instead = insteadOf(faults, line);
  if (instead?.status === 'reset') return void request.socket.destroy();
  if (instead?.status === 'silence') return;
  if (instead) return void response.writeHead(instead.status, instead.headers).end(instead.body);
  if (faults.html) {
    response.writeHead(200, { 'content-type': 'text/html' });
    return void response.end('<!doctype html><title>Welcome</title>');
  }
  if (url.pathname === '/token') return giveToken(gate, request, body, response);
  if (url.pathname.startsWith('/storage/')) return sendBlob(double, request, response, url);
  if (!admit(gate, request, response, `http://${host}`)) return;
  if (url.pathname === '/v2/') return void response.writeHead(200).end('{}');
  const [, name = '', kind, rest = ''] =
    /^\/v2\/(.+?)\/(blobs\/uploads|blobs|manifests|tags|referrers)\/(.*)$/.exec(url.pathname) ?? [];
  const target = { name, rest, body, url };
  if (body.length > faults.bodyBytes) response.writeHead(413).end();
  else if (kind === 'manifests') manifests(double, request, response, target);
  else if (kind === 'blobs/uploads') uploads(double, request, response, target);
  else if (kind === 'blobs') sendBlob(double, request, response, url);
  else if (kind === 'tags') sendTags(double, response, target);
  else if (kind === 'referrers') sendReferrers(double, response, target);
  else response.writeHead(404).end();
}
