import { CodedError } from '../../lib/core';

/** What the Kargo constructs refuse. */
export class KargoError extends CodedError<
  | 'KARGO_DURATION_INVALID'
  | 'KARGO_NAME_INVALID'
  | 'KARGO_PROMOTION_INVALID'
  /** A pin without the drift rules that the content needs. */
  | 'KARGO_RULES_LOST'
  | 'KARGO_STAGE_INVALID'
  | 'KARGO_WAREHOUSE_INVALID'
> {}
