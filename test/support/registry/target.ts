import type { Faults } from './faults';
import type { Store } from './store';

/** What a request is about. */
export interface Target {
  readonly name: string;
  /** Behind the kind: a tag, a digest, an upload. */
  readonly rest: string;
  readonly body: Buffer;
  readonly url: URL;
}

/** Of the double, what answers need. */
export interface Kept {
  readonly host: string;
  readonly store: Store;
  readonly faults: Faults;
}
