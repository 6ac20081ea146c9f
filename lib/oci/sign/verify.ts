import type { Digest } from '../digest';
import { OciError } from '../errors';
import { parseJson } from '../image-manifest';
import { parseBundle, preAuthEncoding, STATEMENT, type Bundle } from './bundle';
import { verifyCertified } from './certificate';
import { allows, nameOfIdentity, type Identity, type IdentityRule } from './identity';
import { isSignedBy, type VerifyingKey } from './keys';
import { parseStatement, type Statement } from './statement';
import type { TrustRoot } from './trust-root';

/** Who may sign. */
export interface Trust {
  readonly keys: readonly VerifyingKey[];
  /** Whose certificates count; default nobody's. */
  readonly identities?: readonly IdentityRule[];
  /** Whom certificates are believed from; without it none are. */
  readonly root?: TrustRoot;
}

/** Who signed: a key, by its hint, or somebody by a certificate. */
export interface SignedBy {
  readonly key?: string;
  readonly identity?: Identity;
}

/** What one signature proves about an artifact. */
export interface Proof extends SignedBy {
  /** Whether it is one of before cosign 3, under a tag of its own. */
  readonly legacy?: true;
  /** The statement, if somebody who may sign signed it about this very artifact. */
  readonly statement?: Statement;
  /** Why it proves nothing. */
  readonly flaw?: string;
}

/**
 * Judges one bundle: who signed it, and whether it is about this artifact. That its registry lists
 * it beside the artifact proves neither.
 *
 * @param where what is read, for messages.
 */
export function judgeBundle(bytes: Buffer, subject: Digest, trust: Trust, where: string): Proof {
  try {
    const bundle = parseBundle(bytes, where);
    const signed = signedByKey(bundle, trust) ?? signedByCertificate(bundle, trust, bytes, where);
    const { payload, payloadType, ...by } = signed;
    if (payload === undefined) return by;
    if (payloadType !== STATEMENT) return { ...by, flaw: `signs a ${payloadType}` };
    const statement = parseStatement(payload, where);
    if (statement.subjects.includes(subject)) return { ...by, statement };
    return { ...by, flaw: `is about ${shown(statement.subjects)}` };
  } catch (error) {
    if (!(error instanceof OciError)) throw error;
    return { flaw: error.message.replace(`${where} `, '') };
  }
}

/** A statement may be about any number of things. */
function shown(subjects: readonly Digest[]): string {
  const [first = 'nothing', second, ...others] = subjects;
  if (second === undefined) return first;
  return others.length === 0
    ? `${first} and ${second}`
    : `${first}, ${second} and ${others.length} more`;
}

/** With the bytes that were signed, unless there is a flaw. */
interface Signed extends SignedBy {
  readonly payload?: Buffer;
  readonly payloadType?: string;
  readonly flaw?: string;
}

function signedByKey(bundle: Bundle, { keys }: Trust): Signed | undefined {
  const { payload, payloadType, signatures } = bundle;
  const signed = preAuthEncoding(payloadType, payload);
  const key = keys.find((one) => signatures.some((sig) => isSignedBy(one, signed, sig)));
  return key && { key: key.hint, payload, payloadType };
}

function signedByCertificate(
  { certificate }: Bundle,
  { keys, identities = [], root }: Trust,
  bytes: Buffer,
  where: string,
): Signed {
  if (!certificate) {
    return {
      flaw:
        keys.length > 0
          ? 'was signed by another key, or changed since'
          : 'was signed by a key, and only certificates are verified here',
    };
  }
  if (!root || identities.length === 0) {
    return { flaw: 'was signed by a certificate, and only keys are verified here' };
  }
  const certified = verifyCertified(parseJson(bytes, where), root);
  if (typeof certified === 'string') return { flaw: certified };
  if (identities.some((rule) => allows(rule, certified.identity))) return certified;
  const { identity } = certified;
  return { identity, flaw: `was signed by ${nameOfIdentity(identity)}, who may not` };
}
