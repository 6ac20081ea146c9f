import type { Digest } from '../digest';
import { OciError } from '../errors';
import { parseBundle, preAuthEncoding, STATEMENT } from './bundle';
import { isSignedBy, type VerifyingKey } from './keys';
import { parseStatement, type Statement } from './statement';

/** What one bundle proves about an artifact. */
export interface Proof {
  /** The statement, if a key of ours signed it about this very artifact. */
  readonly statement?: Statement;
  /** The key; its hint. */
  readonly key?: string;
  /** Why it proves nothing. */
  readonly flaw?: string;
}

/**
 * Judges one bundle: who signed it, and whether it is about this artifact. That its registry lists
 * it beside the artifact proves neither.
 *
 * @param where what is read, for messages.
 */
export function judgeBundle(
  bytes: Buffer,
  subject: Digest,
  keys: readonly VerifyingKey[],
  where: string,
): Proof {
  try {
    const bundle = parseBundle(bytes, where);
    const { payload, payloadType, signatures, certificate } = bundle;
    const signed = preAuthEncoding(payloadType, payload);
    const key = keys.find((one) => signatures.some((sig) => isSignedBy(one, signed, sig)));
    if (!key) {
      return {
        flaw: certificate
          ? 'was signed by a certificate, and only keys are verified here'
          : 'was signed by another key, or changed since',
      };
    }
    if (payloadType !== STATEMENT) return { key: key.hint, flaw: `signs a ${payloadType}` };
    const statement = parseStatement(payload, where);
    if (!statement.subjects.includes(subject)) {
      const about = statement.subjects.join(', ') || 'nothing';
      return { key: key.hint, flaw: `is about ${about}` };
    }
    return { key: key.hint, statement };
  } catch (error) {
    if (!(error instanceof OciError)) throw error;
    return { flaw: error.message.replace(`${where} `, '') };
  }
}
