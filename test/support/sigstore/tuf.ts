import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A repository of The Update Framework with one target, on loopback. */
export interface TufDouble {
  readonly url: string;
  /** Its first `root.json`. */
  readonly root: string;
  /** What is answered, by path: `/timestamp.json`. */
  readonly files: Map<string, string>;
  readonly requests: string[];
  close(): Promise<void>;
}

/** @param expires RFC 3339, of everything but the root. @param name of the target. */
export async function startTuf(
  target: string,
  expires = '2099-01-01T00:00:00Z',
  name = 'trusted_root.json',
): Promise<TufDouble> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
  const signed = (content: object) => {
    const body = { spec_version: '1.0.31', version: 1, expires, ...content };
    const sig = sign(null, Buffer.from(canonical(body)), privateKey).toString('hex');
    return JSON.stringify({ signatures: [{ keyid: 'k', sig }], signed: body });
  };
  const role = { keyids: ['k'], threshold: 1 };
  const key = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: raw } };
  const root = signed({
    _type: 'root',
    consistent_snapshot: true,
    keys: { k: key },
    roles: { root: role, timestamp: role, snapshot: role, targets: role },
    expires: '2099-01-01T00:00:00Z',
  });
  const sha256 = createHash('sha256').update(target).digest('hex');
  const facts = { length: Buffer.byteLength(target), hashes: { sha256 } };
  const meta = (name: string) => ({ meta: { [name]: { version: 1 } } });
  const files = new Map([
    ['/timestamp.json', signed({ _type: 'timestamp', ...meta('snapshot.json') })],
    ['/1.snapshot.json', signed({ _type: 'snapshot', ...meta('targets.json') })],
    ['/1.targets.json', signed({ _type: 'targets', targets: { [name]: facts } })],
    [`/targets/${sha256}.${name}`, target],
  ]);
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const file = files.get(request.url ?? '');
    response.writeHead(file === undefined ? 404 : 200).end(file);
  });
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    root,
    files,
    requests,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Keys sorted at every level; enough for text without control characters. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}
