import { posix } from 'node:path';
import { nearest, readManifests, type Diagnostic, type Disk, type ManifestEntry } from '../core';
import type * as Lint from '../lint';
import { CliError } from './errors';
import { isKustomization, kustomizationsAmong } from './kustomization-files';
import { isPipelineFile } from './pipeline-files';

/** Manifests read from files, what could not be read, and which files were looked at. */
export interface ManifestFiles {
  readonly entries: readonly ManifestEntry[];
  readonly diagnostics: readonly Diagnostic[];
  readonly files: readonly string[];
  /** What kustomizations in the folders build of them. */
  readonly kustomizations: readonly Lint.KustomizationFile[];
}

/** A file to read: found in a folder, or named by the user, who then means it to be a manifest. */
interface Found {
  readonly path: string;
  readonly named: boolean;
}

const STDIN = '/dev/stdin';
const MANIFEST_FILE = /\.(ya?ml|json)$/i;
/** Folders that hold other people's files. */
const SKIPPED_FOLDERS = new Set(['node_modules', 'cdk8s.out', '__snapshots__']);
/** Files with `apiVersion` and `kind` that no cluster is given. */
const TOOL_FILES = /(^|\/)(Chart\.ya?ml|skaffold\.ya?ml|upbound\.ya?ml)$/;

/**
 * Reads the manifests of files and folders. Folders are walked for .yaml, .yml and .json, past
 * hidden files and node_modules; what is found there and is plainly something else (package.json,
 * the files of a Helm chart, the patches of a kustomization) is passed over.
 *
 * @param paths As given, relative to the working directory; `-` is standard input.
 * @throws {CliError} `CLI_INPUT_MISSING` for a path that is not there, or where no manifest is.
 */
export function readManifestFiles(paths: readonly string[], disk: Disk): ManifestFiles {
  const entries: ManifestEntry[] = [];
  const diagnostics: Diagnostic[] = [];
  const files = new Set<string>();
  const found = paths.flatMap((path) => filesAt(path, disk));
  const textOf = ({ path }: Found) =>
    disk.read(path === '-' ? STDIN : path)?.toString('utf8') ?? '';
  const kustomizations = kustomizationsAmong(found, textOf);
  for (const file of found) {
    const { path, named } = file;
    if (files.has(path) || (!named && kustomizations.isPart(path))) continue;
    const text = textOf(file);
    if (!named && !resemblesManifest(text, path)) continue;
    files.add(path);
    const read = readManifests(text, path);
    entries.push(...read.entries);
    diagnostics.push(...read.diagnostics);
  }
  if (entries.length === 0 && diagnostics.length === 0) throw nothingIn(paths);
  return { entries, diagnostics, files: [...files], kustomizations: kustomizations.all };
}

/** Whether a file that nobody named is worth reading: it has two of a manifest's three fields. */
export function resemblesManifest(text: string, path: string): boolean {
  if (TOOL_FILES.test(path) || isKustomization(path)) return false;
  if (/\.json$/i.test(path)) return /"apiVersion"\s*:/.test(text) && /"kind"\s*:/.test(text);
  const fields = new Set<string | undefined>();
  for (const [, field] of text.matchAll(FIELD)) if (fields.add(field).size >= 2) return true;
  return /^\s*\{/.test(text);
}

const FIELD = /^(?:- )?["']?(apiVersion|kind|metadata|items)["']?\s*:/gm;

function filesAt(path: string, disk: Disk): Found[] {
  if (path === '-') return [{ path, named: true }];
  const clean = posix.normalize(path);
  const kind = disk.kindOf(clean);
  if (kind === 'file') return isPipelineFile(clean) ? [] : [{ path: clean, named: true }];
  if (kind === undefined) throw missing(path, disk);
  return [...walk(clean, disk)].map((found) => ({ path: found, named: false }));
}

/** A folder with a Chart.yaml is a Helm chart: its files become manifests only by rendering. */
function* walk(folder: string, disk: Disk): Generator<string> {
  const listed = disk.list(folder);
  if (listed.some(({ name }) => /^Chart\.ya?ml$/.test(name))) return;
  for (const { name, kind } of listed) {
    if (name.startsWith('.') || SKIPPED_FOLDERS.has(name)) continue;
    const path = folder === '.' ? name : posix.join(folder, name);
    if (kind === 'directory') yield* walk(path, disk);
    else if (
      (MANIFEST_FILE.test(name) || isKustomization(name)) &&
      (kind === 'file' || disk.kindOf(path) === 'file')
    )
      yield path;
  }
}

function missing(path: string, disk: Disk): CliError {
  const folder = posix.dirname(path);
  const names = disk.list(folder).map(({ name }) => name);
  const meant = nearest(posix.basename(path), names);
  const synth = path === 'dist' ? 'run cdk8s-gitops synth first, or name the files' : undefined;
  return new CliError(
    'CLI_INPUT_MISSING',
    `there is no file or folder '${path}'`,
    synth ?? (meant ? `write ${posix.join(folder, meant)}` : 'name files or folders that exist'),
  );
}

function nothingIn(paths: readonly string[]): CliError {
  return new CliError(
    'CLI_INPUT_MISSING',
    `found no manifest in ${paths.map((path) => (path === '-' ? 'standard input' : `'${path}'`)).join(', ')}`,
    'name a folder with .yaml, .yml or .json files of Kubernetes objects',
  );
}
