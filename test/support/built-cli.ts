import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const MAIN = join(__dirname, '../../build/lib/cli/bin.js');

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

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Outcome & { readonly signal: NodeJS.Signals | null }>;
}

/** Starts the built command line and lets this process go on: it may be its registry, or stop it. */
export function startCli(
  argv: readonly string[],
  options: { readonly cwd: string; readonly input?: string; readonly env?: NodeJS.ProcessEnv },
): Started {
  const { cwd, input = '', env = {} } = options;
  const child = spawn(process.execPath, [MAIN, ...argv], { cwd, env: { ...process.env, ...env } });
  child.stdin.end(input);
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (part: Buffer) => (text.stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (text.stderr += part.toString()));
  const ended = new Promise<Outcome & { signal: NodeJS.Signals | null }>((resolve) => {
    child.on('close', (code, signal) =>
      resolve({
        code,
        signal,
        stdout: text.stdout.trimEnd(),
        stderr: text.stderr.trimEnd(),
      }),
    );
  });
  return { child, ended };
}
