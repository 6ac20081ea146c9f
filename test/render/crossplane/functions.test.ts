import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { functions } from '../../../lib/render/crossplane/functions';
import type {
  FunctionRequest,
  FunctionResponse,
  FunctionResult,
  State,
} from '../../../lib/render/crossplane/protocol';

/** What the Go code of the function answers, recorded. */
interface Case {
  readonly request: FunctionRequest;
  readonly response:
    | { readonly fatal: string }
    | {
        readonly desired: State;
        readonly context: unknown;
        readonly results: readonly FunctionResult[];
        readonly conditions?: unknown;
        readonly requirements?: unknown;
        readonly extraRequirements?: unknown;
      };
}

const folder = join(__dirname, 'golden');

describe.each(functions.map((fn) => [fn.name, fn] as const))('%s', (name, fn) => {
  const file = `${name.replace('function-', '')}.json`;
  const cases = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Case[];

  test.each(cases.map((c, i) => [i, c] as const))(
    'answers as its Go code (case %d)',
    (_, { request, response }) => {
      const before = structuredClone(request);
      const ours = fn.run(request);
      expect(request).toEqual(before);
      if ('fatal' in response) expect(last(ours)).toBe(response.fatal);
      else expect(shown(ours)).toEqual(response);
    },
  );
});

/** Of a refused input the Go code names its types; how we say it is our own. */
function last({ results }: FunctionResponse): string | undefined {
  const { severity, message = '' } = results.at(-1) ?? {};
  if (severity !== 'fatal') return undefined;
  return message
    .replace(/^(cannot get Function input from .*?: ).*/, '$1')
    .replace(/^(cannot get Function input): .*/, '$1')
    .replace(/(cannot unmarshal value from JSON: ).*/, '$1')
    .replace(/^(cannot decode manifest: |cannot apply template options: ).*/s, '$1')
    .replace(/^(invalid annotations) .*/s, '$1')
    .replace(/^(cannot get (?:Conditions|Contexts|extra resources requirements)[^:]*: ).*/s, '$1');
}

function shown(response: FunctionResponse): unknown {
  const { desired, context, results, conditions, requirements, extraRequirements } = response;
  return JSON.parse(
    JSON.stringify({
      desired,
      context,
      results,
      conditions: conditions?.length ? conditions : undefined,
      requirements: selectors(requirements),
      extraRequirements: selectors(extraRequirements),
    }),
  );
}

function selectors(requirements: FunctionResponse['requirements'] = {}): unknown {
  const all = Object.entries(requirements).map(([name, { matchLabels, ...rest }]) => [
    name,
    matchLabels ? { ...rest, matchLabels: { labels: matchLabels } } : rest,
  ]);
  return all.length > 0 ? Object.fromEntries(all) : undefined;
}
