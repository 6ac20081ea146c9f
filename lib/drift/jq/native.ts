import type { Json } from './syntax';

/** A function of its input and of one value for each argument. Throws a {@link JqRuntimeError}. */
export type Native = (value: Json, args: readonly Json[]) => Json;
