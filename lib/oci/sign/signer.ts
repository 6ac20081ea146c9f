import { blobOf, type Blob } from '../descriptor';
import type { Digest } from '../digest';
import { BUNDLE, signStatement } from './bundle';
import type { SigningKey } from './keys';
import { signLegacy, type LegacySignature } from './legacy';
import type { Statement } from './statement';

/** Whoever signs: with a key, or with a certificate made for it. */
export interface Signer {
  /** A bundle of the statement. */
  sign(statement: Statement): Promise<Blob>;
  /**
   * A signature in the form of before cosign 3.
   *
   * @param repository `ghcr.io/acme/core`; shown by other tools, never verified.
   */
  signLegacy(digest: Digest, repository: string): Promise<LegacySignature>;
  /** The key; absent where each signature has its own. */
  readonly key?: SigningKey;
}

export function keySigner(key: SigningKey): Signer {
  return {
    key,
    sign: (statement) => Promise.resolve(signStatement(statement, key)),
    signLegacy: (digest, repository) => Promise.resolve(signLegacy(digest, repository, key)),
  };
}

/** A bundle's JSON as it is attached. */
export function bundleBlob(bundle: unknown): Blob {
  return blobOf(BUNDLE, Buffer.from(JSON.stringify(bundle)));
}
