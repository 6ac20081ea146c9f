import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../support/source-files';

const MODULE = JSON.stringify(join(root, 'build/constructs/uninterrupted.js'));

/** Runs a program that gets a signal, in a process of its own. */
const run = (body: string) =>
  spawnSync(process.execPath, ['-e', `const { uninterrupted } = require(${MODULE});\n${body}`], {
    encoding: 'utf8',
  });
const killing = (signal: string) =>
  `uninterrupted(() => { process.kill(process.pid, '${signal}'); console.log('done'); });`;

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
])('%s waits for the end of the work', (signal, code) => {
  const { status, stdout } = run(`${killing(signal)}\nconsole.log('and what follows');`);
  expect({ status, stdout }).toEqual({ status: code, stdout: 'done\nand what follows\n' });
});

it('loses no signal of a second piece of work', () => {
  const { status, stdout } = run(`uninterrupted(() => 0);\n${killing('SIGINT')}`);
  expect({ status, stdout }).toEqual({ status: 130, stdout: 'done\n' });
});

it('leaves signals alone before and after', () => {
  const later = `uninterrupted(() => 0);
setTimeout(() => { process.kill(process.pid, 'SIGINT'); for (;;); }, 50);`;
  expect(run(later).signal).toBe('SIGINT');
  const listeners = `uninterrupted(() => 0);
setTimeout(() => console.log(process.listenerCount('SIGINT')), 50);`;
  expect(run(listeners).stdout).toBe('0\n');
});

it('leaves it to the handlers of the program, where there are any', () => {
  const own = `process.on('SIGINT', () => { console.log('own'); process.exit(7); });`;
  const { status, stdout } = run(`${own}\n${killing('SIGINT')}\nsetTimeout(() => 0, 1000);`);
  expect({ status, stdout }).toEqual({ status: 7, stdout: 'done\nown\n' });
});

it('returns what the work returns, and lets it throw', () => {
  const body = `console.log(uninterrupted(() => 1)); try { uninterrupted(() => { throw 2; }); } catch (e) { console.log(e); }`;
  const script = `const { uninterrupted } = require(${MODULE});\n${body}`;
  expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })).toBe('1\n2\n');
});
