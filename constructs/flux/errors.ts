import { CodedError } from '../../lib/core';

/** What the Flux constructs refuse. */
export class FluxError extends CodedError<
  | 'FLUX_DURATION_INVALID'
  | 'FLUX_KUSTOMIZATION_INVALID'
  | 'FLUX_NAME_INVALID'
  | 'FLUX_PATH_UNKNOWN'
  | 'FLUX_RECEIVER_INVALID'
  | 'FLUX_REFERENCE_INVALID'
  | 'FLUX_RELEASE_INVALID'
  | 'FLUX_SOURCE_INVALID'
  | 'FLUX_VERIFY_INVALID'
> {}
