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
export function refuseFolder(
  side: Side,
  verb: string,
): Extract<Side, { kind: 'registry' | 'layout' }> {
  if (side.kind === 'registry' || side.kind === 'layout') return side;
  throw new CliError(
    'CLI_INPUT_INVALID',
    `'${side.folder}' is a plain ${side.kind}, and ${verb} needs an artifact`,
    `pack it first: cdk8s-gitops pack --path ${side.folder}`,
  );
}

/** @throws {CliError} `CLI_INPUT_INVALID` for what is in no registry. */
export function inRegistry(text: string, verb: string, world: World): Oci.Reference {
  const side = parsePlace(text, world);
  if (side.kind === 'registry') return side.reference;
  throw new CliError(
    'CLI_INPUT_INVALID',
    `'${text}' is ${side.kind === 'layout' ? 'an OCI image layout' : 'a plain folder'}, and ${verb} works in registries`,
    'push it first, and name oci://host/repository:tag',
  );
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
