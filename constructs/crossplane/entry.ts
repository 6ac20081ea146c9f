import type { AddOptions } from './composed';
import type { KnownKind } from './kinds';

/** What was given to one call of `add`. */
export interface Entry {
  readonly name: string;
  readonly kind: KnownKind;
  readonly base: Readonly<Record<string, unknown>>;
  readonly options: AddOptions;
}
