import type { KeyObject } from 'node:crypto';
import { toBytes } from '../bytes';
import { certificatePem, readCertificate, type Certificate } from '../crypto/certificate';
import { ChainProblem, orderChain } from '../crypto/chain';
import { KeyProblem, readPrivateKey } from '../crypto/keys';
import { decodePem } from '../crypto/pem';
import { openPkcs12, type KeyStore } from '../crypto/pkcs12';
import { Pkcs12Problem } from '../crypto/pkcs12-ciphers';
import { subjectText } from '../crypto/subject-name';
import { writeKeyStore, writeTrustStore } from '../crypto/write-pkcs12';
import { FunctionFailure, nilDereference } from '../errors';
import { fixed, worldly, type TemplateFunction } from '../functions';
import type { WorldAccess } from '../world';
import { telling } from './pem';

/** Files of keys and certificates; those that are written have random salts. */
export const pkcs12: Readonly<Record<string, TemplateFunction>> = {
  pkcs12key: fixed(['string'], (file) => keyOf(file, '')),
  pkcs12keyPass: fixed(['string', 'string'], (password, file) => keyOf(file, password)),
  pkcs12cert: fixed(['string'], (file) => certificatesOf(file, '')),
  pkcs12certPass: fixed(['string', 'string'], (password, file) => certificatesOf(file, password)),
  pemToPkcs12: worldly('random', ['string', 'string'], (world, cert, key) =>
    store(world, [first(cert).certificate], key, ''),
  ),
  pemToPkcs12Pass: worldly('random', ['string', 'string', 'string'], (world, cert, key, password) =>
    store(world, [first(cert).certificate], key, password),
  ),
  fullPemToPkcs12: worldly('random', ['string', 'string'], (world, cert, key) =>
    store(world, chain(cert), key, ''),
  ),
  fullPemToPkcs12Pass: worldly(
    'random',
    ['string', 'string', 'string'],
    (world, cert, key, password) => store(world, chain(cert), key, password),
  ),
  pemTruststoreToPKCS12: worldly('random', ['string'], (world, certs) => trust(world, certs, '')),
  pemTruststoreToPKCS12Pass: worldly('random', ['string', 'string'], trust),
};

function open(file: string, password: string, what: string): KeyStore {
  try {
    return openPkcs12(toBytes(file), password);
  } catch (error) {
    if (!(error instanceof Pkcs12Problem)) throw error;
    throw new FunctionFailure(`unable to decode ${what} with password: ${error.message}`);
  }
}

function keyOf(file: string, password: string): string {
  return open(file, password, 'pkcs12').key.export({ format: 'pem', type: 'pkcs8' }).toString();
}

/** From the leaf to the root where they are one chain, else as the file has them. */
function certificatesOf(file: string, password: string): string {
  const { certificate, others } = open(file, password, 'pkcs12 certificate');
  const all = [certificate, ...others];
  try {
    return orderChain(all).map(certificatePem).join('');
  } catch (error) {
    if (error instanceof ChainProblem) return all.map(certificatePem).join('');
    throw error;
  }
}

/** The first certificate and the text behind it; without one Go follows a nil pointer. */
function first(text: string): { readonly certificate: Certificate; readonly rest: string } {
  const { block, rest } = decodePem(text);
  if (!block) return nilDereference();
  return { certificate: telling(() => readCertificate(block.bytes)), rest };
}

function chain(text: string): [Certificate, ...Certificate[]] {
  const { certificate, rest } = first(text);
  return [certificate, ...all(rest)];
}

function all(text: string): Certificate[] {
  const found: Certificate[] = [];
  for (let rest = text; rest !== '';) {
    const next = first(rest);
    found.push(next.certificate);
    rest = next.rest;
  }
  return found;
}

function store(
  world: WorldAccess,
  certificates: readonly [Certificate, ...Certificate[]],
  key: string,
  password: string,
): string {
  const { block } = decodePem(key);
  if (!block) return nilDereference();
  return writing(() => writeKeyStore(world, keyIn(block.bytes), certificates, password));
}

function trust(world: WorldAccess, certificates: string, password: string): string {
  const named = ({ subject }: Certificate) => subjectText(subject);
  return writing(() => writeTrustStore(world, all(certificates), named, password));
}

function keyIn(der: Buffer): KeyObject {
  try {
    return readPrivateKey(der);
  } catch (error) {
    throw error instanceof KeyProblem ? new FunctionFailure(error.message) : error;
  }
}

function writing(work: () => Buffer): string {
  try {
    return work().toString('base64');
  } catch (error) {
    throw error instanceof Pkcs12Problem ? new FunctionFailure(error.message) : error;
  }
}
