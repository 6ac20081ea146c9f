import { CodedError } from '../../../lib/core';

/** A Usage that protects nothing, or that the API server refuses. */
export class UsageError extends CodedError<'USAGE_INVALID'> {}
