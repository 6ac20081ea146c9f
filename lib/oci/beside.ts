import type { Disk } from '../core';
import type { Digest } from './digest';
import { layoutLegacyTags } from './layout-attach';
import { layoutReferrers, type StoredReferrer } from './layout-referrers';
import type { StoredTag } from './legacy-manifest';

/** What travels with an artifact, whole: signatures, provenances. */
export interface Beside {
  /** What refers to it, and to that, in the order of the digests. */
  readonly referrers: readonly StoredReferrer[];
  /** What stands under tags made of its digest, as cosign wrote them before version 3. */
  readonly legacy: readonly StoredTag[];
}

/** What a layout has beside an artifact. @throws {OciError} `OCI_DIGEST_MISMATCH`. */
export function layoutBeside(disk: Disk, folder: string, subject: Digest): Beside {
  return {
    referrers: layoutReferrers(disk, folder, subject),
    legacy: layoutLegacyTags(disk, folder, subject),
  };
}
