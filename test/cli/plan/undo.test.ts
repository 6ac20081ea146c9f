import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findRevision } from '../../../lib/cli/plan/git';
import { undoSteps } from '../../../lib/cli/plan/undo';
import { memoryWorld } from '../../support/memory-world';
import { isInstalled } from '../../support/registry/debian';
import { tempFolder } from '../../support/temp-folder';

const top = tempFolder();
const world = { ...memoryWorld({}, { env: process.env as Record<string, string> }), cwd: top };

function git(...args: string[]): void {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
  const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd: top });
  if (status !== 0) throw new Error(stderr.toString());
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), text);
}

const steps = (base: string, head?: string) =>
  undoSteps(
    { name: base, revision: findRevision(base, world) },
    head === undefined
      ? { name: '.', folder: '.' }
      : { name: head, revision: findRevision(head, world) },
    world,
  );

(isInstalled('git') ? describe : describe.skip)('what takes a plan back', () => {
  beforeAll(() => {
    git('init', '--quiet');
    write('main.ts', '1');
    write('dist/a.yaml', '1');
    git('add', '.');
    git('commit', '--quiet', '-m', 'one');
  });
  afterEach(() => {
    git('checkout', '--quiet', '.');
    rmSync(join(top, 'new file.ts'), { force: true });
  });

  test('is nothing where nothing changed', () => {
    expect(steps('HEAD')).toEqual([]);
  });

  test('restores what people wrote, and synthesizes', () => {
    write('main.ts', '2');
    write('dist/a.yaml', '2');
    expect(steps('HEAD')).toEqual([
      'git restore --source=HEAD --staged --worktree -- main.ts',
      'cdk8s-gitops synth',
    ]);
  });

  test('restores YAML that was edited by hand', () => {
    write('dist/a.yaml', '2');
    expect(steps('HEAD')).toEqual(['git restore --source=HEAD --staged --worktree -- dist/a.yaml']);
  });

  test('removes what was never added', () => {
    write('new file.ts', '1');
    expect(steps('HEAD')).toEqual(["rm 'new file.ts'", 'cdk8s-gitops synth']);
  });

  test('reverts commits', () => {
    write('main.ts', '3');
    git('commit', '--quiet', '-am', 'two');
    expect(steps('HEAD~1', 'HEAD')).toEqual([
      'git revert --no-edit HEAD~1..HEAD',
      'cdk8s-gitops synth',
    ]);
  });

  test('is not known of folders that are no revision', () => {
    expect(undoSteps({ name: 'old' }, { name: '.', folder: '.' }, world)).toEqual([]);
  });
});
