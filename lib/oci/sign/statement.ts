import { isDigest, type Digest } from '../digest';
import { OciError } from '../errors';
import { parseJson } from '../image-manifest';

/** What is said about an artifact, as in-toto has it. */
export interface Statement {
  /** Digests that it is about. */
  readonly subjects: readonly Digest[];
  /** `https://slsa.dev/provenance/v1` */
  readonly predicateType: string;
  readonly predicate: Readonly<Record<string, unknown>>;
}

/** "I signed this", and nothing else. */
export const SIGNED = 'https://sigstore.dev/cosign/sign/v1';

const TYPE = 'https://in-toto.io/Statement/v1';

/** The bytes of a statement. @see https://github.com/in-toto/attestation/blob/v1.1.0/spec/v1/statement.md */
export function formatStatement({ subjects, predicateType, predicate }: Statement): Buffer {
  const subject = subjects.map((digest) => ({
    digest: { sha256: digest.slice('sha256:'.length) },
  }));
  return Buffer.from(JSON.stringify({ _type: TYPE, subject, predicateType, predicate }));
}

/** @throws {OciError} `OCI_SIGNATURE_INVALID` for bytes that are no statement. */
export function parseStatement(bytes: Buffer, where: string): Statement {
  const { _type, subject, predicateType, predicate } = parseJson(bytes, where);
  const isOne =
    typeof _type === 'string' && /^https:\/\/in-toto\.io\/Statement\/v(?:0\.1|1)$/.test(_type);
  if (!isOne || !Array.isArray(subject) || typeof predicateType !== 'string') {
    throw new OciError(
      'OCI_SIGNATURE_INVALID',
      `${where} is no in-toto statement`,
      'sign or attest it again',
    );
  }
  return {
    subjects: subject.flatMap((one: unknown) => {
      const { digest } = (one ?? {}) as { readonly digest?: { readonly sha256?: unknown } };
      const found = `sha256:${String(digest?.sha256)}`;
      return isDigest(found) ? [found] : [];
    }),
    predicateType,
    predicate: (predicate ?? {}) as Readonly<Record<string, unknown>>,
  };
}
