import type { NeededOption, RecordedRule } from '../core';
import type { Announcement } from './announcement';

/** Which content each ring of each artifact runs, as `releases.yaml` says. */
export interface Releases {
  /**
   * @throws {ReleasesError} `RELEASES_ARTIFACT_UNKNOWN` or `RELEASES_RING_UNKNOWN`, which name what
   *   there is.
   */
  ring(artifact: string, ring: string): Ring;
  /** The rings of an artifact, in the order of the file; `[]` for one that it does not name. */
  rings(artifact: string): string[];
  artifacts(): string[];
  /** Where an artifact is that another repository builds; `undefined` of any other. */
  announced(artifact: string): Announcement | undefined;
}

/** What the program builds now, or a release. */
export type Ring = { readonly head: true } | Pin;

/** A release that a ring runs, and the one that it ran before. */
export interface Pin extends Release {
  /** What `promote --to previous` goes back to; recorded at promotion. */
  readonly previous?: Release;
}

/** Content by digest, where it is, and what Argo CD must leave alone in that content. */
export interface Release {
  /** `2.1.0`; shown to people, never resolved. */
  readonly version?: string;
  /** Without scheme and tag: `registry.acme.io/live/core`. Default the artifact's own repository. */
  readonly repository?: string;
  /** `sha256:` and 64 hex digits. */
  readonly digest: string;
  /** Recorded at promotion, since the rules must fit this content, not head's; default `[]`. */
  readonly drift: readonly RecordedRule[];
  /** Sync options without which Argo CD cannot apply this content; default none. */
  readonly syncOptions?: readonly NeededOption[];
}

/** The fields of a release, in the order of the file: whatever copies one copies them all. */
export const RELEASE_FIELDS = [
  'version',
  'repository',
  'digest',
  'drift',
  'syncOptions',
] as const satisfies readonly (keyof Release)[];

export const HEAD: Ring = { head: true };

/** Whether a ring runs a release; otherwise it runs head. */
export function isPin(ring: Ring): ring is Pin {
  return !('head' in ring);
}

/** What holds where there is no `releases.yaml`: every ring of every artifact runs head. */
export const EVERYTHING_AT_HEAD: Releases = {
  ring: () => HEAD,
  rings: () => [],
  artifacts: () => [],
  announced: () => undefined,
};
