import { basename } from 'node:path';
import type { Disk, World } from '../core';
import type * as Oci from '../oci';
import { CliError } from './errors';

/** What an argument names: something in a registry, in an OCI image layout, or a plain folder. */
export type Side =
  | { readonly kind: 'registry'; readonly reference: Oci.Reference }
  | { readonly kind: 'layout'; readonly folder: string; readonly name?: string }
  | { readonly kind: 'folder'; readonly folder: string }
  /** One file, at the top. */
  | { readonly kind: 'file'; readonly folder: string };

/** Where synth packs to, for a digest alone. */
const OWN_LAYOUT = '.gitops/oci';

/**
 * Reads `oci://host/repository:tag`, `<layout>`, `<layout>:<name>`, `<layout>@sha256:…`,
 * `sha256:…` of what synth has packed, `<folder>` or `<file>`.
 *
 * @throws {CliError} `CLI_INPUT_MISSING` for a path where nothing is.
 */
export function parseSide(text: string, { disk }: World): Side {
  const { parseReference } = require('../oci') as typeof Oci;
  if (text.startsWith('oci://')) return { kind: 'registry', reference: parseReference(text) };
  if (disk.kindOf(text) === 'directory') {
    return isLayout(disk, text)
      ? { kind: 'layout', folder: text }
      : { kind: 'folder', folder: text };
  }
  if (disk.kindOf(text) === 'file') return { kind: 'file', folder: text };
  if (/^sha256:[a-f0-9]{64}$/.test(text) && isLayout(disk, OWN_LAYOUT)) {
    return { kind: 'layout', folder: OWN_LAYOUT, name: text };
  }
  const folder = folderIn(text);
  if (folder !== '' && isLayout(disk, folder)) {
    return { kind: 'layout', folder, name: text.slice(folder.length + 1) };
  }
  const looksRemote = /^[\w.-]+(?::\d+)?\/.+[:@]/.test(text);
  throw new CliError(
    'CLI_INPUT_MISSING',
    `there is no folder or file '${text}'`,
    looksRemote
      ? `write oci://${text} for a registry`
      : 'name a folder, or oci://host/repository:tag',
  );
}

/**
 * Reads what {@link parseSide} does, and `host/repository:tag` without `oci://` where no folder has
 * that name.
 *
 * @throws {OciError} `OCI_REFERENCE_INVALID`.
 */
export function parsePlace(text: string, world: World): Side {
  const { parseReference } = require('../oci') as typeof Oci;
  const { disk } = world;
  const isLocal =
    (!text.startsWith('oci://') && disk.kindOf(text) !== undefined) ||
    text.startsWith('sha256:') ||
    isLayout(disk, folderIn(text));
  return isLocal ? parseSide(text, world) : { kind: 'registry', reference: parseReference(text) };
}

/** @throws {CliError} `CLI_INPUT_INVALID` for a plain folder, where an artifact is needed. */
export function refuseFolder(side: Side, verb: string): Stored {
  if (side.kind === 'registry' || side.kind === 'layout') return side;
  throw new CliError(
    'CLI_INPUT_INVALID',
    `'${side.folder}' is a plain ${side.kind}, and ${verb} needs an artifact`,
    `pack it first: cdk8s-gitops pack --path ${side.folder}`,
  );
}

/** Where an artifact is stored, with what refers to it. */
export type Stored = Extract<Side, { kind: 'registry' | 'layout' }>;

/** What refers to the artifacts of a place. */
export function attachmentsOf(
  side: Stored,
  open: () => Oci.Registry,
  { disk }: World,
): Oci.Attachments {
  const { layoutAttachments, registryAttachments } = require('../oci') as typeof Oci;
  return side.kind === 'layout'
    ? layoutAttachments(disk, side.folder)
    : registryAttachments(open(), side.reference);
}

/** The digest of what is stored there, its bytes checked. */
export async function storedDigest(
  side: Stored,
  open: () => Oci.Registry,
  { disk }: World,
): Promise<Oci.Digest> {
  const { readLayoutManifest } = require('../oci') as typeof Oci;
  return side.kind === 'layout'
    ? readLayoutManifest(disk, side.folder, side.name).digest
    : open().resolve(side.reference);
}

/** The same place, by digest: what a tag or name stands for may change. */
export function pinnedSide(side: Stored, digest: Oci.Digest): Stored {
  return side.kind === 'layout'
    ? { ...side, name: digest }
    : { ...side, reference: { ...side.reference, identifier: digest } };
}

/** `ghcr.io/acme/core@sha256:…`, `layout@sha256:…` */
export function byDigest(side: Side, digest: string): string {
  const { formatReference } = require('../oci') as typeof Oci;
  return side.kind === 'registry'
    ? formatReference({ ...side.reference, identifier: digest })
    : `${side.folder}@${digest}`;
}

/** `core` of `ghcr.io/acme/core:v1`, as `pack` names what is in a folder of that name. */
export function shortName(side: Side): string {
  if (side.kind === 'registry') return lastOf(side.reference.repository);
  return side.kind === 'layout' && side.name !== undefined && !side.name.includes(':')
    ? side.name
    : lastOf(side.folder);
}

function lastOf(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? path;
}

/** The artifact of a side: pulled, read or packed. */
export async function readSide(
  side: Side,
  open: () => Oci.Registry,
  { disk }: World,
): Promise<Oci.StoredArtifact> {
  const { listFolder, pack, readLayout } = require('../oci') as typeof Oci;
  if (side.kind === 'registry') return open().pull(side.reference);
  if (side.kind === 'layout') return readLayout(disk, side.folder, side.name);
  if (side.kind === 'file') {
    const content = disk.read(side.folder) ?? Buffer.alloc(0);
    return pack([{ path: basename(side.folder), content }]);
  }
  return pack(listFolder(disk, side.folder));
}

/** `dist/oci` of `dist/oci:core` and `dist/oci@sha256:…`. */
function folderIn(text: string): string {
  return /^(.+?)(?:@sha256:[a-f0-9]{64}|:[^:/]+)$/.exec(text)?.[1] ?? '';
}

function isLayout(disk: Disk, folder: string): boolean {
  return folder !== '' && disk.kindOf(`${folder}/oci-layout`) === 'file';
}
