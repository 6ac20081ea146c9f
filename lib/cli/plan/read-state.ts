import { posix } from 'node:path';
import { LAYOUT_FOLDER, readRecord, type SynthRecord } from '../../../constructs/artifact/record';
import { ManifestSet, type Disk } from '../../core';
import type { SourceRef, State } from '../../plan';
import { CliError } from '../errors';
import { readManifestFiles, type ManifestFiles } from '../manifest-files';
import { below } from './files-disk';
import type { OwnFiles } from './inventories';
import type { ReleasesStore } from './releases-store';
import { ringsOf } from './rings';
import type { Side } from './undo';

/** A folder to read a state from: of the disk, of a revision, or an unpacked artifact. */
export interface StateFolder {
  readonly name: string;
  readonly disk: Disk;
  /** The folder that was named: the YAML, or a repository that has it in `dist`. */
  readonly path: string;
  /** Whether the files are those of a git revision. Default no. */
  readonly isRevision?: boolean;
}

/** A state, and the files beside its YAML. */
export interface ReadState {
  readonly state: State;
  readonly own: OwnFiles;
  /** The folder that holds the project and, below it, that of its YAML. */
  readonly project: string;
  readonly output: string;
  /** Where it can be gone back to. */
  readonly side: Side;
}

/**
 * Reads what a folder says should run, and adds the releases that lie beside it to the store.
 *
 * @throws {CliError} `CLI_INPUT_MISSING`, `CLI_INPUT_INVALID` for YAML that no cluster can read,
 *   `CLI_NOTHING_SYNTHESIZED` for a project without its YAML.
 */
export function readState(folder: StateFolder, store: ReleasesStore): ReadState {
  const { name, disk } = folder;
  const { yaml, beside, record } = locate(folder);
  const at = below(disk, yaml);
  const tops = at.list('.').filter(({ name: top }) => !top.startsWith('.'));
  const contents = contentFolders(at, record);
  store.addLayout(disk, posix.join(beside, LAYOUT_FOLDER));
  const digests = new Map<string, string>();
  for (const one of contents) {
    const digest = store.addFolder(at, one);
    if (digest !== undefined) digests.set(one, digest);
  }
  const direct = tops.map(({ name: top }) => top).filter((top) => !contents.has(top));
  const hub = readAll(direct, at, yaml);
  return {
    state: {
      name,
      hub: new ManifestSet(hub.entries),
      rings: ringsOf(disk, beside, record, digests),
      isHub: (source) => isHub(source, folder, { yaml, beside, record }),
    },
    own: {
      name,
      isRevision: folder.isRevision ?? false,
      read: (path) => disk.read(posix.join(beside, path))?.toString('utf8'),
    },
    project: beside,
    output: posix.relative(beside, yaml),
    side: { name },
  };
}

interface Located {
  readonly yaml: string;
  /** The folder that holds releases.yaml and `.gitops`. */
  readonly beside: string;
  readonly record: SynthRecord | undefined;
}

function locate({ disk, path, name }: StateFolder): Located {
  const inside = readRecord(disk, path);
  const output = inside?.outdir ?? 'dist';
  const nested = posix.join(path, output);
  if (disk.kindOf(nested) === 'directory') return { yaml: nested, beside: path, record: inside };
  if (inside || disk.kindOf(posix.join(path, 'cdk8s.yaml')) === 'file') {
    throw new CliError(
      'CLI_NOTHING_SYNTHESIZED',
      `'${name}' is a project, but its folder '${output}' is missing`,
      'run cdk8s-gitops synth there first',
    );
  }
  const beside = posix.dirname(posix.normalize(path));
  const outside = readRecord(disk, beside);
  const isOutput = outside && posix.join(beside, outside.outdir) === posix.normalize(path);
  return { yaml: path, beside, record: isOutput ? outside : undefined };
}

/**
 * The folders that reach clusters as releases: those that synth recorded; else, where some folder
 * has Applications, those that have none. Without any Application everything is compared directly.
 */
function contentFolders(disk: Disk, record: SynthRecord | undefined): ReadonlySet<string> {
  const folders = disk
    .list('.')
    .filter(({ name, kind }) => kind === 'directory' && !name.startsWith('.'))
    .map(({ name }) => name);
  const recorded = record?.artifacts.filter(({ kind }) => kind === 'artifact') ?? [];
  const names = new Set(recorded.map(({ name }) => name));
  const hubs = folders.filter((name) => !names.has(name) && hasApplications(disk, name));
  const files = disk.list('.').filter(({ kind }) => kind !== 'directory');
  if (hubs.length === 0 && !files.some(({ name }) => hasApplications(disk, name))) return new Set();
  if (record) return new Set(folders.filter((name) => names.has(name)));
  return new Set(folders.filter((name) => !hubs.includes(name) && isPlain(disk, name)));
}

function hasApplications(disk: Disk, path: string): boolean {
  if (disk.kindOf(path) === 'directory') {
    return disk.list(path).some(({ name }) => hasApplications(disk, posix.join(path, name)));
  }
  if (!/\.(?:ya?ml|json)$/.test(path)) return false;
  const text = disk.read(path)?.toString() ?? '';
  return /\bkind["']?:\s*["']?Application(?:Set)?\b/.test(text);
}

/** Whether a folder can be packed: it has files, and no links. */
function isPlain(disk: Disk, path: string): boolean {
  const entries = disk.list(path);
  return (
    entries.length > 0 &&
    entries.every(({ name, kind }) =>
      kind === 'directory' ? isPlain(disk, posix.join(path, name)) : kind === 'file',
    )
  );
}

function readAll(paths: readonly string[], disk: Disk, shown: string): ManifestFiles {
  const wanted = paths.filter(
    (path) => disk.kindOf(path) === 'directory' || /\.(?:ya?ml|json)$/.test(path),
  );
  if (wanted.length === 0) {
    throw new CliError(
      'CLI_INPUT_MISSING',
      `found no manifest in '${shown}'`,
      'name a folder with .yaml, .yml or .json files of Kubernetes objects',
    );
  }
  const read = readManifestFiles(wanted, disk);
  const broken = read.diagnostics.find(({ rule }) => rule !== 'not-a-manifest');
  if (!broken) return read;
  const { file = '', lineOf } = broken.origin;
  throw new CliError(
    'CLI_INPUT_INVALID',
    `${posix.join(shown, file)}:${lineOf?.('') ?? 1}: ${broken.message}`,
    broken.hint,
  );
}

function isHub(
  { repoURL, path }: SourceRef,
  { disk }: StateFolder,
  { yaml, beside, record }: Located,
): boolean {
  if (repoURL.startsWith('oci://')) {
    const hub = record?.artifacts.find(({ kind }) => kind === 'hub');
    return hub !== undefined && repoURL === `oci://${hub.repository}`;
  }
  const folder = posix.join(beside, path);
  const within = folder === posix.normalize(yaml) || folder.startsWith(`${posix.normalize(yaml)}/`);
  return within && disk.kindOf(folder) === 'directory';
}
