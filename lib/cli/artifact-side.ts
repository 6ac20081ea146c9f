import type { Disk, World } from '../core';
import type * as Oci from '../oci';
import { CliError } from './errors';

/** What an argument names: something in a registry, in an OCI image layout, or a plain folder. */
export type Side =
  | { readonly kind: 'registry'; readonly reference: Oci.Reference }
  | { readonly kind: 'layout'; readonly folder: string; readonly name?: string }
  | { readonly kind: 'folder'; readonly folder: string };

/**
 * Reads `oci://host/repository:tag`, `<layout>`, `<layout>:<name>`, `<layout>@sha256:…` or
 * `<folder>`.
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
  const [, folder = '', name] = /^(.+?)(?:@(sha256:[a-f0-9]{64})|:([^:/]+))$/.exec(text) ?? [];
  if (folder !== '' && isLayout(disk, folder)) {
    return { kind: 'layout', folder, name: name ?? text.slice(folder.length + 1) };
  }
  const looksRemote = /^[\w.-]+(?::\d+)?\/.+[:@]/.test(text);
  throw new CliError(
    'CLI_INPUT_MISSING',
    `there is no folder '${text}'`,
    looksRemote
      ? `write oci://${text} for a registry`
      : 'name a folder, or oci://host/repository:tag',
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
  return pack(listFolder(disk, side.folder));
}

function isLayout(disk: Disk, folder: string): boolean {
  return disk.kindOf(`${folder}/oci-layout`) === 'file';
}
