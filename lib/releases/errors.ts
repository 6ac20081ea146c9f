import { CodedError } from '../core';

/** `releases.yaml` cannot be read, does not know what is asked, or cannot be edited. */
export class ReleasesError extends CodedError<
  | 'RELEASES_INVALID'
  | 'RELEASES_MISSING'
  | 'RELEASES_ARTIFACT_UNKNOWN'
  | 'RELEASES_ARTIFACT_TAKEN'
  | 'RELEASES_RING_UNKNOWN'
  | 'RELEASES_EDIT_UNSAFE'
  | 'RELEASES_NO_PREVIOUS'
> {}
