import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { der } from './der';

/** A pair of P-256, its public half in DER too. */
export interface Pair {
  readonly key: KeyObject;
  readonly spki: Buffer;
}

export function newPair(): Pair {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { key: privateKey, spki: publicKey.export({ type: 'spki', format: 'der' }) };
}

export const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

/** An authority of certificates, and the log that it writes to. */
export interface Authority {
  readonly pair: Pair;
  readonly ctLog: Pair;
  readonly certificate: Buffer;
}

export function newAuthority(): Authority {
  const pair = newPair();
  const extensions = [
    der.extension('2.5.29.19', der.sequence(der.boolean(true)), true),
    der.extension('2.5.29.15', der.bits(Buffer.from([0x06]), 1), true),
  ];
  const facts = { subject: NAME, from: 0, until: FAR, spki: pair.spki, extensions };
  return { pair, ctLog: newPair(), certificate: signed(tbsOf(facts), pair) };
}

/** What a certificate says. */
export interface Wish {
  readonly spki: Buffer;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly subject: string;
  readonly issuer: string;
  /** Whether it is for signing code. Default: yes. */
  readonly forCode?: boolean;
  /** Whether the log of certificates knows it. Default: yes. */
  readonly logged?: boolean;
}

/** A certificate of ten minutes, as Fulcio gives them. */
export function issue(authority: Authority, wish: Wish): Buffer {
  const { spki, at, subject, issuer, forCode = true, logged = true } = wish;
  const extensions = [
    der.extension('2.5.29.15', der.bits(Buffer.from([0x80]), 7), true),
    der.extension('2.5.29.37', der.sequence(der.oid(forCode ? CODE_SIGNING : SERVER))),
    der.extension('2.5.29.17', der.sequence(der.context(6, Buffer.from(subject), false)), true),
    // As Fulcio wrote it first, which the older form of signatures is verified by, and as it should be.
    der.extension('1.3.6.1.4.1.57264.1.1', Buffer.from(issuer)),
    der.extension('1.3.6.1.4.1.57264.1.8', der.text(issuer)),
  ];
  const facts = { subject: der.sequence(), from: at, until: at + 600_000, spki };
  const stamp = sctOf(authority, tbsOf({ ...facts, extensions }), at);
  const all = logged
    ? [...extensions, der.extension('1.3.6.1.4.1.11129.2.4.2', stamp)]
    : extensions;
  return signed(tbsOf({ ...facts, extensions: all }), authority.pair);
}

const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
const SERVER = '1.3.6.1.5.5.7.3.1';
const FAR = Date.UTC(2099, 0);
const ECDSA = der.sequence(der.oid('1.2.840.10045.4.3.2'));
const NAME = der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.text('test'))));

/** What is signed of a certificate. */
export function tbsOf(facts: {
  /** Default 1. */
  readonly serial?: number;
  readonly subject: Buffer;
  /** Default that of the test. */
  readonly issuer?: Buffer;
  readonly from: number;
  readonly until: number;
  readonly spki: Buffer;
  readonly extensions: readonly Buffer[];
}): Buffer {
  const { serial = 1, subject, issuer = NAME, from, until, spki, extensions } = facts;
  const validity = der.sequence(der.time(from), der.time(until));
  return der.sequence(
    der.context(0, der.integer(2)),
    der.integer(serial),
    ECDSA,
    issuer,
    validity,
    subject,
    spki,
    der.context(3, der.sequence(...extensions)),
  );
}

/** DER of a certificate. */
export function signed(tbs: Buffer, { key }: Pair): Buffer {
  return der.sequence(tbs, ECDSA, der.bits(sign('sha256', tbs, key)));
}

/** A signed timestamp of the log of certificates. @see https://www.rfc-editor.org/rfc/rfc6962#section-3.2 */
function sctOf({ pair, ctLog }: Authority, tbs: Buffer, at: number): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(at));
  const entry = Buffer.concat([sha256(pair.spki), uint(tbs.length, 3), tbs]);
  const data = Buffer.concat([Buffer.from([0, 0]), time, uint(1, 2), entry, uint(0, 2)]);
  const signature = sign('sha256', data, ctLog.key);
  const sct = Buffer.concat([
    Buffer.from([0]),
    sha256(ctLog.spki),
    time,
    uint(0, 2),
    Buffer.from([4, 3]),
    uint(signature.length, 2),
    signature,
  ]);
  const list = Buffer.concat([uint(sct.length, 2), sct]);
  return der.octets(Buffer.concat([uint(list.length, 2), list]));
}

function uint(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}
