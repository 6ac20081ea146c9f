import { parseArgs } from 'node:util';
import { nearest } from '../core';
import type { Command, Flag, Flags, Invocation } from './command';
import { CliError } from './errors';

/** Flags that every verb takes. */
export const globalFlags = {
  help: { type: 'boolean', short: 'h', default: false, summary: 'show this help' },
  debug: { type: 'boolean', default: false, summary: 'show the stack of a failure' },
} as const satisfies Flags;

/**
 * Reads a verb's flags and positional arguments.
 *
 * @throws {CliError} for a flag or value the verb does not take, or too few or many arguments.
 */
export function parseInvocation<F extends Flags>(
  command: Command<F>,
  argv: readonly string[],
): Invocation<F> & { readonly help: boolean } {
  const flags: Flags = { ...command.options, ...globalFlags };
  refuseUnknown(command.name, flags, argv);
  const parsed = read(command.name, flags, argv);
  for (const [name, flag] of Object.entries(flags)) checkValue(name, flag, parsed.values[name]);
  const help = parsed.values['help'] === true;
  if (!help) checkArity(command, parsed.positionals);
  const values = { ...multiples(flags), ...parsed.values } as Invocation<F>['flags'];
  const debug = parsed.values['debug'] === true;
  return { flags: values, args: parsed.positionals, debug, help };
}

function refuseUnknown(verb: string, flags: Flags, argv: readonly string[]): void {
  const shorts = new Set(Object.values(flags).map(({ short }) => short));
  for (const argument of argv) {
    if (argument === '--') return;
    const [, long, short] = /^(?:--([^=]+)|-([^-=]))/.exec(argument) ?? [];
    const known = long === undefined ? short === undefined || shorts.has(short) : long in flags;
    if (known) continue;
    const near = long === undefined ? undefined : nearest(long, Object.keys(flags));
    throw new CliError(
      'CLI_FLAG_UNKNOWN',
      `${verb} takes no flag '${argument.split('=')[0]}'`,
      near ? `write --${near}` : `run cdk8s-gitops ${verb} --help for the flags it takes`,
    );
  }
}

function read(verb: string, flags: Flags, argv: readonly string[]) {
  try {
    const options = Object.fromEntries(
      Object.entries(flags).map(([name, { type, short, multiple, default: value }]) => [
        name,
        {
          type,
          ...(short === undefined ? {} : { short }),
          ...(multiple === undefined ? {} : { multiple }),
          ...(value === undefined ? {} : { default: value }),
        },
      ]),
    );
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (cause) {
    const [message = ''] = (cause as Error).message.split('\n');
    throw new CliError(
      'CLI_FLAG_VALUE',
      `cannot read the flags of ${verb}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
      `run cdk8s-gitops ${verb} --help for the flags it takes`,
      { cause },
    );
  }
}

function checkValue(name: string, { values }: Flag, given: unknown): void {
  if (!values || given === undefined) return;
  for (const value of Array.isArray(given) ? given : [given]) {
    if (values.includes(String(value))) continue;
    throw new CliError(
      'CLI_FLAG_VALUE',
      `--${name} is '${String(value)}'`,
      `write one of ${values.join(', ')}`,
    );
  }
}

function checkArity({ name, args = '', arity, example }: Command, given: readonly string[]): void {
  const { min, max } = arity ?? { min: 0, max: 0 };
  if (given.length >= min && given.length <= max) return;
  const expected = args === '' ? 'no arguments' : args;
  throw new CliError(
    'CLI_ARGUMENTS',
    given.length < min
      ? `${name} needs ${expected}`
      : `${name} takes ${expected}, not '${given.slice(max).join(' ')}'`,
    `write for example: ${example}`,
  );
}

function multiples(flags: Flags): Record<string, readonly string[]> {
  const repeated = Object.entries(flags).filter(([, { multiple }]) => multiple);
  return Object.fromEntries(repeated.map(([name]) => [name, []]));
}
