import { isatty } from 'node:tty';
import { realDisk } from '../../constructs/disk';
import type { World } from '../core';
import type * as AskSecret from './ask-secret';

/** The world as it is: the process's folder, environment, clock and terminal. */
export function realWorld(): World {
  const cwd = process.cwd();
  return {
    cwd,
    env: process.env,
    disk: realDisk(cwd),
    now: () => Date.now(),
    print: (text) => void process.stdout.write(`${text}\n`),
    report: (text) => void process.stderr.write(`${text}\n`),
    ...(isatty(0) && isatty(2) && { askSecret: askOnTerminal }),
  };
}

function askOnTerminal(text: string): Promise<string> {
  const { askSecret } = require('./ask-secret') as typeof AskSecret;
  return askSecret(text, process.stdin, process.stderr);
}
