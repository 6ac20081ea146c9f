import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from './faults';
import { isComplete, referrersOf, sha256, tagsOf } from './store';
import type { Kept, Target } from './target';

const INDEX = 'application/vnd.oci.image.index.v1+json';

export function manifests(
  kept: Kept,
  request: IncomingMessage,
  response: ServerResponse,
  target: Target,
): void {
  const { store, faults } = kept;
  const { name, rest } = target;
  if (request.method === 'PUT') return putManifest(kept, request, response, target);
  if (request.method === 'DELETE') return removeManifest(kept, response, target);
  if (request.method === 'HEAD' && faults.heads !== undefined) {
    return void response.writeHead(200, { 'docker-content-digest': faults.heads }).end();
  }
  const key = faults.digestTags ? rest.replace(/^sha256-/, 'sha256:') : rest;
  const found = store.manifests.get(`${name}:${key}`);
  if (!found) {
    return void response.writeHead(404).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
  }
  const headers = { 'content-type': found.type, 'content-length': found.bytes.length };
  response.writeHead(200, { ...headers, ...digestHeader(faults, found.bytes) });
  response.end(request.method === 'HEAD' ? undefined : found.bytes);
}

function putManifest(
  { store, faults }: Kept,
  request: IncomingMessage,
  response: ServerResponse,
  { name, rest, body }: Target,
): void {
  if (!isComplete(store, name, body)) {
    return void response.writeHead(400).end('{"errors":[{"code":"MANIFEST_BLOB_UNKNOWN"}]}');
  }
  const isTag = !rest.startsWith('sha256:');
  if (faults.immutableTags && isTag && store.manifests.has(`${name}:${rest}`)) {
    return void response.writeHead(400).end('{"errors":[{"code":"TAG_INVALID"}]}');
  }
  const manifest = { type: request.headers['content-type'] ?? '', bytes: body };
  const isLost = manifest.type === INDEX && isTag && faults.lostIndexes-- > 0;
  if (!isLost) store.manifests.set(`${name}:${rest}`, manifest);
  store.manifests.set(`${name}:${sha256(body)}`, manifest);
  const { subject } = JSON.parse(body.toString()) as {
    readonly subject?: { readonly digest: string };
  };
  const known = subject && faults.referrers !== 'clients' && { 'oci-subject': subject.digest };
  response.writeHead(201, { ...digestHeader(faults, body), ...known }).end();
}

function removeManifest(
  { store, faults }: Kept,
  response: ServerResponse,
  { name, rest }: Target,
): void {
  const isDigest = rest.startsWith('sha256:');
  if (faults.removes === 'nothing' || (faults.removes === 'digests' && !isDigest)) {
    return void response.writeHead(405).end('{"errors":[{"code":"UNSUPPORTED"}]}');
  }
  const found = store.manifests.get(`${name}:${rest}`);
  if (!found) return void response.writeHead(404).end();
  for (const [key, { bytes }] of store.manifests) {
    const isOne = isDigest
      ? key.startsWith(`${name}:`) && sha256(bytes) === rest
      : key === `${name}:${rest}`;
    if (isOne) store.manifests.delete(key);
  }
  response.writeHead(202).end();
}

function digestHeader({ digestHeader }: Faults, bytes: Buffer): Record<string, string> {
  if (digestHeader === 'none') return {};
  const right = sha256(bytes);
  return { 'docker-content-digest': digestHeader === 'right' ? right : sha256(Buffer.from(right)) };
}

export function sendTags(
  { store, faults }: Kept,
  response: ServerResponse,
  { name, url }: Target,
): void {
  const all = tagsOf(store, name);
  const known = [...store.manifests.keys()].some((key) => key.startsWith(`${name}:`));
  if (!known) return void response.writeHead(404).end('{"errors":[{"code":"NAME_UNKNOWN"}]}');
  const last = url.searchParams.get('last') ?? '';
  const rest = all.filter((tag) => tag > last);
  const page = rest.slice(0, faults.pageSize);
  const more = faults.circle || rest.length > page.length;
  const next = `</v2/${name}/tags/list?n=${faults.pageSize}&last=${page.at(-1) ?? last}>; rel="next"`;
  response.writeHead(200, more ? { link: next } : {});
  response.end(JSON.stringify({ name, tags: all.length === 0 ? null : page }));
}

export function sendReferrers(
  { store, faults }: Kept,
  response: ServerResponse,
  { name, rest }: Target,
): void {
  if (!['registry', 'empty'].includes(faults.referrers)) return void response.writeHead(404).end();
  const known = faults.referrers === 'empty' ? [] : referrersOf(store, name, rest);
  const entries = faults.sizes === 'right' ? known : known.map((one) => ({ ...one, size: 1 }));
  response.writeHead(200, { 'content-type': INDEX });
  response.end(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: entries }));
}
