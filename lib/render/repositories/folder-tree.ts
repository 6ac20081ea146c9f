import { posix } from 'node:path';
import type { Disk } from '../../core';
import type { FileTree } from '../file-tree';
import { readGitIndex } from './git-index';

/**
 * The files of a folder. Where the folder is a git work tree, those that are tracked, with the content
 * that they have on disk: what is not added yet does not count, what is not committed yet does. Of any
 * other folder, and of a work tree whose index is split or sparse, all files.
 *
 * Links count as files, with the content that they lead to; submodules are left out.
 */
export function folderTree(disk: Disk, folder: string): FileTree {
  let paths: readonly string[] | undefined;
  return {
    get paths() {
      paths ??= trackedIn(disk, folder) ?? allIn(disk, folder);
      return paths;
    },
    read: (path) => disk.read(`${folder}/${path}`)?.toString('utf8') ?? '',
  };
}

function trackedIn(disk: Disk, folder: string): readonly string[] | undefined {
  const git = gitFolder(disk, folder);
  if (git === undefined) return undefined;
  const index = disk.read(`${git}/index`);
  if (!index) return undefined;
  const tracked = readGitIndex(index, hashBytes(disk, git));
  // A tracked file that was deleted is no more once that is committed.
  return tracked?.paths.filter((path) => disk.kindOf(`${folder}/${path}`) !== undefined);
}

/** Of a linked work tree `.git` is a file that says where it is. */
function gitFolder(disk: Disk, folder: string): string | undefined {
  const git = `${folder}/.git`;
  if (disk.kindOf(git) === 'directory') return git;
  const [, target] = /^gitdir: (.+)$/m.exec(disk.read(git)?.toString('utf8') ?? '') ?? [];
  if (target === undefined) return undefined;
  return target.startsWith('/') ? target : posix.join(folder, target);
}

function hashBytes(disk: Disk, git: string): number {
  const common = disk.read(`${git}/commondir`)?.toString('utf8').trim();
  const shared = common === undefined || common.startsWith('/') ? common : posix.join(git, common);
  const config = disk.read(`${shared ?? git}/config`)?.toString('utf8') ?? '';
  return /^\s*objectformat\s*=\s*sha256\s*$/im.test(config) ? 32 : 20;
}

function allIn(disk: Disk, root: string): string[] {
  const found: string[] = [];
  const visit = (prefix: string) => {
    for (const { name, kind } of disk.list(prefix === '' ? root : `${root}/${prefix}`)) {
      const path = prefix === '' ? name : `${prefix}/${name}`;
      if (path === '.git') continue;
      if (kind === 'directory') visit(path);
      else if (kind !== 'other') found.push(path);
    }
  };
  visit('');
  return found;
}
