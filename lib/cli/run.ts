import { isCodedError, nearest, type World } from '../core';
import type { Command } from './command';
import { CliError } from './errors';
import { manual, overview } from './help';
import { parseInvocation } from './parse';
import { systemFailure } from './system-failure';

/**
 * Runs one command line.
 *
 * @returns the exit code: 0 clean, 1 findings, 2 could not run.
 */
export async function run(
  argv: readonly string[],
  commands: readonly Command[],
  world: World,
  version: string,
): Promise<number> {
  try {
    return await dispatch(argv, commands, world, version);
  } catch (error) {
    world.report(describe(error, argv.includes('--debug')));
    return 2;
  }
}

async function dispatch(
  [verb, ...rest]: readonly string[],
  commands: readonly Command[],
  world: World,
  version: string,
): Promise<number> {
  if (verb === undefined) {
    world.report(overview(commands));
    return 2;
  }
  if (verb === 'help' && rest[0] !== undefined) {
    world.print(manual(commandOf(rest[0], commands)));
    return 0;
  }
  if (verb === '--help' || verb === '-h' || verb === 'help') {
    world.print(overview(commands));
    return 0;
  }
  if (verb === '--version' || verb === '-v') {
    world.print(version);
    return 0;
  }
  const command = commandOf(verb, commands);
  const { help, ...invocation } = parseInvocation(command, rest);
  if (!help) return command.run(invocation, world);
  world.print(manual(command));
  return 0;
}

function commandOf(verb: string, commands: readonly Command[]): Command {
  const command = commands.find(({ name }) => name === verb);
  if (command) return command;
  const near = nearest(
    verb,
    commands.map(({ name }) => name),
  );
  throw new CliError(
    'CLI_VERB_UNKNOWN',
    `there is no verb '${verb}'`,
    near ? `write cdk8s-gitops ${near}` : 'run cdk8s-gitops --help for the verbs',
  );
}

/** Two lines for a failure on purpose; for any other, its message and where to report it. */
function describe(error: unknown, debug: boolean): string {
  const stack = debug ? `\n${stacks(error)}` : '';
  if (isCodedError(error)) return `error ${error.code}: ${error.message}\n  ${error.hint}${stack}`;
  const system = systemFailure(error);
  if (system !== undefined) return `error ${system}${stack}`;
  const message = error instanceof Error ? error.message : String(error);
  return `error: ${message}\n  this is a defect of cdk8s-gitops: run again with --debug and report it${stack}`;
}

function stacks(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return `${error.stack ?? error.message}${cause === undefined ? '' : `\ncaused by ${stacks(cause)}`}`;
}
