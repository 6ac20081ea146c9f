import { compileJq, deletePaths } from '../../../lib/drift';
import golden from './golden/gojq.json';

interface Verdict {
  readonly jq: string;
  readonly rest?: unknown;
  readonly fails?: string;
}

/** What gojq 0.12.19 says of `del(<jq>)`, run as Argo CD 3.5 runs it. */
const verdicts: readonly Verdict[] = golden.verdicts;

/** Right jq, but not run here: these say so. */
const UNSUPPORTED = ['|=', ' = ', 'map_values', 'walk', 'fromjson', '@base64'];

it.each([
  ['gives what gojq gives', verdicts.filter(({ rest }) => rest !== undefined)],
  ['fails where gojq fails', verdicts.filter(({ fails }) => fails !== undefined)],
])('%s', (_, cases) => {
  const wrong = cases.filter(({ jq, rest, fails }) => {
    const result = deletePaths(jq, golden.value);
    if (!result.ok && result.reason === 'unsupported')
      return !UNSUPPORTED.some((p) => jq.includes(p));
    return result.ok ? fails !== undefined || !isSame(result.value, rest) : result.reason !== fails;
  });
  expect(wrong.map(({ jq }) => ({ jq, result: deletePaths(jq, golden.value) }))).toEqual([]);
  expect(cases.length).toBeGreaterThan(40);
});

it('says before it runs what gojq would refuse to compile', () => {
  const refused = verdicts.filter(({ jq }) => {
    const compiled = compileJq(jq);
    return !compiled.ok && compiled.reason === 'syntax';
  });
  expect(refused.map(({ jq }) => jq)).toEqual(
    verdicts.filter(({ fails }) => fails === 'syntax').map(({ jq }) => jq),
  );
});

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([key, field]) => [key, sorted(field)]));
}
