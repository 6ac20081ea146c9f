import type { Manifest } from './manifest';
import type { Origin } from './manifest-set';
import type { YamlEdit } from './yaml';

export type Severity = 'error' | 'warning' | 'info';

/** A change that repairs a finding, in one object. */
export interface Fix {
  readonly at: Manifest;
  /** By pointers into that object. */
  readonly edits: readonly YamlEdit[];
}

/** Of a finding about drift: who fights whom, and with what end. */
export interface Fight {
  /** Who else writes: `HorizontalPodAutoscaler 'web'`. */
  readonly writer: string;
  /** What happens: `every sync sets it back to 3`. */
  readonly outcome: string;
  /** The Applications and ApplicationSets that deploy the object; none where the set has none. */
  readonly applications: readonly Manifest[];
}

/** One fact about the user's manifests. Never thrown. */
export interface Diagnostic {
  /** The rule that found it: `field-has-two-writers`. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, with the value; lower case, no full stop. */
  readonly message: string;
  /** The repair, as an order: "leave the field out of the manifest". */
  readonly hint: string;
  /** Why it is so: a page of the controller's documentation or code. */
  readonly source?: string;
  /** The object it is about; absent where a document is no manifest. */
  readonly manifest?: Manifest;
  /** JSON pointer into the manifest; `''` for the whole. */
  readonly pointer: string;
  readonly origin: Origin;
  readonly fight?: Fight;
  /** What repairs it, where a program can; all of them together. */
  readonly fixes?: readonly Fix[];
}
