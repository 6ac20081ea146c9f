import { createHash } from 'node:crypto';
import type { Witness } from '@sigstore/sign';
import { preAuthEncoding } from './bundle';
import type { SigningServices } from './signing-config';
import { sigstoreSign } from './sigstore';

/** Of each request. */
interface Effort {
  /** Milliseconds. */
  readonly timeout: number;
  readonly retry: { readonly retries: number; readonly minTimeout: number };
}

/** Whoever keeps a signature in a log, or says when it was made. */
export function witnessesOf({ logs, timestampURLs }: SigningServices, effort: Effort): Witness[] {
  const { RekorWitness, TSAWitness } = sigstoreSign();
  return [
    ...logs.map(({ url, version }) => {
      const witness = new RekorWitness({ ...effort, rekorBaseURL: url, majorApiVersion: version });
      return version === 2 ? hashed(witness) : witness;
    }),
    ...timestampURLs.map((url) => new TSAWitness({ ...effort, tsaBaseURL: url })),
  ];
}

/**
 * A log of version 2 takes an envelope as the digest of what was signed of it. The library still writes
 * entries of kind `dsse`, which logs and cosign no longer take.
 *
 * @see https://github.com/sigstore/rekor-tiles/blob/v2.3.0/api/proto/rekor/v2/dsse.proto
 */
function hashed(witness: Witness): Witness {
  return {
    testify(content, publicKey) {
      if (content.$case !== 'dsseEnvelope') return witness.testify(content, publicKey);
      const { payload, payloadType, signatures } = content.dsseEnvelope;
      const digest = createHash('sha256').update(preAuthEncoding(payloadType, payload)).digest();
      const signature = signatures[0]?.sig ?? Buffer.alloc(0);
      const messageDigest = { algorithm: SHA2_256, digest };
      const messageSignature = { messageDigest, signature };
      return witness.testify({ $case: 'messageSignature', messageSignature }, publicKey);
    },
  };
}

/** As sigstore numbers it. */
const SHA2_256 = 1;
