import { formatPointer, type Pointer } from '../../core';
import { fieldOf, isEqual, isList, isMap, type Json, type JsonMap } from './value';

/** One field that is not as it would be. */
export interface FieldDifference {
  readonly pointer: Pointer;
  /** As Git, defaults included, would have it; `undefined` where it would be gone. */
  readonly git: unknown;
  /** As it is; `undefined` where it is not there. */
  readonly live: unknown;
}

/** The fields that differ, as deep as both sides are maps, or lists of one length. */
export function differences(predicted: JsonMap, live: JsonMap): FieldDifference[] {
  return [...compare(predicted, live, [])];
}

function* compare(
  git: Json | undefined,
  live: Json | undefined,
  path: readonly (string | number)[],
): Generator<FieldDifference> {
  if (isEqual(git, live)) return;
  if (isMap(git) && isMap(live)) {
    for (const key of new Set([...Object.keys(git), ...Object.keys(live)])) {
      yield* compare(fieldOf(git, key), fieldOf(live, key), [...path, key]);
    }
  } else if (isList(git) && isList(live) && git.length === live.length) {
    for (const [at, item] of git.entries()) yield* compare(item, live[at], [...path, at]);
  } else yield { pointer: formatPointer(path), git, live };
}
