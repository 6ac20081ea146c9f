import type { Manifest } from '../../core';
import type { KindSchema } from '../../schema';
import type { Definition } from '../xrd/definition';

/** What a composition is checked against: what stands beside it, and what is known anyway. */
export interface CompositionWorld {
  /** The schema of a kind: as a definition in view has it, else as known. */
  kindOf(apiVersion: string, kind: string): KindSchema | undefined;
  /** Versions of a kind that are served, the most stable first; none for an unknown kind. */
  versionsOf(group: string, kind: string): readonly string[];
  /** Kinds known of a group; none for an unknown group. */
  kindsOf(group: string): readonly string[];
  /** The XRD of a kind of XR or of a claim, in view. */
  definitionOf(group: string, kind: string): Definition | undefined;
  /** Functions in view; with none, nothing is said about which are installed. */
  readonly functions: readonly Manifest[];
  /** Providers in view; with none, nothing is said about which are installed. */
  readonly providers: readonly Manifest[];
  /** Whether it is for a Crossplane 1, which composes without a pipeline too. */
  readonly composesNatively: boolean;
  /** EnvironmentConfigs in view. */
  readonly environmentConfigs: readonly Manifest[];
}
