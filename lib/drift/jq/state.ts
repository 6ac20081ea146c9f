import { isSame } from './access';
import { JqRuntimeError, JqUnsupported, shown } from './failures';
import type { Json } from './syntax';

/** One step into a value, and the steps before it. */
interface Step {
  readonly key: Json;
  readonly before: Step | undefined;
}

/**
 * Where a value was found, while paths are asked for. gojq does not follow values: it remembers the
 * last path and the value there, and compares when the next step is taken.
 */
export interface Track {
  readonly steps: Step | undefined;
  /** The value at the end of `steps`. */
  readonly top: Json;
  /** The state's value came from elsewhere, and may or may not be `top`. */
  readonly loose: boolean;
}

/** A value on its way through a program. */
export interface State {
  readonly value: Json;
  readonly track: Track | undefined;
}

export function startTrack(value: Json): State {
  return { value, track: { steps: undefined, top: value, loose: false } };
}

/** The value alone: conditions and keys are computed without paths. */
export function untracked({ value }: State): State {
  return { value, track: undefined };
}

/** A computed value: the path stays where it was. */
export function computed(value: Json, track: Track | undefined): State {
  return { value, track: track && { ...track, loose: true } };
}

/** A value taken up again after something else ran, with the path that this left behind. */
export function reloaded(original: State, track: Track | undefined): State {
  const before = original.track;
  if (track === before) return original;
  if (track && before && track.steps === before.steps && track.top === before.top) return original;
  return computed(original.value, track);
}

/** The state one step further. */
export function stepped(state: State, key: Json, value: Json, at: number): State {
  const { track } = state;
  if (!track) return { value, track };
  checkPath(state, at);
  return { value, track: { steps: { key, before: track.steps }, top: value, loose: false } };
}

/**
 * Refuses a value that is not the one at the end of its path.
 *
 * @throws {JqRuntimeError} as gojq does, or {@link JqUnsupported} where gojq compares a float with
 *   an integer: they differ for it even where they are equal.
 */
export function checkPath({ value, track }: State, at: number): void {
  if (!track?.loose) return;
  const { top } = track;
  let same: boolean | undefined;
  if (typeof value === 'number' && typeof top === 'number') {
    same = value === top ? undefined : false;
  } else if (typeof value === 'object' && value && typeof top === 'object' && top) {
    same = isSame(value, top);
  } else same = value === top;
  if (same === undefined) throw new JqUnsupported('a path through a computed value', at);
  if (!same) throw new JqRuntimeError(`there is no path to ${shown(value)}`);
}

/** The path of a state, first step first. */
export function pathOf({ track }: State): Json[] {
  const path: Json[] = [];
  for (let step = track?.steps; step; step = step.before) path.push(step.key);
  return path.reverse();
}
