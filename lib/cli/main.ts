#!/usr/bin/env node
import { commands } from './commands';
import { run } from './run';
import { version } from './version';
import { realWorld } from './world';

// A reader that closes early (`| head`) ends us quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

void run(process.argv.slice(2), commands, realWorld(), version).then((code) => {
  process.exitCode = code;
});
