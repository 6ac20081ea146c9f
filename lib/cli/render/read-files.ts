import { posix } from 'node:path';
import {
  nearest,
  readManifests,
  type Diagnostic,
  type Disk,
  type Manifest,
  type ManifestEntry,
} from '../../core';
import { CliError } from '../errors';

/**
 * The one manifest of a file, or the one that is wanted of a file or folder with others in it.
 *
 * @param what as messages name it: `the XR`.
 * @throws {CliError} where the file is missing, cannot be read, or has none or several.
 */
export function readOne(
  path: string,
  what: string,
  disk: Disk,
  isWanted: (manifest: Manifest) => boolean = () => true,
): ManifestEntry {
  const all = readAll(path, what, disk);
  const wanted = all.filter(({ manifest }) => isWanted(manifest));
  // What is alone and not wanted is told what is wrong with it.
  const entries = wanted.length === 0 && all.length === 1 ? all : wanted;
  const [entry] = entries;
  if (entry && entries.length === 1) return entry;
  throw new CliError(
    'CLI_INPUT_INVALID',
    entries.length === 0
      ? `${path} does not have ${what}`
      : `${path} has ${entries.length} objects, where ${what} alone is expected`,
    `name a file with ${what} and nothing else`,
  );
}

/**
 * The manifests of a file, or of the .yaml and .yml files of a folder, not of folders in it.
 *
 * @throws {CliError} where there is nothing, or a document cannot be read; with file and line.
 */
export function readAll(path: string, what: string, disk: Disk): readonly ManifestEntry[] {
  return filesAt(path, what, disk).flatMap((file) => {
    const { entries, diagnostics } = readManifests(textOf(file, what, disk), file);
    const [first] = diagnostics;
    if (first) throw unreadable(first, file, what);
    return entries;
  });
}

/** @throws {CliError} where there is no such file. */
export function textOf(path: string, what: string, disk: Disk): string {
  const content = disk.kindOf(path) === 'directory' ? undefined : disk.read(path);
  if (content) return content.toString('utf8');
  throw missing(path, what, disk);
}

function filesAt(path: string, what: string, disk: Disk): readonly string[] {
  if (disk.kindOf(path) !== 'directory') return [path];
  const files = disk
    .list(path)
    .filter(({ name, kind }) => kind !== 'directory' && /\.ya?ml$/.test(name))
    .map(({ name }) => posix.join(path, name));
  if (files.length > 0) return files;
  throw new CliError(
    'CLI_INPUT_MISSING',
    `folder '${path}' has no .yaml or .yml file, where ${what} should be`,
    'name a file, or a folder with YAML files in it',
  );
}

function missing(path: string, what: string, disk: Disk): CliError {
  const folder = posix.dirname(path);
  const meant = nearest(
    posix.basename(path),
    disk.list(folder).map(({ name }) => name),
  );
  return new CliError(
    'CLI_INPUT_MISSING',
    `there is no file '${path}' for ${what}`,
    meant === undefined ? 'name a file that exists' : `write ${posix.join(folder, meant)}`,
  );
}

function unreadable(
  { message, hint, pointer, origin }: Diagnostic,
  file: string,
  what: string,
): CliError {
  const line = origin.lineOf?.(pointer);
  const place = line === undefined ? file : `${file}:${line}`;
  return new CliError('CLI_INPUT_INVALID', `${place}: cannot read ${what}: ${message}`, hint);
}
