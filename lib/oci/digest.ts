import { createHash } from 'node:crypto';

/** `sha256:` and 64 lower-case hex digits. */
export type Digest = string;

const DIGEST = /^sha256:[a-f0-9]{64}$/;

/** The digest of the bytes of all parts, one after the other. */
export function digestOf(...parts: readonly (Uint8Array | string)[]): Digest {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return `sha256:${hash.digest('hex')}`;
}

/** Whether `text` is a digest that we can verify: no other algorithm than sha256 is. */
export function isDigest(text: unknown): text is Digest {
  return typeof text === 'string' && DIGEST.test(text);
}
