import type { Digest } from '../digest';
import type { Attachments } from './attachments';
import { BUNDLE } from './bundle';
import { judgeLegacy, SIMPLE_SIGNING } from './legacy';
import type { Signer } from './signer';
import type { Statement } from './statement';
import { judgeBundle, type Proof, type Trust } from './verify';

/** A {@link Proof} and where it is. */
export interface ArtifactProof extends Proof {
  /** Of the manifest that holds the bundle; of the signed text, where it is of before cosign 3. */
  readonly digest: Digest;
}

/**
 * What the bundles beside an artifact prove, in the order of their digests, and then the signatures of
 * before cosign 3, which stand under a tag. Each is read and judged:
 * a registry may list what it likes.
 */
export async function proofsOf(
  at: Attachments,
  subject: Digest,
  trust: Trust,
): Promise<readonly ArtifactProof[]> {
  const found = await at.list(subject);
  const bundles = found.filter(({ artifactType }) => isBundle(artifactType));
  const [proofs, older] = await Promise.all([
    Promise.all(
      bundles.map(async ({ digest }) => {
        const { bytes } = await at.read(digest);
        return { digest, ...judgeBundle(bytes, subject, trust, `${at.name}@${digest}`) };
      }),
    ),
    at.legacy(subject, SIMPLE_SIGNING),
  ]);
  const tagged = older.map((one) => {
    const { digest } = one.payload;
    return { digest, ...judgeLegacy(one, subject, trust, `signature ${digest}`) };
  });
  return [...proofs, ...tagged];
}

/**
 * Adds a signature of before cosign 3, under the tag that is made of the digest.
 *
 * @returns whether it was written: a key signs once, and whoever has none of his own each time.
 */
export async function addLegacySignature(
  at: Attachments,
  subject: Digest,
  signer: Signer,
): Promise<boolean> {
  if (signer.key) {
    const present = await at.legacy(subject, SIMPLE_SIGNING);
    const own = { keys: [signer.key.public] };
    if (present.some((one) => judgeLegacy(one, subject, own, 'it').statement)) return false;
  }
  await at.addLegacy(subject, await signer.signLegacy(subject, at.repository));
  return true;
}

/**
 * Attaches a statement about an artifact, signed.
 *
 * @param created RFC 3339; shown by other tools, never verified.
 * @returns the reference of the bundle.
 */
export async function attachStatement(
  at: Attachments,
  subject: Digest,
  statement: Statement,
  signer: Signer,
  created: string,
): Promise<string> {
  return at.attach(subject, {
    artifactType: BUNDLE,
    content: await signer.sign(statement),
    annotations: {
      'dev.sigstore.bundle.content': 'dsse-envelope',
      'dev.sigstore.bundle.predicateType': statement.predicateType,
      'org.opencontainers.image.created': created,
    },
  });
}

/** Some registries do not say the type of what refers to something. */
function isBundle(artifactType: string): boolean {
  return artifactType === '' || /^application\/vnd\.dev\.sigstore\.bundle\b/.test(artifactType);
}
