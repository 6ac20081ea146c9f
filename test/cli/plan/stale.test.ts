import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { changedSince } from '../../../lib/cli/plan/stale';
import { memoryWorld } from '../../support/memory-world';
import { tempFolder } from '../../support/temp-folder';

const folder = tempFolder();
let count = 0;

/** A project whose record was written at second 100; the files at the seconds that are given. */
function project(files: Readonly<Record<string, number>>): string {
  const top = join(folder, `project-${count++}`);
  for (const [path, second] of Object.entries(files)) {
    const file = join(top, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
    utimesSync(file, second, second);
  }
  return top;
}

const record = { '.gitops/artifacts.json': 100 };

describe('YAML', () => {
  test.each<[string, Record<string, number>, string | undefined]>([
    ['is as old as its program', { ...record, 'main.ts': 99, 'dist/a.yaml': 100 }, undefined],
    ['was copied with its program', { ...record, 'main.ts': 101 }, undefined],
    ['is older than its program', { ...record, 'lib/web.ts': 103 }, 'lib/web.ts'],
    ['is older than its data', { ...record, 'data/services.json': 103 }, 'data/services.json'],
    ['is older than releases.yaml', { ...record, 'releases.yaml': 103 }, 'releases.yaml'],
    [
      'does not care for tests',
      { ...record, 'web.test.ts': 103, 'inventory.yaml': 103 },
      undefined,
    ],
    ['does not care for packages', { ...record, 'node_modules/a/index.js': 103 }, undefined],
    ['does not care for itself', { ...record, 'dist/a.yaml': 103 }, undefined],
    ['does not care for prose', { ...record, 'README.md': 103 }, undefined],
    ['that nobody recorded may be of any age', { 'main.ts': 103 }, undefined],
  ])('%s', (_, files, expected) => {
    const world = { ...memoryWorld(), cwd: project(files) };
    expect(changedSince('.', 'dist', world)).toBe(expected);
  });
});
