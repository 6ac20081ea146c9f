import type { KnownKind } from './kinds';
import type { ReadinessCheck } from './readiness';

/** What was given to one call of `add`. */
export interface Entry {
  readonly name: string;
  readonly kind: KnownKind;
  readonly base: Readonly<Record<string, unknown>>;
  /** What makes it ready, as the author said. Default: what the kind has. */
  readonly checks?: readonly ReadinessCheck[];
  /** Names of what it comes up after. Default: it waits for nothing. */
  readonly after?: readonly string[];
  /** Whether it is looked at only: what a provider requires in order to make it is not required. */
  readonly isObserved?: boolean;
}
