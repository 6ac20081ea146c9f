import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { realDisk } from '../../../constructs/disk';
import type { Disk, World } from '../../core';
import { readProject } from '../project';
import { runSynth } from '../start/run-synth';
import { filesOf, type Revision } from './git';

/**
 * Runs the program of a revision in a temporary folder, with the packages that are installed now,
 * and reads what it wrote.
 *
 * @returns the YAML and the records, by path below the project's folder.
 * @throws {CliError} `CLI_PROGRAM_FAILED`, `CLI_PROJECT_INVALID`.
 */
export async function synthesizeRevision(
  revision: Revision,
  world: World,
): Promise<Map<string, Buffer>> {
  const temporary = mkdtempSync(join(tmpdir(), 'cdk8s-gitops-'));
  try {
    const top = realDisk(temporary);
    top.write(filesOf(revision, world, () => true));
    linkPackages(revision, world, temporary);
    const cwd = join(temporary, revision.prefix);
    const disk = realDisk(cwd);
    const there = { ...world, cwd, disk, print: (text: string) => world.report(text) };
    const project = readProject(there);
    await runSynth(project, there, { explain: false, debug: false });
    return read(disk, [project.output, '.gitops', 'releases.yaml', 'cdk8s.yaml', 'inventory.yaml']);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Every `node_modules` between the working folder and the top of the repository. */
function linkPackages({ prefix }: Revision, { cwd }: World, temporary: string): void {
  const top = resolve(cwd, relative(join('/', prefix), '/'));
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    const link = join(temporary, relative(top, modules));
    if (existsSync(modules) && !existsSync(link)) symlinkSync(modules, link);
    if (folder === top || folder === dirname(folder)) return;
  }
}

function read(disk: Disk, paths: readonly string[]): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const visit = (path: string): void => {
    const kind = disk.kindOf(path);
    if (kind === 'directory') {
      for (const { name } of disk.list(path)) visit(`${path}/${name}`);
      return;
    }
    const bytes = disk.read(path);
    if (bytes) files.set(path, bytes);
  };
  for (const path of paths) visit(path);
  return files;
}
