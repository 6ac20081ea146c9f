import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { sha256 } from './authority';

/** A log of signatures of version 2: it tells no time, and its trees have two leaves. */
export interface TileLog {
  readonly key: KeyObject;
  readonly spki: Buffer;
  /** What its checkpoints are named by: the host of its address. */
  readonly origin: string;
  readonly keyId: Buffer;
}

export function newTileLog(baseURL: string): TileLog {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const origin = new URL(baseURL).hostname;
  // As notes name keys of Ed25519: by the origin and the bare key.
  const keyId = sha256(Buffer.concat([Buffer.from(`${origin}\n\x01`), spki.subarray(-32)]));
  return { key: privateKey, spki, origin, keyId };
}

/** What the log answers to; of each kind, what may be asked for. */
export interface EntryRequest {
  readonly hashedRekordRequestV002?: {
    readonly digest: string;
    readonly signature: { readonly content: string; readonly verifier: Verifier };
  };
  readonly dsseRequestV002?: {
    readonly envelope: {
      readonly payload: string;
      readonly signatures: readonly { sig: string }[];
    };
    readonly verifiers: readonly Verifier[];
  };
}

interface Verifier {
  readonly keyDetails: string;
  readonly x509Certificate: { readonly rawBytes: string };
}

/** The answer; unlike a real log's, it does not say that the signature was verified. */
export function tileEntryOf(log: TileLog, request: EntryRequest): object {
  const spec = specOf(request);
  const kind = 'dsseV002' in spec ? 'dsse' : 'hashedrekord';
  const body = Buffer.from(canonical({ apiVersion: '0.0.2', kind, spec }));
  const leaf = sha256(Buffer.concat([Buffer.from([0]), body]));
  const sibling = sha256(Buffer.from('another entry'));
  const root = sha256(Buffer.concat([Buffer.from([1]), sibling, leaf]));
  const note = `${log.origin}\n2\n${root.toString('base64')}\n`;
  const signature = Buffer.concat([
    log.keyId.subarray(0, 4),
    sign(null, Buffer.from(note), log.key),
  ]);
  return {
    logIndex: '1',
    logId: { keyId: log.keyId.toString('base64') },
    kindVersion: { kind, version: '0.0.2' },
    inclusionProof: {
      logIndex: '1',
      rootHash: root.toString('base64'),
      treeSize: '2',
      hashes: [sibling.toString('base64')],
      checkpoint: {
        envelope: `${note}\n\u2014 ${log.origin} ${signature.toString('base64')}\n`,
      },
    },
    canonicalizedBody: body.toString('base64'),
  };
}

function specOf({ hashedRekordRequestV002: hashed, dsseRequestV002: dsse }: EntryRequest): object {
  if (hashed) {
    const { digest, signature } = hashed;
    if (Buffer.from(digest, 'base64').length !== 32) throw new Error('no digest of SHA-256');
    return { hashedRekordV002: { data: { algorithm: 'SHA2_256', digest }, signature } };
  }
  if (!dsse) throw new Error('no request');
  const { envelope, verifiers } = dsse;
  const payloadHash = sha256(Buffer.from(envelope.payload, 'base64')).toString('base64');
  const signatures = envelope.signatures.map(({ sig }) => ({
    content: sig,
    verifier: verifiers[0],
  }));
  return { dsseV002: { payloadHash: { algorithm: 'SHA2_256', digest: payloadHash }, signatures } };
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}
