import type { Certificate } from './certificate';

/** Certificates that are no single chain; the message is External Secrets'. */
export class ChainProblem extends Error {}

const sameId = (a: Buffer | undefined, b: Buffer | undefined) =>
  (a ?? Buffer.alloc(0)).equals(b ?? Buffer.alloc(0));

/**
 * Orders certificates from the leaf to the root by their key identifiers; proves nothing.
 *
 * @throws {ChainProblem} for two leaves or none, and for a circle.
 */
export function orderChain(certificates: readonly Certificate[]): Certificate[] {
  const parents = certificates.map(({ authorityKeyId }, i) =>
    certificates.findIndex((other, k) => k !== i && sameId(authorityKeyId, other.subjectKeyId)),
  );
  const leaves = certificates.flatMap((_, i) => (parents.includes(i) ? [] : [i]));
  if (leaves.length > 1) throw new ChainProblem('found multiple leaf or disjunct certificates');
  const chain: Certificate[] = [];
  for (let i = leaves[0] ?? -1; i >= 0; i = parents[i] ?? -1) {
    if (chain.length === certificates.length) {
      throw new ChainProblem('constructing chain resulted in cycle');
    }
    chain.push(certificates[i] as Certificate);
  }
  if (chain.length === 0) throw new ChainProblem('no leaf certificate found');
  return chain;
}

/** Whether nothing else signed it, as far as its key identifiers tell. */
export function isRoot({ authorityKeyId, subjectKeyId }: Certificate): boolean {
  return authorityKeyId === undefined || sameId(authorityKeyId, subjectKeyId);
}
