import { posix } from 'node:path';
import type { World } from '../../core';
import type { ExitCode } from '../command';
import { CliError } from '../errors';
import type { Project } from '../project';
import { readAppCommand } from './app-command';
import { runProgram } from './run-program';

/**
 * Runs a project's program, which writes its YAML, and tells what is there then.
 *
 * @returns 0, or the exit code of the signal that ended the program.
 * @throws {CliError} `CLI_PROGRAM_FAILED` when the program fails; it has said why.
 */
export async function runSynth(
  { app, output }: Project,
  world: World,
  { explain, debug }: { readonly explain: boolean; readonly debug: boolean },
): Promise<ExitCode> {
  const start = readAppCommand(app);
  if (start.kind === 'file' && world.disk.kindOf(start.script) !== 'file') {
    throw new CliError(
      'CLI_PROGRAM_FAILED',
      `there is no file '${start.script}', which the app command '${app}' names`,
      'correct app in cdk8s.yaml, or give --app',
    );
  }
  const began = world.now();
  const { code, signal } = await runProgram(start, world, {
    CDK8S_OUTDIR: output,
    ...(explain && { CDK8S_GITOPS_EXPLAIN: '1' }),
    ...(debug && { CDK8S_GITOPS_DEBUG: '1' }),
  });
  const interruption = INTERRUPTED[signal ?? String(code)];
  if (interruption !== undefined) {
    world.report('interrupted: nothing was left half-written');
    return interruption;
  }
  if (code !== 0) {
    throw new CliError(
      'CLI_PROGRAM_FAILED',
      `'${app}' ${signal ? `was ended by ${signal}` : `ended with exit code ${code}`}`,
      'repair what it says above; the YAML of the last good run is still there',
    );
  }
  if (world.disk.kindOf(output) !== 'directory') {
    throw new CliError(
      'CLI_NOTHING_SYNTHESIZED',
      `'${app}' ended well, but wrote nothing to '${output}'`,
      'call app.synth() at its end, and leave outdir out of the program: --out and cdk8s.yaml say it',
    );
  }
  const seconds = ((world.now() - began) / 1_000).toFixed(2);
  const { files, objects } = count(world, output);
  const counted = `${counting(files, 'file')}, ${counting(objects, 'object')}`;
  world.print(`${output}: ${counted}, ${seconds} s`);
  return 0;
}

/** How a program ends that was asked to, by itself or by the system; exit codes as shells have them. */
const INTERRUPTED: Readonly<Record<string, ExitCode>> = {
  SIGINT: 130,
  130: 130,
  SIGTERM: 143,
  143: 143,
};

function count(world: World, folder: string): { files: number; objects: number } {
  let files = 0;
  let objects = 0;
  for (const { name, kind } of world.disk.list(folder)) {
    const path = posix.join(folder, name);
    if (kind === 'directory') {
      const below = count(world, path);
      files += below.files;
      objects += below.objects;
    } else if (/\.ya?ml$/.test(name)) {
      files += 1;
      const text = world.disk.read(path)?.toString() ?? '';
      if (text.trim() !== '') objects += (text.match(/^---$/gm)?.length ?? 0) + 1;
    }
  }
  return { files, objects };
}

function counting(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
