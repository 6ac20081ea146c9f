import { posix } from 'node:path';
import type { World } from '../../core';
import type * as Oci from '../../oci';
import { CliError } from '../errors';
import { filesDisk } from './files-disk';
import { filesOf, findRevision, type Revision } from './git';
import { readState, type ReadState } from './read-state';
import type { ReleasesStore } from './releases-store';
import { changedSince } from './stale';
import type * as Synthesize from './synthesize-revision';

/** A registry client, opened when one is needed. */
export type OpenRegistry = () => Oci.Registry;

/**
 * Reads a state from what the user named: a folder, an OCI image layout, an `oci://` reference, or
 * a git revision (`main`, `HEAD~1`, `main:dist`) whose program is run where its YAML is not
 * committed.
 */
export async function resolveState(
  name: string,
  world: World,
  store: ReleasesStore,
  open: OpenRegistry,
): Promise<ReadState> {
  if (name.startsWith('oci://')) return pulled(name, store, open);
  const { disk } = world;
  if (disk.kindOf(name) === 'directory') {
    if (disk.kindOf(posix.join(name, 'oci-layout')) === 'file') return layout(name, world, store);
    const read = readState({ name, disk, path: name }, store);
    return withAge({ ...read, side: { name, folder: read.project } }, world);
  }
  if (disk.kindOf(name) === 'file') {
    const files = new Map([[posix.basename(name), disk.read(name) ?? Buffer.alloc(0)]]);
    return readState({ name, disk: filesDisk(files), path: '.' }, store);
  }
  const [rev = '', path = '.'] = name.replace(/^git:/, '').split(/:(.*)/s);
  const revision = findRevision(rev, world);
  if (revision) {
    const read = await committed(name, revision, path || '.', world, store);
    return { ...read, side: { name: rev, revision } };
  }
  throw new CliError(
    'CLI_INPUT_MISSING',
    `'${name}' is no folder and no git revision`,
    'name a folder, a git revision, an oci:// reference or an OCI image layout',
  );
}

/** A state on disk whose program was changed since: its YAML is not what the program would write. */
function withAge(read: ReadState, world: World): ReadState {
  const { state, project, output } = read;
  const changed = changedSince(project, output, world);
  if (changed === undefined) return read;
  const unknown = {
    reason: 'not-synthesized',
    message: `'${state.name}' is older than its program: ${posix.join(project, changed)} was changed after the last synth`,
    hint: 'run cdk8s-gitops synth and plan again',
  } as const;
  return { ...read, state: { ...state, unknown: [unknown] } };
}

async function pulled(name: string, store: ReleasesStore, open: OpenRegistry): Promise<ReadState> {
  const { parseReference, unpack } = require('../../oci') as typeof Oci;
  const artifact = await open().pull(parseReference(name));
  store.addArtifact(artifact);
  const files = new Map(unpack(artifact).map(({ path, content }) => [path, content]));
  return readState({ name, disk: filesDisk(files), path: '.' }, store);
}

/** The artifacts of a layout; where some hold Applications, the others are their content. */
function layout(name: string, { disk }: World, store: ReleasesStore): ReadState {
  const { listLayout, readLayout, unpack } = require('../../oci') as typeof Oci;
  store.addLayout(disk, name);
  const entries = listLayout(disk, name);
  const files = new Map<string, Buffer>();
  for (const { name: ref, digest } of entries) {
    const folder = entries.length === 1 ? '' : (ref ?? digest);
    for (const { path, content } of unpack(readLayout(disk, name, digest))) {
      files.set(posix.join(folder, path), content);
    }
  }
  return readState({ name, disk: filesDisk(files), path: '.' }, store);
}

async function committed(
  name: string,
  revision: Revision,
  path: string,
  world: World,
  store: ReleasesStore,
): Promise<ReadState> {
  const { prefix } = revision;
  const root = posix.join(prefix, path);
  const all = filesOf(revision, world, (file) => file.startsWith(prefix) && isWanted(file));
  const files = new Map([...all].map(([file, bytes]) => [file.slice(prefix.length), bytes]));
  const disk = filesDisk(files);
  if (disk.kindOf(path) === undefined) {
    throw new CliError(
      'CLI_INPUT_MISSING',
      `revision '${name}' has no YAML in '${root}'`,
      'name a folder of that revision: <revision>:<folder>',
    );
  }
  const isProject = disk.kindOf(posix.join(path, 'cdk8s.yaml')) === 'file';
  if (isProject && disk.kindOf(posix.join(path, 'dist')) !== 'directory') {
    const { synthesizeRevision } = require('./synthesize-revision') as typeof Synthesize;
    world.report(`${name}: its YAML is not committed, its program is run`);
    const project = { ...revision, prefix: path === '.' ? prefix : `${root}/` };
    const there = { ...world, cwd: posix.resolve(world.cwd, path) };
    const made = filesDisk(await synthesizeRevision(project, there));
    return readState({ name, disk: made, path: '.', isRevision: true }, store);
  }
  return readState({ name, disk, path, isRevision: true }, store);
}

/** What a state is read from; blobs of a layout have no extension. */
function isWanted(file: string): boolean {
  return /\.(?:ya?ml|json)$/.test(file)
    ? !/(?:^|\/)node_modules\//.test(file)
    : /(?:^|\/)\.gitops\/oci\//.test(file);
}
