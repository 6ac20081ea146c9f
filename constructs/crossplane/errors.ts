import { CodedError } from '../../lib/core';

/** A composite resource definition that Crossplane or the API server would refuse or silently cut. */
export class CompositeResourceError extends CodedError<
  | 'XRD_SCHEMA_UNSUPPORTED'
  | 'XRD_SCHEMA_DROPPED'
  | 'XRD_INVALID'
  | 'XR_MODE_IMPOSSIBLE'
  | 'XR_NAME_INVALID'
  | 'XR_CONNECTION_UNKNOWN'
> {}

/** A composition that could not do what it says. */
export class CompositionError extends CodedError<
  | 'COMPOSITION_INVALID'
  | 'COMPOSITION_FIELD_UNKNOWN'
  | 'COMPOSITION_REFERENCE_MISUSED'
  | 'COMPOSITION_FORMAT_UNSAFE'
  | 'COMPOSITION_SCOPE'
  | 'COMPOSITION_READINESS'
  | 'COMPOSITION_CONNECTION'
  | 'COMPOSITION_PATCH_INVALID'
> {}

/** Runs `work`; what it says of a composition is told with the path of its construct. */
export function atConstruct(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof CompositionError)) throw error;
    const { code, message, hint, cause } = error;
    throw new CompositionError(code, `${path}: ${message}`, hint, { cause });
  }
}
