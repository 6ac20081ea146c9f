import { blobOf, type Blob } from '../descriptor';
import { BUNDLE, signStatement } from './bundle';
import type { SigningKey } from './keys';
import type { Statement } from './statement';

/** Whoever signs: with a key, or with a certificate made for it. */
export interface Signer {
  /** A bundle of the statement. */
  sign(statement: Statement): Promise<Blob>;
  /** The key; absent where each signature has its own. */
  readonly key?: SigningKey;
}

export function keySigner(key: SigningKey): Signer {
  return { key, sign: (statement) => Promise.resolve(signStatement(statement, key)) };
}

/** A bundle's JSON as it is attached. */
export function bundleBlob(bundle: unknown): Blob {
  return blobOf(BUNDLE, Buffer.from(JSON.stringify(bundle)));
}
