import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from './faults';
import type { Store } from './store';

/** Of the double, what sending blobs needs. */
interface Sender {
  readonly store: Store;
  readonly faults: Faults;
  sentBytes: number;
  readonly usedLinks: Set<string>;
}

export function sendBlob(
  sender: Sender,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): void {
  const { store, faults } = sender;
  const [, name = '', digest = ''] =
    /^\/(?:v2|storage)\/(.+)\/blobs\/(.+)$/.exec(url.pathname) ?? [];
  const whole = store.blobs.get(`${name}@${digest}`);
  if (!whole) return void response.writeHead(404).end();
  if (faults.storage !== undefined && request.method === 'GET') {
    const location = `${faults.storage}/storage/${name}/blobs/${digest}?signature=${links++}`;
    return void response.writeHead(307, { location }).end();
  }
  if (faults.oneTimeLinks && url.pathname.startsWith('/storage/')) {
    if (sender.usedLinks.has(url.search)) return void response.writeHead(403).end();
    sender.usedLinks.add(url.search);
  }
  const start = startOf(request, faults);
  if (start !== undefined && (faults.ranges === 'refused' || start >= whole.length)) {
    return void response.writeHead(416, { 'content-range': `bytes */${whole.length}` }).end();
  }
  const at = (start ?? 0) + (start !== undefined && faults.ranges === 'shifted' ? 1 : 0);
  const bytes = bytesOf(whole, faults).subarray(at);
  const cut = request.method === 'GET' && faults.cuts-- > 0;
  const body = cut ? bytes.subarray(0, Math.ceil(bytes.length / 2)) : bytes;
  response.writeHead(start === undefined ? 200 : 206, {
    'content-length': body.length,
    ...(start !== undefined && {
      'content-range': `bytes ${at}-${whole.length - 1}/${whole.length}`,
    }),
  });
  if (request.method === 'HEAD') return void response.end();
  send(sender, response, body);
}

/** Each address of the storage is a new one. */
let links = 0;

function startOf({ headers, method }: IncomingMessage, { ranges }: Faults): number | undefined {
  const [, start] = /^bytes=(\d+)-$/.exec(headers.range ?? '') ?? [];
  return start === undefined || ranges === 'ignored' || method !== 'GET'
    ? undefined
    : Number(start);
}

function bytesOf(whole: Buffer, { blobs }: Faults): Buffer {
  if (blobs === 'wrong') return Buffer.alloc(whole.length, 'x');
  return blobs === 'endless' ? Buffer.concat([whole, Buffer.alloc(1)]) : whole;
}

function send(sender: Sender, response: ServerResponse, body: Buffer): void {
  const { faults } = sender;
  if (faults.blobs === 'truncated' || faults.breaks-- > 0) {
    const half = body.subarray(0, Math.ceil(body.length / 2));
    sender.sentBytes += half.length;
    response.write(half, () => response.destroy());
    return;
  }
  sender.sentBytes += body.length;
  if (faults.slowBytes === undefined) return void response.end(body);
  drip(response, body, faults.slowBytes);
}

function drip(response: ServerResponse, body: Buffer, sizeBytes: number): void {
  if (body.length === 0) return void response.end();
  response.write(body.subarray(0, sizeBytes));
  setTimeout(() => drip(response, body.subarray(sizeBytes), sizeBytes), 5).unref();
}
