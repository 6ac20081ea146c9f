import { parseDocuments, type World } from '../core';
import { CliError } from './errors';

/** How a project is synthesized: what cdk8s.yaml says. */
export interface Project {
  /** The command that runs the program: `npx ts-node main.ts`. */
  readonly app: string;
  /** The folder it writes to, default `dist`. */
  readonly output: string;
}

/**
 * Reads cdk8s.yaml; what is given on the command line wins.
 *
 * @throws {CliError} `CLI_PROJECT_INVALID` when there is no command to run, or the file is no YAML;
 *   `CLI_FLAG_VALUE` for an empty flag.
 */
export function readProject(
  world: World,
  given: { readonly app?: string | undefined; readonly output?: string | undefined } = {},
): Project {
  refuseEmpty('--app', given.app);
  refuseEmpty('--out', given.output);
  const text = world.disk.read('cdk8s.yaml')?.toString();
  const config = text === undefined ? {} : parse(text);
  const app = given.app ?? stringAt(config, 'app');
  if (app === undefined) {
    throw new CliError(
      'CLI_PROJECT_INVALID',
      text === undefined ? `there is no cdk8s.yaml in ${world.cwd}` : 'cdk8s.yaml has no app',
      'write "app: npx ts-node main.ts" to cdk8s.yaml, or give --app',
    );
  }
  return { app, output: given.output ?? stringAt(config, 'output') ?? 'dist' };
}

function refuseEmpty(flag: string, value: string | undefined): void {
  if (value !== '') return;
  throw new CliError('CLI_FLAG_VALUE', `${flag} is empty`, `write a value, or leave ${flag} out`);
}

function parse(text: string): Record<string, unknown> {
  const [document] = parseDocuments(text);
  const { value, problem } = document ?? {};
  if (problem) {
    throw new CliError(
      'CLI_PROJECT_INVALID',
      `cannot read cdk8s.yaml:${problem.line}: ${problem.message}`,
      'repair that line',
    );
  }
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function stringAt(config: Record<string, unknown>, key: string): string | undefined {
  const value = config[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value !== '') return value;
  throw new CliError(
    'CLI_PROJECT_INVALID',
    `cdk8s.yaml has ${key}: ${JSON.stringify(value)}`,
    `write ${key} as a string`,
  );
}
