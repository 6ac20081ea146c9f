import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { World } from '../../core';
import type { Start } from './app-command';

export interface ProgramResult {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** What ends a program from outside; exit codes of programs that say so themselves. */
export const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Runs a user's program to its end, handing on Ctrl-C. What it prints, on either stream, goes to our stderr: stdout is
 * for results.
 */
export function runProgram(
  start: Start,
  world: World,
  env: Readonly<Record<string, string>>,
): Promise<ProgramResult> {
  const [command, args, shell] =
    start.kind === 'shell'
      ? ([start.command, [], true] as const)
      : ([process.execPath, ['--require', hook, start.script, ...start.args], false] as const);
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd: world.cwd,
      env: { ...world.env, ...env },
      stdio: ['inherit', 'pipe', 'pipe'],
      shell,
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => process.stderr.write(text));
    }
    // It may have to end a write first, so it is waited for.
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, pass);
    const done = () => {
      for (const signal of SIGNALS) process.off(signal, pass);
    };
    child.on('error', (error) => {
      done();
      reject(error);
    });
    child.on('close', (code, signal) => {
      done();
      resolve({ code, signal });
    });
  });
}

const hook = join(__dirname, 'hook.js');
