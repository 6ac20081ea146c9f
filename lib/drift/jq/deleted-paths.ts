import { bounds, clamp, indexed } from './access';
import { deleteAll } from './delete-paths';
import { Machine } from './evaluate';
import { compileJq, problemOf, type CompiledJq, type JqProblem } from './jq';
import { checkPath, pathOf, startTrack } from './state';
import type { Json } from './syntax';
import { isArray, isObject } from './values';

/** Keys and indexes from the root; what they lead to may be missing. */
export type Path = readonly (string | number)[];

/**
 * The paths that `del(<jq>)` would delete of a value, whether something is there or not. Slices are
 * taken apart, and indexes count from the start.
 */
export function deletedPaths(
  jq: string | CompiledJq,
  value: unknown,
): { readonly ok: true; readonly paths: readonly Path[] } | JqProblem {
  const compiled = typeof jq === 'string' ? compileJq(jq) : jq;
  if (!compiled.ok) return compiled;
  const { program, text } = compiled;
  const [of] = program.kind === 'call' && program.name === 'del' ? program.args : [];
  if (!of) {
    const problem = 'an expression that leaves its parentheses is not run here';
    return { ok: false, reason: 'unsupported', problem, position: -1 };
  }
  try {
    const found: Json[][] = [];
    for (const state of new Machine().run(of, startTrack(value as Json), undefined)) {
      checkPath(state, of.at);
      found.push(pathOf(state));
    }
    // A path may not fit what is there: a slice of a text.
    deleteAll(value as Json, found);
    return { ok: true, paths: found.flatMap((path) => [...apart(value as Json, path)]) };
  } catch (error) {
    return problemOf(error, text);
  }
}

/** A path with a slice stands for one through each of its items. */
function* apart(value: Json, path: readonly Json[], before: Path = []): Generator<Path> {
  const [key, ...rest] = path;
  if (key === undefined) yield before;
  else if (typeof key === 'string') yield* apart(field(value, key), rest, [...before, key]);
  else if (typeof key === 'number') {
    const length = isArray(value) ? value.length : 0;
    const index = Math.trunc(key);
    const at = index < 0 ? clamp(index, -1, length) : index;
    if (at >= 0) yield* apart(field(value, at), rest, [...before, at]);
  } else if (isObject(key) && isArray(value)) {
    const [from, to] = bounds(value.length, key['start'] ?? null, key['end'] ?? null);
    const [next, ...others] = rest;
    for (let at = from; at < to; at++) {
      // A step into the slice counts from where it starts.
      if (next === undefined) yield [...before, at];
      else if (typeof next === 'number') {
        const index = clamp(Math.trunc(next), -1, to - from);
        if (index === at - from) yield* apart(value[at] as Json, others, [...before, at]);
      }
    }
  }
}

function field(value: Json, key: string | number): Json {
  if (typeof value !== 'object' || value === null) return null;
  if (isArray(value) !== (typeof key === 'number')) return null;
  return indexed(value, key);
}
