import { CodedError } from '../../core';

/** What keeps an XR from being rendered. */
export class CompositeError extends CodedError<
  | 'COMPOSITE_COMPOSITION_INVALID'
  | 'COMPOSITE_FAILED'
  | 'COMPOSITE_FUNCTION_UNKNOWN'
  | 'COMPOSITE_OBSERVED_INVALID'
  | 'COMPOSITE_PIPELINE_FATAL'
  | 'COMPOSITE_XR_INVALID'
> {}
