import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isCodedError, type World } from '../../core';
import { readProject } from '../project';
import { readAppCommand } from '../start/app-command';
import { runProgram } from '../start/run-program';
import type { TracedObject } from './traced-object';

/** What the program of the working folder makes, or why that is not known. */
export type Trace = { readonly objects: readonly TracedObject[] } | { readonly missing: string };

/** Runs the program once more, to a temporary folder, and notes where it makes its objects. */
export async function traceProgram(world: World): Promise<Trace> {
  const temporary = mkdtempSync(join(tmpdir(), 'cdk8s-gitops-'));
  const file = join(temporary, 'trace.json');
  try {
    const { app } = readProject(world);
    const { code } = await runProgram(readAppCommand(app), world, {
      CDK8S_OUTDIR: join(temporary, 'dist'),
      CDK8S_GITOPS_TRACE: file,
      NODE_OPTIONS: [world.env['NODE_OPTIONS'], `--require ${JSON.stringify(HOOK)}`]
        .filter(Boolean)
        .join(' '),
    });
    if (code !== 0) return { missing: `'${app}' failed` };
    return { objects: JSON.parse(readFileSync(file, 'utf8')) as TracedObject[] };
  } catch (error) {
    if (isCodedError(error)) return { missing: error.message };
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return { missing: 'the program made no objects' };
    }
    throw error;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

const HOOK = join(__dirname, 'trace.js');
