import { holdsKind, type KindPattern } from '../core';
import type { Writer } from './writer';

/** A writer that is loaded when it is needed; nothing is claimed without one of its kinds. */
export function listed(name: string, kinds: readonly KindPattern[], load: () => Writer): Writer {
  return {
    name,
    get title() {
      return load().title;
    },
    get source() {
      return load().source;
    },
    get fields() {
      return load().fields;
    },
    claims: (set, facts) => (holdsKind(set, kinds) ? load().claims(set, facts) : []),
  };
}
