import { createCipheriv, createDecipheriv, createHmac, scryptSync } from 'node:crypto';
import { byteLength, fromBytes, toBytes } from '../bytes';
import { bcrypt } from '../crypto/bcrypt';
import { fixed, worldly, type TemplateFunction } from '../functions';
import type { WorldAccess } from '../world';
import { decodeBase64 } from './base';
import { fail } from './panic';

const SEED = 'com.lyndir.masterpassword';
/** Shapes of the Master Password algorithm: each letter is a class of characters. */
const SHAPES: Readonly<Record<string, string>> = {
  maximum: 'anoxxxxxxxxxxxxxxxxx axxxxxxxxxxxxxxxxxno',
  long:
    'CvcvnoCvcvCvcv CvcvCvcvnoCvcv CvcvCvcvCvcvno CvccnoCvcvCvcv CvccCvcvnoCvcv CvccCvcvCvcvno ' +
    'CvcvnoCvccCvcv CvcvCvccnoCvcv CvcvCvccCvcvno CvcvnoCvcvCvcc CvcvCvcvnoCvcc CvcvCvcvCvccno ' +
    'CvccnoCvccCvcv CvccCvccnoCvcv CvccCvccCvcvno CvcvnoCvccCvcc CvcvCvccnoCvcc CvcvCvccCvccno ' +
    'CvccnoCvcvCvcc CvccCvcvnoCvcc CvccCvcvCvccno',
  medium: 'CvcnoCvc CvcCvcno',
  short: 'Cvcn',
  basic: 'aaanaaan aannaaan aaannaaa',
  pin: 'nnnn',
};
const CLASSES: Readonly<Record<string, string>> = {
  V: 'AEIOU',
  C: 'BCDFGHJKLMNPQRSTVWXYZ',
  v: 'aeiou',
  c: 'bcdfghjklmnpqrstvwxyz',
  A: 'AEIOUBCDFGHJKLMNPQRSTVWXYZ',
  a: 'AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz',
  n: '0123456789',
  o: "@&%?,=[]_:-+*$#!'^~;()/.",
  x: 'AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789!@#$%^&*()',
};

export const passwords: Readonly<Record<string, TemplateFunction>> = {
  bcrypt: worldly('random', ['string'], hashed),
  htpasswd: worldly('random', ['string', 'string'], (world, user, password) =>
    user.includes(':') ? `invalid username: ${user}` : `${user}:${hashed(world, password)}`,
  ),
  derivePassword: fixed(
    ['uint32', 'string', 'string', 'string', 'string'],
    (counter, shape, password, user, site) => derive(counter, shape, password, user, site),
  ),
  encryptAES: worldly('random', ['string', 'string'], (world, password, text) => {
    if (text === '') return '';
    const iv = world.random(16);
    const cipher = createCipheriv('aes-256-cbc', keyOf(password), iv);
    return Buffer.concat([iv, cipher.update(toBytes(text)), cipher.final()]).toString('base64');
  }),
  decryptAES: fixed(['string', 'string'], decrypt),
};

/** With bcrypt at its default cost; the message where Go's refuses the password. */
export function hashed(world: WorldAccess, password: string): string {
  if (byteLength(password) > 72) {
    return 'failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes';
  }
  return bcrypt(toBytes(password), world.random(16));
}

function keyOf(password: string): Buffer {
  return Buffer.concat([toBytes(password), Buffer.alloc(32)]).subarray(0, 32);
}

function decrypt(password: string, text: string): string {
  if (text === '') return '';
  const bytes = decodeBase64(text);
  if (typeof bytes === 'number') return fail(`illegal base64 data at input byte ${bytes}`);
  const bounds = 'runtime error: slice bounds out of range';
  if (bytes.length < 16) return fail(`${bounds} [:16] with capacity ${capacity(text)}`);
  if (bytes.length % 16 !== 0) return fail('crypto/cipher: input not full blocks');
  if (bytes.length === 16) return fail('runtime error: index out of range [-1]');
  const decipher = createDecipheriv('aes-256-cbc', keyOf(password), bytes.subarray(0, 16));
  decipher.setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]);
  const length = plain.length - (plain.at(-1) ?? 0);
  if (length < 0) return fail(`${bounds} [:${length}]`);
  return fromBytes(plain.subarray(0, length));
}

/** Of the slice that Go decodes into. */
function capacity(text: string): number {
  return Math.floor(text.length / 4) * 3;
}

function derive(
  counter: number,
  shape: string,
  password: string,
  user: string,
  site: string,
): string {
  const shapes = Object.hasOwn(SHAPES, shape) ? SHAPES[shape]?.split(' ') : undefined;
  if (!shapes) return `cannot find password template ${shape}`;
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const named = (text: string) => [Buffer.from(SEED), number(byteLength(text)), toBytes(text)];
  const salt = Buffer.concat(named(user));
  const key = scryptSync(toBytes(password), salt, 64, { N: 32768, r: 8, p: 2, maxmem: 2 ** 27 });
  const seed = createHmac('sha256', key)
    .update(Buffer.concat([...named(site), number(counter)]))
    .digest();
  const chosen = shapes[(seed[0] as number) % shapes.length] as string;
  return [...chosen]
    .map((letter, i) => {
      const characters = CLASSES[letter] as string;
      return characters[(seed[i + 1] as number) % characters.length];
    })
    .join('');
}
