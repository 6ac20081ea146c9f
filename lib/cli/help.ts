import type { Command, Flags } from './command';
import { globalFlags } from './parse';

/** The page that `cdk8s-gitops --help` prints; at most 80 columns. */
export function overview(commands: readonly Command[]): string {
  return [
    'usage: cdk8s-gitops <verb> [flags]',
    '',
    ...commands.flatMap(({ name, summary }) =>
      name.length <= 8
        ? [`  ${name.padEnd(8)}  ${summary}`]
        : [`  ${name}`, `${' '.repeat(12)}${summary}`],
    ),
    '',
    'cdk8s-gitops <verb> --help tells the flags of a verb.',
    'Exit codes: 0 clean, 1 findings, 2 could not run, 3 a plan is not complete.',
  ].join('\n');
}

/** The page of one verb. */
export function manual({ name, summary, args, example, options }: Command): string {
  const flags = Object.entries({ ...options, ...globalFlags } as Flags).map(([flag, facts]) => {
    const short = facts.short ? `-${facts.short}, ` : '    ';
    const value = facts.type === 'string' ? ` <${facts.values?.join('|') ?? flag}>` : '';
    const fallback =
      typeof facts.default === 'string' && facts.default !== ''
        ? ` (default ${facts.default})`
        : '';
    return { left: `  ${short}--${flag}${value}`, right: `${facts.summary}${fallback}` };
  });
  const usage = ['usage: cdk8s-gitops', name, args, '[flags]'].filter(Boolean).join(' ');
  return [
    usage,
    '',
    summary,
    '',
    ...flags.flatMap(({ left, right }) =>
      left.length <= 26 ? [`${left.padEnd(28)}${right}`] : [left, `${' '.repeat(28)}${right}`],
    ),
    '',
    `example: ${example}`,
  ].join('\n');
}
