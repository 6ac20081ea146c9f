import type { Manifest } from './manifest';
import type { Origin } from './manifest-set';

export type Severity = 'error' | 'warning' | 'info';

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
}
