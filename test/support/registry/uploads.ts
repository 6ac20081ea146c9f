import type { IncomingMessage, ServerResponse } from 'node:http';
import { sha256 } from './store';
import type { Kept, Target } from './target';

export function uploads(
  kept: Kept,
  request: IncomingMessage,
  response: ServerResponse,
  target: Target,
): void {
  if (request.method === 'POST') openUpload(kept, response, target);
  else if (request.method === 'PATCH') addChunk(kept, request, response, target);
  else if (request.method === 'GET') tellProgress(kept, response, target);
  else closeUpload(kept, response, target);
}

function openUpload(
  { store, faults, host }: Kept,
  response: ServerResponse,
  { name, url }: Target,
): void {
  const digest = url.searchParams.get('mount');
  const mounted = store.blobs.get(`${url.searchParams.get('from')}@${digest}`);
  if (mounted) {
    store.blobs.set(`${name}@${digest}`, mounted);
    return void response.writeHead(201).end();
  }
  const id = `upload-${store.uploads.size}`;
  store.uploads.set(id, Buffer.alloc(0));
  const path = `/v2/${name}/blobs/uploads/${id}?state=kept`;
  const base = faults.storage ?? `http://${host}`;
  const location = faults.location === 'relative' ? path : `${base}${path}`;
  response.writeHead(202, {
    ...(faults.location !== 'none' && { location }),
    ...(faults.chunkMinBytes !== undefined && { 'oci-chunk-min-length': faults.chunkMinBytes }),
  });
  response.end();
}

function addChunk(
  { store, faults }: Kept,
  request: IncomingMessage,
  response: ServerResponse,
  { rest, body, url }: Target,
): void {
  const soFar = store.uploads.get(rest);
  const [, start = '', end = ''] =
    /^(\d+)-(\d+)$/.exec(request.headers['content-range'] ?? '') ?? [];
  if (!soFar || url.searchParams.get('state') !== 'kept') return void response.writeHead(404).end();
  const location = `${url.pathname}${url.search}`;
  const isNext = Number(start) === soFar.length && Number(end) - Number(start) + 1 === body.length;
  if (!isNext) {
    return void response.writeHead(416, { location, range: range(soFar) }).end();
  }
  const half = faults.halfChunks ? Math.ceil(body.length / 2) : body.length;
  const now = Buffer.concat([soFar, body.subarray(0, half)]);
  store.uploads.set(rest, now);
  if (faults.lostAnswers-- > 0) return void request.socket.destroy();
  response.writeHead(202, { location, range: range(now) }).end();
}

function tellProgress({ store }: Kept, response: ServerResponse, { rest, url }: Target): void {
  const soFar = store.uploads.get(rest);
  if (!soFar) return void response.writeHead(404).end();
  response.writeHead(204, { location: `${url.pathname}${url.search}`, range: range(soFar) }).end();
}

function closeUpload(
  { store, faults }: Kept,
  response: ServerResponse,
  { name, rest, body, url }: Target,
): void {
  const digest = url.searchParams.get('digest') ?? '';
  if (faults.lostUploads-- > 0) return void response.writeHead(404).end();
  const bytes = Buffer.concat([store.uploads.get(rest) ?? Buffer.alloc(0), body]);
  if (url.searchParams.get('state') !== 'kept' || sha256(bytes) !== digest || rest === '') {
    return void response.writeHead(400).end('{"errors":[{"code":"DIGEST_INVALID"}]}');
  }
  store.blobs.set(`${name}@${digest}`, bytes);
  response.writeHead(201, { 'docker-content-digest': digest }).end();
}

function range(bytes: Buffer): string {
  return `0-${Math.max(0, bytes.length - 1)}`;
}
