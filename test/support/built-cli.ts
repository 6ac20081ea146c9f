import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const MAIN = join(__dirname, '../../build/lib/cli/main.js');

export interface Outcome {
  readonly code: number | null;
  /** Without the line feed at its end. */
  readonly stdout: string;
  readonly stderr: string;
}

/** Whether `npm run build` has made a command line to run; says so on stderr where it has not. */
export function isBuilt(): boolean {
  if (existsSync(MAIN)) return true;
  process.stderr.write("skipped: there is no build, run 'npm run build'\n");
  return false;
}

/** Runs the built command line as a user does, in a process of its own. */
export function cli(
  argv: readonly string[],
  options: { readonly cwd: string; readonly input?: string; readonly env?: NodeJS.ProcessEnv },
): Outcome {
  const { cwd, input = '', env = {} } = options;
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...argv], {
    cwd,
    input,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return { code: status, stdout: stdout.trimEnd(), stderr: stderr.trimEnd() };
}
