import { ArgoCdError } from '../errors';

/** What text is translated for, and what is known of its parameters. */
export interface FastContext {
  /** For messages: `the template of ApplicationSet 'web'`. */
  readonly place: string;
  /** Where folders are among the parameters: `''`, or a `pathParamPrefix`. */
  readonly folders: readonly string[];
}

const ACTION = /\{\{((?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|[^])*?)\}\}/g;

/**
 * Go template text in the syntax of Argo CD without `goTemplate`: `{{ .metadata.labels.region }}` is
 * `{{metadata.labels.region}}`, and `{{ index .path.segments 0 }}` is `{{path[0]}}`. Tags of that
 * syntax stay as they are.
 *
 * @throws {ArgoCdError} `ARGOCD_FASTTEMPLATE` for whatever is no plain parameter: it has no functions,
 *   no defaults and no conditions.
 */
export function fastText(text: string, context: FastContext): string {
  return text.replace(ACTION, (whole, action: string) => {
    const pipeline = action.trim();
    if (/^[\w-][^\s"'`(){}|]*$/.test(pipeline)) return whole;
    const literal = literalIn(pipeline);
    if (literal !== undefined) return literal;
    const steps = stepsOf(pipeline);
    if (steps) return `{{${tagOf(steps, context.folders)}}}`;
    throw unreadable(pipeline, context.place);
  });
}

/** The name of a parameter without `goTemplate`, where sets are flat. */
export function tagOf(steps: readonly string[], folders: readonly string[]): string {
  const prefix = folders.find((one) =>
    one === '' ? steps[0] === 'path' : steps[0] === one && steps[1] === 'path',
  );
  if (prefix === undefined) return steps.join('.');
  const at = prefix === '' ? 'path' : `${prefix}.path`;
  const [field = '', position = ''] = steps.slice(prefix === '' ? 1 : 2);
  if (field === 'path') return at;
  return field === 'segments' ? `${at}[${position}]` : `${at}.${field}`;
}

/** A Go string that no tag is in: `when()` decides some texts at synth. */
function literalIn(pipeline: string): string | undefined {
  if (!/^"(?:[^"\\\n]|\\.)*"$/.test(pipeline)) return undefined;
  const text = JSON.parse(pipeline) as string;
  return text.includes('{{') ? undefined : text;
}

/** `.a.b`, `index .a "b/c" 0`, `(index .a "b").c`: the steps from the set, or `undefined`. */
function stepsOf(pipeline: string): string[] | undefined {
  const field = /^((?:\.[A-Za-z_]\w*)+)$/.exec(pipeline)?.[1];
  if (field !== undefined) return field.slice(1).split('.');
  const [, inner, more] = /^\(([^]*)\)((?:\.[A-Za-z_]\w*)*)$/.exec(pipeline) ?? [];
  if (inner !== undefined && isBalanced(inner)) {
    const steps = stepsOf(inner);
    return steps && [...steps, ...(more ? more.slice(1).split('.') : [])];
  }
  const [, base, key] = /^index ([^]*) ("(?:[^"\\\n]|\\.)*"|\d+)$/.exec(pipeline) ?? [];
  if (base === undefined || key === undefined) return undefined;
  const steps = base === '.' ? [] : stepsOf(base);
  return steps && [...steps, String(JSON.parse(key))];
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text.replace(/"(?:[^"\\\n]|\\.)*"/g, '')) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

const FUNCTIONS: readonly (readonly [RegExp, string, string])[] = [
  [/^trim(All|Prefix) .*toJson/, 'a number', 'write text in the content: "8080"'],
  [/^default /, 'a default', 'have the generator guarantee it, for a label by matchLabels'],
  [
    /^(normalize|ternary|slugify) /,
    'a function',
    'take a parameter that is a name: nameNormalized',
  ],
  [
    /^(dig|if|range|with|else|end)\b/,
    'a condition or a loop',
    'make an ApplicationSet for each case',
  ],
  [/^join /, 'a list', 'take its items, where they are known'],
];

function unreadable(pipeline: string, place: string): ArgoCdError {
  const [, what, hint] = FUNCTIONS.find(([pattern]) => pattern.test(pipeline)) ?? [
    undefined,
    'more than a parameter',
    'write the name of one parameter',
  ];
  const names = pipeline.match(/\.[A-Za-z_][\w.]*/g)?.map((name) => name.slice(1)) ?? [];
  const of = names.length > 0 ? ` of parameter ${[...new Set(names)].join(', ')}` : '';
  return new ArgoCdError(
    'ARGOCD_FASTTEMPLATE',
    `${place} has ${what}${of}, {{ ${pipeline} }}, and goTemplate is false`,
    `${hint}; or leave goTemplate: false out`,
  );
}
