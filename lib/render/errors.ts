import { CodedError } from '../core';

/** What keeps an expansion from starting. Faults of ApplicationSets are diagnostics instead. */
export class RenderError extends CodedError<'INVENTORY_INVALID'> {}
