import { formatPointer, valueAt, type Pointer } from '../../core';
import { InputFailure, type Failure } from '../failure';
import type { JsonObject } from '../json';

/** The part of a fault's path that is written, as a pointer, and what is to be said there. */
export function placeIn(
  input: JsonObject,
  part: Pointer,
  failure: Failure,
): readonly [Pointer, string] {
  if (!(failure instanceof InputFailure)) return [part, failure.message];
  const tokens = failure.path.split(/[.[\]]+/).filter((token) => token !== '');
  // A part is read alone, as the first of its list; faults of patch sets start at the set.
  const skipped = part === '' ? 0 : tokens[0] === 'environment' ? 1 : isList(tokens[0]) ? 2 : 0;
  let pointer = part;
  for (const [i, token] of tokens.slice(skipped).entries()) {
    const next = pointer + formatPointer([token]);
    if (valueAt(input, next) === undefined) {
      return [pointer, `${tokens.slice(skipped + i).join('.')}: ${failure.fault}`];
    }
    pointer = next;
  }
  return [pointer, failure.fault];
}

function isList(token: string | undefined): boolean {
  return token === 'resources' || token === 'patchSets';
}
