import { posix } from 'node:path';
import type { Disk } from '../core';
import type * as Lint from '../lint';

/**
 * Reads the CI files of those folders that are roots of a repository, and those named themselves.
 * Other paths have none.
 */
export function readPipelineFiles(paths: readonly string[], disk: Disk): Lint.Pipeline[] {
  const files = new Set(paths.flatMap((path) => pipelinesAt(path, disk)));
  if (files.size === 0) return [];
  const { readPipeline } = require('../lint') as typeof Lint;
  return [...files].map((file) => readPipeline(disk.read(file)?.toString('utf8') ?? '', file));
}

/** Whether a path is that of a CI file, which holds no manifests. */
export function isPipelineFile(path: string): boolean {
  return /(^|\/)(\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.yml)$/.test(path);
}

function pipelinesAt(path: string, disk: Disk): string[] {
  if (disk.kindOf(path) === 'file') return isPipelineFile(path) ? [posix.normalize(path)] : [];
  const workflows = posix.join(path, '.github/workflows');
  const found = disk
    .list(workflows)
    .filter(({ name, kind }) => kind !== 'directory' && /\.ya?ml$/.test(name))
    .map(({ name }) => posix.join(workflows, name));
  const gitlab = posix.join(path, '.gitlab-ci.yml');
  return disk.kindOf(gitlab) === 'file' ? [...found, gitlab] : found;
}
