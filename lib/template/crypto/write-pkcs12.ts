import { createCipheriv, createHash, createHmac, pbkdf2Sync, type KeyObject } from 'node:crypto';
import type { WorldAccess } from '../world';
import type { Certificate } from './certificate';
import { encode, explicit, integer, octets, oid, sequence, SET } from './der';
import { passwordOf } from './pkcs12';
import { deriveOld, type Password } from './pkcs12-ciphers';

const DATA = oid('1.2.840.113549.1.7.1');
const ITERATIONS = 2048;
const SALT = 16;
const NULL = Buffer.from([5, 0]);

/** A certificate in a file, with what Java wants to know of it. */
interface Entry {
  readonly certificate: Certificate;
  readonly attributes: readonly Buffer[];
}

/** A file with a key, its certificate and others, as OpenSSL 3 writes it by default. */
export function writeKeyStore(
  world: WorldAccess,
  key: KeyObject,
  [own, ...others]: readonly [Certificate, ...Certificate[]],
  text: string,
): Buffer {
  const password = passwordOf(text);
  const fingerprint = createHash('sha1').update(own.raw).digest();
  const localKeyId = attribute('1.2.840.113549.1.9.21', octets(fingerprint));
  const entries = [
    { certificate: own, attributes: [localKeyId] },
    ...others.map((certificate) => ({ certificate, attributes: [] })),
  ];
  const { algorithm, data } = encrypt(
    world,
    key.export({ format: 'der', type: 'pkcs8' }),
    password,
  );
  const shrouded = sequence(algorithm, octets(data));
  const keyBag = bag('1.2.840.113549.1.12.10.1.2', shrouded, [localKeyId]);
  const keys = sequence(DATA, explicit(0, octets(sequence(keyBag))));
  return file(world, [certificatesOf(world, entries, password), keys], password);
}

/**
 * A file with certificates that Java trusts.
 *
 * @param nameOf what each is called.
 */
export function writeTrustStore(
  world: WorldAccess,
  certificates: readonly Certificate[],
  nameOf: (certificate: Certificate) => string,
  text: string,
): Buffer {
  const password = passwordOf(text);
  const trusted = attribute('2.16.840.1.113894.746875.1.1', oid('2.5.29.37.0'));
  const entries = certificates.map((certificate) => {
    const name = encode(0x1e, Buffer.from(nameOf(certificate), 'utf16le').swap16());
    return { certificate, attributes: [trusted, attribute('1.2.840.113549.1.9.20', name)] };
  });
  return file(world, [certificatesOf(world, entries, password)], password);
}

function certificatesOf(world: WorldAccess, entries: readonly Entry[], password: Password): Buffer {
  const bags = entries.map(({ certificate: { raw }, attributes }) => {
    const content = sequence(oid('1.2.840.113549.1.9.22.1'), explicit(0, octets(raw)));
    return bag('1.2.840.113549.1.12.10.1.3', content, attributes);
  });
  const { algorithm, data } = encrypt(world, sequence(...bags), password);
  const encrypted = sequence(integer(0), sequence(DATA, algorithm, encode(0x80, data)));
  return sequence(oid('1.2.840.113549.1.7.6'), explicit(0, encrypted));
}

function bag(id: string, content: Buffer, attributes: readonly Buffer[]): Buffer {
  const more = attributes.length > 0 ? [encode(SET, ...attributes)] : [];
  return sequence(oid(id), explicit(0, content), ...more);
}

function attribute(id: string, value: Buffer): Buffer {
  return sequence(oid(id), encode(SET, value));
}

/** AES-256-CBC with a key by PBKDF2. */
function encrypt(world: WorldAccess, plain: Buffer, { utf8 }: Password) {
  const salt = world.random(SALT);
  const iv = world.random(16);
  const key = pbkdf2Sync(utf8, salt, ITERATIONS, 32, 'sha256');
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const prf = sequence(oid('1.2.840.113549.2.9'));
  const algorithm = sequence(
    oid('1.2.840.113549.1.5.13'),
    sequence(
      sequence(oid('1.2.840.113549.1.5.12'), sequence(octets(salt), integer(ITERATIONS), prf)),
      sequence(oid('2.16.840.1.101.3.4.1.42'), octets(iv)),
    ),
  );
  return { algorithm, data: Buffer.concat([cipher.update(plain), cipher.final()]) };
}

function file(world: WorldAccess, contents: readonly Buffer[], { wide }: Password): Buffer {
  const message = sequence(...contents);
  const salt = world.random(SALT);
  const key = deriveOld('sha256', wide, salt, ITERATIONS, 3, 32);
  const digest = createHmac('sha256', key).update(message).digest();
  const sha256 = sequence(oid('2.16.840.1.101.3.4.2.1'), NULL);
  const mac = sequence(sequence(sha256, octets(digest)), octets(salt), integer(ITERATIONS));
  return sequence(integer(3), sequence(DATA, explicit(0, octets(message))), mac);
}
