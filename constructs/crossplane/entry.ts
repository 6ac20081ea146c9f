import type { KnownKind } from './kinds';
import type { RawPatch } from './raw-patches';
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
  /** Patches behind those of the base, as they were written. Default: none. */
  readonly patches?: readonly RawPatch[];
  /** What it gives to the XR's connection Secret. Default: nothing. */
  readonly details?: readonly ConnectionDetail[];
  /** Whether it is looked at only: what a provider requires in order to make it is not required. */
  readonly isObserved?: boolean;
}

/** One connection detail as function-patch-and-transform decodes it. */
export interface ConnectionDetail {
  readonly name: string;
  readonly type: 'FromConnectionSecretKey' | 'FromFieldPath' | 'FromValue';
  readonly fromConnectionSecretKey?: string;
  readonly fromFieldPath?: string;
  readonly value?: string;
}
