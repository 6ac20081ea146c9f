import type { MessageType } from './messages';
import type { Overload } from './signature';
import { opaque, OPTIONAL, param, type Type } from './types';
import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  mapOf,
  NULL,
  STRING,
  TIMESTAMP,
  typeOf,
  UINT,
} from './types';

/** What an expression may name. */
export interface Environment {
  readonly variables: Readonly<Record<string, Type>>;
  /** Names that stand for a type, in `type(x) == string`. */
  readonly types: ReadonlyMap<string, Type>;
  readonly functions: ReadonlyMap<string, readonly Overload[]>;
  /** Messages that may be written out; default none. */
  readonly messages?: ReadonlyMap<string, MessageType>;
  /** Names that stand for a number; default none. */
  readonly constants?: ReadonlyMap<string, bigint>;
  /**
   * Whether this is CEL as it comes: no extensions, lists of several types, and literals that nobody
   * looks into before they are run. Default: as Kubernetes has it.
   */
  readonly isStandard?: boolean;
}

/** The types that CEL itself names. */
export const STANDARD_TYPES: ReadonlyMap<string, Type> = new Map([
  ['bool', BOOL],
  ['bytes', BYTES],
  ['double', DOUBLE],
  ['int', INT],
  ['uint', UINT],
  ['string', STRING],
  ['list', listOf(DYN)],
  ['map', mapOf(DYN, DYN)],
  ['null_type', NULL],
  ['type', typeOf(DYN)],
  ['google.protobuf.Timestamp', TIMESTAMP],
  ['google.protobuf.Duration', DURATION],
  [OPTIONAL, opaque(OPTIONAL, param('V'))],
]);

/** Forms of functions, by the function's name. */
export function byName(overloads: readonly Overload[]): ReadonlyMap<string, readonly Overload[]> {
  const functions = new Map<string, Overload[]>();
  for (const overload of overloads) {
    const known = functions.get(overload.name);
    if (known) known.push(overload);
    else functions.set(overload.name, [overload]);
  }
  return functions;
}
