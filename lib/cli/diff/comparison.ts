import type { ArtifactDifference } from '../../plan';

/** One side of a comparison. */
export interface ComparedSide {
  /** As the user wrote it. */
  readonly name: string;
  readonly digest: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * `same`: one digest. `content`: other bytes of the same files, since something else compressed
 * them or annotations differ. `different`: other files.
 */
export type Verdict = 'same' | 'content' | 'different';

export interface Comparison {
  readonly from: ComparedSide;
  readonly to: ComparedSide;
  readonly verdict: Verdict;
  /** In words, one line each: why digests differ although files do not, or what is summed up. */
  readonly summary: readonly string[];
  readonly difference: ArtifactDifference;
}
