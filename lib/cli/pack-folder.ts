import type { World } from '../core';
import type * as Oci from '../oci';
import type * as Xpkg from '../xpkg';
import type { Flags, Values } from './command';
import type * as Commit from './commit-identity';
import { CliError } from './errors';
import { withProgress } from './registry';

/** Flags of every verb that packs a folder. */
export const folderFlags = {
  profile: {
    type: 'string',
    values: ['gitops', 'flux-native', 'image-config', 'xpkg'],
    summary:
      'gitops for Flux and Argo CD, the default; the types of flux push; an image for a Quay of your own; a Crossplane package',
  },
  shards: {
    type: 'string',
    summary:
      'spread the files over so many artifacts, by their paths: a number, or auto for the fewest that Argo CD takes; names and repositories end with -shard-0, -shard-1 …',
  },
  source: { type: 'string', summary: 'where the content comes from; enters the digest' },
  revision: { type: 'string', summary: 'main@sha1:<commit>; enters the digest' },
  annotations: {
    type: 'string',
    short: 'a',
    multiple: true,
    summary: 'key=value of the manifest; enters the digest; may be repeated',
  },
  identity: {
    type: 'string',
    values: ['content', 'commit'],
    summary:
      'what the digest follows from: files alone, the default; or time, origin and commit of git as well',
  },
  reproducible: {
    type: 'boolean',
    default: false,
    summary: 'as flux has it; what --identity content is anyway',
  },
  'ignore-paths': {
    type: 'string',
    multiple: true,
    summary:
      'lines of a .sourceignore instead of the default ones, comma-separated: git, pictures, archives',
  },
  'add-ignore-paths': {
    type: 'string',
    multiple: true,
    summary: 'more such lines, which outweigh all others',
  },
  'no-sourceignore': {
    type: 'boolean',
    default: false,
    summary: 'pack what a .sourceignore of the folder leaves out, as flux push does',
  },
  'resolve-symlinks': {
    type: 'boolean',
    default: false,
    summary: 'pack what symbolic links lead to; without it they are refused',
  },
} as const satisfies Flags;

type FolderValues = Values<typeof folderFlags>;

/** A packed folder, or one of its shards. */
export interface PackedFolder {
  /** What names and repositories end with: `-shard-0`; empty for a folder that is packed whole. */
  readonly suffix: string;
  readonly artifact: Oci.PackedArtifact;
}

/** Packs a folder as the flags want it, shards in their order; says what is left out. */
export async function packFolder(
  path: string,
  flags: FolderValues,
  world: World,
): Promise<readonly PackedFolder[]> {
  const { listFolder, pack, profiles } = require('../oci') as typeof Oci;
  const leftOut: string[] = [];
  const options = folderOptions(flags, (file) => leftOut.push(file));
  const { profile = 'gitops', shards } = flags;
  if (profile === 'xpkg') return [await packXpkg(path, flags, options, world)];
  const facts = { ...factsOf(path, flags, world), profile: profiles[profile] };
  const packed = await withProgress(`packing ${path}`, world, async () => {
    if (shards !== undefined) return packShards(path, options, shards, facts, world);
    return [{ suffix: '', artifact: await pack(listFolder(world.disk, path, options), facts) }];
  });
  tellLeftOut(leftOut, world);
  const note = NOTES[profile];
  if (note !== undefined) world.report(note);
  return packed;
}

async function packShards(
  path: string,
  options: Oci.FolderOptions,
  shards: string,
  facts: Oci.PackOptions,
  { disk }: World,
): Promise<readonly PackedFolder[]> {
  if (shards !== 'auto' && !/^[1-9]\d?$/.test(shards)) {
    throw new CliError('CLI_FLAG_VALUE', `--shards is '${shards}'`, 'write 1 to 99, or auto');
  }
  const { pack, readFolder, shardFiles } = require('../oci') as typeof Oci;
  const files = readFolder(disk, path, options);
  const packed: PackedFolder[] = [];
  for (const shard of shardFiles(files, shards === 'auto' ? shards : Number(shards))) {
    packed.push({ suffix: `-${shard.name}`, artifact: await pack(shard.files, facts) });
  }
  return packed;
}

/** The first flag of those above that was given; `undefined` where none was. */
export function givenFolderFlag(flags: FolderValues): string | undefined {
  const names = Object.keys(folderFlags) as (keyof typeof folderFlags)[];
  return names.find((name) => {
    const value = flags[name];
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
  });
}

const NOTES: Readonly<Partial<Record<Oci.ProfileName, string>>> = {
  'flux-native':
    'Argo CD takes this layer only where its repo server has ARGOCD_REPO_SERVER_OCI_LAYER_MEDIA_TYPES with application/vnd.cncf.flux.content.v1.tar+gzip in it (reposerver.oci.layer.media.types of argocd-cmd-params-cm)',
};

async function packXpkg(
  path: string,
  flags: FolderValues,
  options: Oci.FolderOptions,
  { disk }: World,
): Promise<PackedFolder> {
  const { source, revision, identity, annotations, shards } = flags;
  if (source ?? revision ?? identity ?? shards ?? annotations[0]) {
    throw new CliError(
      'CLI_FLAG_VALUE',
      '--source, --revision, --identity, --annotations and --shards are not for packages of Crossplane',
      'leave them out: the digest of a package follows from its objects alone',
    );
  }
  const oci = require('../oci') as typeof Oci;
  const xpkg = require('../xpkg') as typeof Xpkg;
  const files = oci.readFolder(disk, path, options);
  const artifact = xpkg.packXpkg(files, `folder '${path}'`);
  return Promise.resolve({ suffix: '', artifact });
}

/** What enters the digest beside the files. */
function factsOf(path: string, flags: FolderValues, world: World): Oci.PackOptions {
  const { identity, reproducible } = flags;
  if (identity === 'commit' && reproducible) {
    throw new CliError(
      'CLI_FLAG_VALUE',
      '--reproducible and --identity commit do not go together',
      'leave one of them out',
    );
  }
  const { commitIdentity } = require('./commit-identity') as typeof Commit;
  const found = identity === 'commit' ? commitIdentity(path, world) : undefined;
  const source = flags.source ?? found?.source;
  const revision = flags.revision ?? found?.revision;
  return {
    ...(found && { created: found.created }),
    annotations: {
      ...(source !== undefined && { 'org.opencontainers.image.source': source }),
      ...(revision !== undefined && { 'org.opencontainers.image.revision': revision }),
      ...Object.fromEntries(flags.annotations.map(parseAnnotation)),
    },
  };
}

function parseAnnotation(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new CliError(
    'CLI_FLAG_VALUE',
    `--annotations is '${text}'`,
    'write key=value, e.g. org.opencontainers.image.title=core',
  );
}

function folderOptions(flags: FolderValues, leftOut: (path: string) => void): Oci.FolderOptions {
  const lines = (given: readonly string[]) => given.flatMap((text) => text.split(','));
  const instead = flags['ignore-paths'];
  return {
    ...(instead.length > 0 && { ignorePaths: lines(instead) }),
    addIgnorePaths: lines(flags['add-ignore-paths']),
    sourceIgnore: !flags['no-sourceignore'],
    resolveSymlinks: flags['resolve-symlinks'],
    leftOut,
  };
}

/** So many are named; the rest is counted. */
const NAMED = 5;

function tellLeftOut(paths: readonly string[], world: World): void {
  if (paths.length === 0) return;
  const named = paths.slice(0, NAMED).join(', ');
  const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : '';
  world.report(`left out: ${named}${more}`);
}
