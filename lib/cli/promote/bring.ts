import type { World } from '../../core';
import type * as Oci from '../../oci';
import type { Pin } from '../../releases';
import type { Stored } from '../artifact-side';
import { checkSigned } from '../check-signed';
import type { Demands } from '../demand';
import { transfer, transferLayout } from './transfer';

/** Where a release is, and where the ring shall have it from. */
export interface Route {
  readonly source: Stored;
  readonly target: Oci.Repository;
  /** Whether that is the same place. */
  readonly isThere: boolean;
  /** Who must have signed it, at both ends; `undefined` for nobody. */
  readonly demands: Demands | undefined;
}

/**
 * Sees to it that the target has a release, signed by those who may. A digest that is nowhere would
 * freeze the ring: the bytes of its manifest are read. A layout is of no repository, so the rule of the
 * target counts.
 *
 * @throws {CliError} `CLI_NOT_SIGNED`, `CLI_TAG_TAKEN`; {@link OciError} `OCI_NOT_FOUND`.
 */
export async function bring(
  { source, target, isThere, demands }: Route,
  pin: Pin,
  open: () => Oci.Registry,
  world: World,
): Promise<void> {
  const { layoutAttachments, registryAttachments } = require('../../oci') as typeof Oci;
  const digest = pin.digest as Oci.Digest;
  const there = () => registryAttachments(open(), target);
  if (source.kind === 'layout') {
    const here = layoutAttachments(world.disk, source.folder);
    if (demands) await checkSigned(here, target, digest, demands);
    await transferLayout(open(), source.folder, target, pin, world);
    await open().resolve({ ...target, identifier: digest });
    if (demands) await checkSigned(there(), target, digest, demands);
    return;
  }
  const { reference } = source;
  await open().resolve({ ...reference, identifier: digest });
  const here = registryAttachments(open(), reference);
  if (demands) await checkSigned(here, reference, digest, demands);
  if (isThere) return;
  await transfer(open(), reference, target, pin, world);
  await open().resolve({ ...target, identifier: digest });
  if (demands) await checkSigned(there(), target, digest, demands);
}
