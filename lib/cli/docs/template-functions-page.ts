import type { FunctionSet } from '../../template';

/** Who calls which functions; later sets replace functions of earlier ones. */
export interface Engine {
  /** `Argo CD`. */
  readonly name: string;
  readonly sets: readonly FunctionSet[];
}

/** `docs/template-functions.md`: what templates may call by engine, and what is refused. */
export function templateFunctionsPage(engines: readonly Engine[]): string {
  const known = [...new Set(engines.flatMap(({ sets }) => sets))];
  const rows = known.flatMap((set) =>
    [...Object.keys(set.functions), ...Object.keys(set.unsupported ?? {})]
      .sort()
      .map((name) => row(name, set, engines)),
  );
  return [
    '# Template functions\n',
    "Beside Go's own (`and`, `index`, `printf`, …). A function that asks for the time or for random",
    'numbers gives something else each time: an offline expansion refuses it, the lint rule',
    '`template-not-repeatable` reports it, and `parseTemplate` runs it where its `world` has a clock',
    'and a source of random numbers.\n',
    table([['function', 'of', ...engines.map(({ name }) => name), 'note'], ...rows]),
    '',
    '## Refused\n',
    ...refusals(known),
    '',
  ].join('\n');
}

function row(name: string, set: FunctionSet, engines: readonly Engine[]): string[] {
  const marks = engines.map(({ sets }) => {
    const last = sets.filter((each) => Object.hasOwn(each.functions, name)).at(-1);
    return last === set ? 'yes' : '';
  });
  const asks = set.functions[name]?.asks;
  const refused = set.unsupported?.[name];
  const note = refused ?? (asks === 'clock' ? 'asks the clock' : asks ? 'random' : '');
  return [`\`${name}\``, set.name, ...marks, note];
}

/** A table whose columns are as wide as their widest cell. */
function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}

function refusals(sets: readonly FunctionSet[]): string[] {
  return [
    ...sets.flatMap(({ name: of, unsupported = {} }) =>
      Object.entries(unsupported).map(([name, reason]) => `- \`${name}\` of ${of}: ${reason}.`),
    ),
    '- `env` and `expandenv`: Argo CD, External Secrets and function-go-templating take them out.',
    '- `getHostByName`: Argo CD and External Secrets take it out.',
    '- Complex numbers (`1i`), `%p`, `%#x` of a float, `%#v` of a time or version.',
    '- `fromYaml` of function-go-templating for a plain `yes`, `no`, `on`, `off`, `y`, `n` or date: quote it.',
  ];
}
