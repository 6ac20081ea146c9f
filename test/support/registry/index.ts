import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { insteadOf, noFaults, type Faults } from './faults';
import { admit, giveToken, openGate, type Gate } from './gate';
import { emptyStore, isComplete, sha256, type Store } from './store';

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
  close(): Promise<void>;
}

/** @param tls speaks HTTPS with these, PEM. */
export async function startRegistry(tls?: {
  readonly key: string;
  readonly cert: string;
}): Promise<RegistryDouble> {
  const sockets = new Set<Socket>();
  const server: Server = tls ? createTlsServer(tls) : createServer();
  server.on('connection', (socket) => {
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
  const [, name = '', kind, rest = ''] =
    /^\/v2\/(.+?)\/(blobs\/uploads|blobs|manifests)\/(.*)$/.exec(url.pathname) ?? [];
  if (kind === 'manifests') manifests(double, request, response, { name, rest, body });
  else if (kind === 'blobs/uploads') uploads(double, request, response, { name, rest, body, url });
  else if (kind === 'blobs') sendBlob(double, request, response, url);
  else response.writeHead(404).end();
}

interface Target {
  readonly name: string;
  readonly rest: string;
  readonly body: Buffer;
}

function manifests(
  { store, faults }: RegistryDouble,
  request: IncomingMessage,
  response: ServerResponse,
  { name, rest, body }: Target,
): void {
  if (request.method === 'PUT') {
    if (!isComplete(store, name, body)) {
      return void response.writeHead(400).end('{"errors":[{"code":"MANIFEST_BLOB_UNKNOWN"}]}');
    }
    const manifest = { type: request.headers['content-type'] ?? '', bytes: body };
    store.manifests.set(`${name}:${rest}`, manifest);
    store.manifests.set(`${name}:${sha256(body)}`, manifest);
    return void response.writeHead(201, digestHeader(faults, body)).end();
  }
  const found = store.manifests.get(`${name}:${rest}`);
  if (!found) {
    return void response.writeHead(404).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
  }
  const headers = { 'content-type': found.type, 'content-length': found.bytes.length };
  response.writeHead(200, { ...headers, ...digestHeader(faults, found.bytes) });
  response.end(request.method === 'HEAD' ? undefined : found.bytes);
}

function digestHeader({ digestHeader }: Faults, bytes: Buffer): Record<string, string> {
  if (digestHeader === 'none') return {};
  const right = sha256(bytes);
  return { 'docker-content-digest': digestHeader === 'right' ? right : sha256(Buffer.from(right)) };
}

function uploads(
  { store, faults, host }: RegistryDouble,
  request: IncomingMessage,
  response: ServerResponse,
  { name, rest, body, url }: Target & { readonly url: URL },
): void {
  if (request.method === 'POST') {
    const mounted = store.blobs.get(
      `${url.searchParams.get('from')}@${url.searchParams.get('mount')}`,
    );
    if (mounted) {
      store.blobs.set(`${name}@${url.searchParams.get('mount')}`, mounted);
      return void response.writeHead(201).end();
    }
    const id = `upload-${store.uploads.size}`;
    store.uploads.set(id, name);
    const path = `/v2/${name}/blobs/uploads/${id}?state=kept`;
    const base = faults.storage ?? `http://${host}`;
    const location = faults.location === 'relative' ? path : `${base}${path}`;
    return void response.writeHead(202, faults.location === 'none' ? {} : { location }).end();
  }
  const digest = url.searchParams.get('digest') ?? '';
  if (faults.lostUploads-- > 0) return void response.writeHead(404).end();
  if (url.searchParams.get('state') !== 'kept' || sha256(body) !== digest || rest === '') {
    return void response.writeHead(400).end('{"errors":[{"code":"DIGEST_INVALID"}]}');
  }
  store.blobs.set(`${name}@${digest}`, body);
  response.writeHead(201, { 'docker-content-digest': digest }).end();
}

function sendBlob(
  { store, faults }: RegistryDouble,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): void {
  const [, name = '', digest = ''] =
    /^\/(?:v2|storage)\/(.+)\/blobs\/(.+)$/.exec(url.pathname) ?? [];
  const bytes = store.blobs.get(`${name}@${digest}`);
  if (!bytes) return void response.writeHead(404).end();
  if (faults.storage !== undefined && request.method === 'GET') {
    const location = `${faults.storage}/storage/${name}/blobs/${digest}?signature=abc`;
    return void response.writeHead(307, { location }).end();
  }
  const longer = faults.blobs === 'endless' ? 1 : 0;
  response.writeHead(200, { 'content-length': bytes.length + longer });
  if (request.method === 'HEAD') return void response.end();
  if (faults.blobs === 'truncated') {
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  } else if (faults.blobs === 'wrong') response.end(Buffer.alloc(bytes.length, 'x'));
  else response.end(Buffer.concat([bytes, Buffer.alloc(longer)]));
}
