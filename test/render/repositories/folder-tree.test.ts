import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { realWorld } from '../../../lib/cli/world';
import { folderTree } from '../../../lib/render/repositories/folder-tree';
import { readGitIndex } from '../../../lib/render/repositories/git-index';
import { readRepositories } from '../../../lib/render/repositories/read-repositories';
import { memoryWorld } from '../../support/memory-world';
import { isInstalled } from '../../support/registry/debian';
import { tempFolder } from '../../support/temp-folder';

const { disk } = realWorld();
const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder });
const tracked = ['apps/web/a.yaml', 'apps/web/b.yaml', 'apps/ünï/c.yaml', 'z'];

const folders = tempFolder();
let count = 0;

function workTree(...init: string[]): string {
  const folder = join(folders, String(++count));
  mkdirSync(folder);
  git(folder, 'init', '-q', ...init);
  for (const file of [...tracked, 'gone', 'untracked']) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${file} as added`);
  }
  git(folder, 'add', 'apps', 'z', 'gone');
  rmSync(join(folder, 'gone'));
  return folder;
}

(isInstalled('git') ? describe : describe.skip)('the files of a git work tree', () => {
  test.each([
    ['version 2', [], '2'],
    ['version 4, with shared prefixes', [], '4'],
    ['SHA-256', ['--object-format=sha256'], '2'],
  ])('are those that are tracked: an index of %s', (_title, init, version) => {
    const folder = workTree(...init);
    git(folder, 'update-index', '--index-version', version);
    expect(folderTree(disk, folder).paths).toEqual(tracked);
  });

  test('are those that are to be added, as in version 3, too', () => {
    const folder = workTree();
    git(folder, 'add', '-N', 'untracked');
    expect(folderTree(disk, folder).paths).toEqual([...tracked.slice(0, 3), 'untracked', 'z']);
  });

  test('are found where the work tree is a linked one', () => {
    const folder = workTree();
    git(folder, 'commit', '-q', '-m', 'x');
    const linked = join(folders, 'linked');
    git(folder, 'worktree', 'add', '-q', linked);
    expect(folderTree(disk, linked).paths).toEqual([...tracked.slice(0, 3), 'gone', 'z']);
  });

  test('have the content of the disk', () => {
    const folder = workTree();
    writeFileSync(join(folder, 'z'), 'changed');
    expect(folderTree(disk, folder).read('z')).toBe('changed');
  });

  test.each([
    ['no index', ''],
    ['cut short', 'DIRC\0\0\0\x02\0\0\0\x05'],
    ['another version', 'DIRC\0\0\0\x09\0\0\0\0'],
  ])('are not guessed from %s', (_title, bytes) => {
    expect(readGitIndex(Buffer.from(bytes, 'latin1'))).toBeUndefined();
  });
});

describe('repositories of an inventory', () => {
  const world = memoryWorld({
    'checkouts/apps/web/x.yaml': 'a: 1',
    'checkouts/layout/oci-layout': '{}',
  });
  const read = (path: string) =>
    readRepositories({ repositories: { u: path } }, { disk: world.disk, folder: '.' }).get('u');

  test('are folders, with all of their files where there is no git', () => {
    const tree = read('./checkouts/apps');
    expect(tree).toMatchObject({ paths: ['web/x.yaml'] });
  });

  test.each([
    ['a folder that is not there', './nope', "is to be at './nope', where there is no folder"],
    ['a layout, unless its reader is given', './checkouts/layout', 'an OCI layout'],
  ])('are told missing: %s', (_title, path, missing) => {
    expect(read(path)).toMatchObject({ missing: expect.stringContaining(missing) });
  });

  test('are OCI layouts, by the reader that is given', () => {
    const tree = { paths: ['a'], read: () => '' };
    const options = { disk: world.disk, folder: 'checkouts', layout: () => tree };
    const found = readRepositories({ repositories: { 'oci://x': './layout' } }, options);
    expect(found.get('oci://x')).toBe(tree);
  });
});
