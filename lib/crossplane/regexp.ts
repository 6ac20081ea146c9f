import type * as re2js from 're2js';
import type { RE2JS } from 're2js';
import { Failure } from './failure';

const compiled = new Map<string, RE2JS | Failure>();

/** @throws {Failure} with Go's message, for what Go's regexp refuses. */
export function compileRegexp(pattern: string): RE2JS {
  let found = compiled.get(pattern);
  if (found === undefined) {
    try {
      found = engine().RE2JS.compile(pattern);
    } catch (error) {
      found = new Failure(error instanceof Error ? error.message : String(error));
    }
    compiled.set(pattern, found);
  }
  if (found instanceof Failure) throw found;
  return found;
}

export function isRegexp(pattern: string): boolean {
  try {
    compileRegexp(pattern);
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

/** Loaded late: most runs meet no pattern. */
function engine(): typeof re2js {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('re2js') as typeof re2js;
}
