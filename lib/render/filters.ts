import { RE2JS } from 're2js';
import { isMap } from '../template';
import { ExpansionFailure } from './failure';

/** Whether a text matches anywhere. */
export type Matches = (text: string) => boolean;

/**
 * Compiles the regular expression of a filter; one that is not given matches all.
 *
 * @param name as Argo CD calls it: `BranchMatch`.
 * @throws {ExpansionFailure} for what Go refuses.
 */
export function filterMatcher(pattern: unknown, name: string, pointer: string): Matches {
  if (typeof pattern !== 'string') return () => true;
  try {
    const compiled = RE2JS.compile(pattern);
    return (text) => compiled.matcher(text).find();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExpansionFailure(
      `error listing repos: error compiling ${name} regexp ${JSON.stringify(pattern)}: ${reason}`,
      { hint: 'write a regular expression of RE2: no look-around, no back-references', pointer },
    );
  }
}

export type Filter = Readonly<Record<string, unknown>>;

export function filtersOf(spec: Readonly<Record<string, unknown>>): readonly Filter[] {
  const filters = Array.isArray(spec.filters) ? (spec.filters as unknown[]) : [];
  return filters.map((filter) => (isMap(filter) ? filter : {}));
}
