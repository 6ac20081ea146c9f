import { charge } from '../cost';
import { compilePattern, patternTest } from '../../patterns';
import type { Library } from '../signature';
import { CelError, Items } from '../values';

/** How many patterns are kept; most are literals of a rule. */
const KEPT = 500;
const tests = new Map<string, (text: string) => boolean>();

/** Expressions of RE2, unanchored. */
export const regex: Library = {
  'matches(string, string): bool': matches,
  'string.matches(string): bool': matches,
};

/** Regular expressions of Kubernetes. */
export const find: Library = {
  'string.find(string): string': (text: string, pattern: string) =>
    findAll(text, pattern, 1n)[0] ?? '',
  'string.findAll(string): list(string)': (text: string, pattern: string) =>
    new Items(findAll(text, pattern, -1n)),
  'string.findAll(string, int): list(string)': (text: string, pattern: string, most: bigint) =>
    new Items(findAll(text, pattern, most)),
};

function matches(text: string, pattern: string): boolean {
  chargeMatch(text, pattern);
  let test = tests.get(pattern);
  if (!test) {
    compiled(pattern);
    if (tests.size >= KEPT) tests.clear();
    tests.set(pattern, (test = patternTest(pattern)));
  }
  return test(text);
}

/** As the API server counts it. */
function chargeMatch(text: string, pattern: string): void {
  charge(Math.ceil((1 + text.length) / 10) * Math.ceil(pattern.length / 4));
}

function compiled(pattern: string) {
  const expression = compilePattern(pattern);
  if (!expression) throw new CelError(`error parsing regexp: ${pattern}`);
  return expression;
}

function findAll(text: string, pattern: string, most: bigint): string[] {
  chargeMatch(text, pattern);
  const matcher = compiled(pattern).matcher(text);
  const found: string[] = [];
  while ((most < 0n || BigInt(found.length) < most) && matcher.find()) {
    found.push(matcher.group() ?? '');
  }
  return found;
}
