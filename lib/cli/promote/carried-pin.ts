import { readRecord } from '../../../constructs/artifact/record';
import type { World } from '../../core';
import type * as Oci from '../../oci';
import { isPin, releaseOf, type Pin, type Releases } from '../../releases';
import { pinOfContent } from '../announced-pin';
import type { Stored } from '../artifact-side';

/**
 * What a layout has that was carried over, with what this repository knows of that content: version
 * and rules of a ring that runs it or ran it, else the rules of the last synth, else those that the
 * content itself needs.
 *
 * @throws {OciError} `OCI_NOT_FOUND` where the layout holds several and none has the artifact's name.
 */
export function carriedPin(
  artifact: string,
  { folder, name }: Extract<Stored, { kind: 'layout' }>,
  releases: Releases,
  { disk }: World,
): Pin {
  const { listLayout, readLayout } = require('../../oci') as typeof Oci;
  const isNamed = listLayout(disk, folder).some((one) => one.name === artifact);
  const content = readLayout(disk, folder, name ?? (isNamed ? artifact : undefined));
  const { digest } = content;
  const rings = releases.rings(artifact).map((ring) => releases.ring(artifact, ring));
  const known = rings
    .filter(isPin)
    .flatMap((pin) => [pin, ...(pin.previous ? [pin.previous] : [])]);
  const same = known.find((one) => one.digest === digest);
  if (same) return releaseOf(same);
  const record = readRecord(disk)?.artifacts.find((one) => one.digest === digest);
  if (record) {
    const { drift, syncOptions } = record;
    return { digest, drift, ...(syncOptions && { syncOptions }) };
  }
  return pinOfContent(content, releases.announced(artifact)?.path ?? '.');
}
