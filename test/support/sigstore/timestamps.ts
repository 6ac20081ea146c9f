import { sign } from 'node:crypto';
import { newPair, sha256, signed, tbsOf, type Pair } from './authority';
import { der } from './der';

/** An authority that tells the time, of RFC 3161. */
export interface TimestampAuthority {
  readonly pair: Pair;
  /** DER of its certificate, and of the one that signed that. */
  readonly leaf: Buffer;
  readonly root: Buffer;
}

export function newTimestampAuthority(): TimestampAuthority {
  const [pair, above] = [newPair(), newPair()];
  const root = tbsOf({
    serial: 2,
    subject: NAME,
    issuer: NAME,
    from: 0,
    until: FAR,
    spki: above.spki,
    extensions: [
      der.extension('2.5.29.19', der.sequence(der.boolean(true)), true),
      der.extension('2.5.29.15', der.bits(Buffer.from([0x06]), 1), true),
    ],
  });
  const leaf = tbsOf({
    serial: 3,
    subject: LEAF,
    issuer: NAME,
    from: 0,
    until: FAR,
    spki: pair.spki,
    extensions: [
      der.extension('2.5.29.15', der.bits(Buffer.from([0x80]), 7), true),
      der.extension('2.5.29.37', der.sequence(der.oid(STAMPING)), true),
    ],
  });
  return { pair, leaf: signed(leaf, above), root: signed(root, above) };
}

/**
 * The answer to a request: that these bytes were there at this time.
 *
 * @param digest SHA-256 of the signature, as the request has it.
 * @see https://www.rfc-editor.org/rfc/rfc3161#section-2.4.2
 */
export function stampOf({ pair, leaf }: TimestampAuthority, digest: Buffer, at: number): Buffer {
  const info = der.sequence(
    der.integer(1),
    der.oid('1.3.6.1.4.1.57264.2'),
    der.sequence(SHA256, der.octets(digest)),
    der.integer(7),
    der.generalizedTime(at),
  );
  const attributes = Buffer.concat([
    der.sequence(der.oid(CONTENT_TYPE), der.set(der.oid(TST_INFO))),
    der.sequence(der.oid(SIGNING_TIME), der.set(der.time(at))),
    der.sequence(der.oid(MESSAGE_DIGEST), der.set(der.octets(sha256(info)))),
    // The certificate is named by its hash, as RFC 5816 has it.
    der.sequence(
      der.oid(SIGNING_CERTIFICATE),
      der.set(der.sequence(der.sequence(der.sequence(der.octets(sha256(leaf)))))),
    ),
  ]);
  const signature = sign('sha256', der.set(attributes), pair.key);
  const signer = der.sequence(
    der.integer(1),
    der.sequence(NAME, der.integer(3)),
    SHA256,
    der.context(0, attributes),
    der.sequence(der.oid('1.2.840.10045.4.3.2')),
    der.octets(signature),
  );
  const content = der.sequence(
    der.integer(3),
    der.set(SHA256),
    der.sequence(der.oid(TST_INFO), der.context(0, der.octets(info))),
    der.context(0, leaf),
    der.set(signer),
  );
  const token = der.sequence(der.oid(SIGNED_DATA), der.context(0, content));
  return der.sequence(der.sequence(der.integer(0)), token);
}

const FAR = Date.UTC(2049, 0);
const STAMPING = '1.3.6.1.5.5.7.3.8';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.47';
const SHA256 = der.sequence(der.oid('2.16.840.1.101.3.4.2.1'));
const nameOf = (text: string) =>
  der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.text(text))));
const NAME = nameOf('test timestamps');
const LEAF = nameOf('test timestamps leaf');
