import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Struct } from '../boxed';
import { fromBytes } from '../bytes';
import { buildCertificate, type Signer } from '../crypto/build-certificate';
import { CertificateProblem, readCertificate, type Certificate } from '../crypto/certificate';
import { KeyProblem, readPemKey, writePemKey } from '../crypto/keys';
import { decodePem, encodePem } from '../crypto/pem';
import { fixed, worldly, type TemplateFunction } from '../functions';
import type { WorldAccess } from '../world';
import { printValue } from '../print';
import { decodeBase64 } from './base';
import { fail } from './panic';

const PARAMETERS = ['string', 'slice', 'slice', 'int'] as const;
const PREFIX = 'error parsing private key';

/** Keys and certificates: something else each time, but for those that are given. */
export const certificates: Readonly<Record<string, TemplateFunction>> = {
  buildCustomCert: fixed(['string', 'string'], (cert, key) => {
    const text = decoded(cert, 'certificate');
    const keyText = decoded(key, 'private key');
    certificateIn(text, 'decodedCert.Bytes');
    keyIn(keyText, PREFIX);
    return certificate(text, keyText);
  }),
  genPrivateKey: worldly('random', ['string'], (world, type) => {
    if (!['', 'rsa', 'dsa', 'ecdsa', 'ed25519'].includes(type)) return `Unknown type ${type}`;
    return writePemKey(newKey(world, type));
  }),
  genCA: worldly('random', ['string', 'int'], (world, name, days) =>
    issue(world, { name, days, authority: true }, newKey(world)),
  ),
  genCAWithKey: worldly('random', ['string', 'int', 'string'], (world, name, days, key) =>
    issue(world, { name, days, authority: true }, keyIn(key, 'parsing private key')),
  ),
  genSelfSignedCert: worldly('random', PARAMETERS, (world, name, addresses, dnsNames, days) =>
    issue(world, { name, addresses, dnsNames, days }, newKey(world)),
  ),
  genSelfSignedCertWithKey: worldly(
    'random',
    [...PARAMETERS, 'string'],
    (world, name, addresses, dnsNames, days, key) =>
      issue(world, { name, addresses, dnsNames, days }, keyIn(key, 'parsing private key')),
  ),
  genSignedCert: worldly(
    'random',
    [...PARAMETERS, 'sprig.certificate'],
    (world, name, addresses, dnsNames, days, ca) =>
      issue(world, { name, addresses, dnsNames, days }, newKey(world), signerOf(ca as Struct)),
  ),
  genSignedCertWithKey: worldly(
    'random',
    [...PARAMETERS, 'sprig.certificate', 'string'],
    (world, name, addresses, dnsNames, days, ca, key) => {
      const own = keyIn(key, 'parsing private key');
      return issue(world, { name, addresses, dnsNames, days }, own, signerOf(ca as Struct));
    },
  ),
};

interface Wanted {
  readonly name: string;
  readonly days: number;
  readonly addresses?: readonly unknown[];
  readonly dnsNames?: readonly unknown[];
  readonly authority?: boolean;
}

function issue(world: WorldAccess, wanted: Wanted, key: KeyObject, signer: Signer = { key }) {
  const { name, days, addresses = [], dnsNames = [], authority = false } = wanted;
  const from = world.now();
  const request = {
    commonName: name,
    addresses: texts(addresses, 'error parsing ip: %v is not a string'),
    dnsNames: texts(dnsNames, 'error processing alternate dns name: %v is not a string'),
    from,
    until: new Date(from.getTime() + days * 86_400_000),
    serial: world.random(16),
    authority,
  };
  try {
    const bytes = buildCertificate(request, key, signer);
    return certificate(encodePem({ type: 'CERTIFICATE', bytes }), writePemKey(key));
  } catch (error) {
    if (error instanceof TypeError) return fail(error.message);
    throw error;
  }
}

function certificate(cert: string, key: string): Struct {
  return new Struct('sprig.certificate', { Cert: cert, Key: key });
}

function newKey(world: WorldAccess, type = 'rsa2048'): KeyObject {
  // Node draws keys from its own source: the world's says only that it may.
  world.random(1);
  switch (type) {
    case 'dsa':
      return generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 }).privateKey;
    case 'ecdsa':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    case 'ed25519':
      return generateKeyPairSync('ed25519').privateKey;
    default: {
      const modulusLength = type === 'rsa2048' ? 2048 : 4096;
      return generateKeyPairSync('rsa', { modulusLength }).privateKey;
    }
  }
}

function signerOf({ fields }: Struct): Signer {
  const parsed = certificateIn(String(fields.Cert), 'decodedSignerCert.Bytes');
  return { key: keyIn(String(fields.Key), PREFIX), certificate: parsed };
}

function certificateIn(text: string, what: string): Certificate {
  const { block } = decodePem(text);
  if (!block) return fail('unable to decode certificate');
  try {
    return readCertificate(block.bytes);
  } catch (error) {
    if (!(error instanceof CertificateProblem)) throw error;
    return fail(`error parsing certificate: ${what}: ${error.message}`);
  }
}

function keyIn(text: string, what: string): KeyObject {
  try {
    return readPemKey(text);
  } catch (error) {
    if (error instanceof KeyProblem) return fail(`${what}: ${error.message}`);
    throw error;
  }
}

function decoded(text: string, what: string): string {
  const bytes = decodeBase64(text);
  return typeof bytes === 'number' ? fail(`unable to decode base64 ${what}`) : fromBytes(bytes);
}

function texts(values: readonly unknown[], complaint: string): string[] {
  return values.map((value) =>
    typeof value === 'string' ? value : fail(complaint.replace('%v', printValue(value))),
  );
}
