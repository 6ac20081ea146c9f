import type * as re2js from 're2js';
import type { RE2JS } from 're2js';

/** Answers kept per pattern: values repeat, and an answer is cheaper than a match. */
const REMEMBERED = 2_000;

/**
 * A test with Go's regular expressions, which the API server uses; unanchored. The engine and the
 * pattern are loaded when the first value comes.
 *
 * @returns A test that accepts everything if the pattern is none that Go compiles: the API server
 *   accepts no such schema, so there is nothing that it would refuse.
 */
export function patternTest(pattern: string): (text: string) => boolean {
  let expression: RE2JS | null | undefined;
  const answers = new Map<string, boolean>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    if (expression === undefined) expression = compilePattern(pattern);
    const answer = expression?.test(text) ?? true;
    if (answers.size < REMEMBERED) answers.set(text, answer);
    return answer;
  };
}

/** `null` where Go would refuse the pattern. */
export function compilePattern(pattern: string): RE2JS | null {
  try {
    return engine().RE2JS.compile(pattern);
  } catch {
    return null;
  }
}

/** Loaded late: most runs meet few patterns, or none. */
function engine(): typeof re2js {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('re2js') as typeof re2js;
}
