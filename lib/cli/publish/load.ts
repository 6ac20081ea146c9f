import { LAYOUT_FOLDER, type ArtifactRecord } from '../../../constructs/artifact/record';
import type { World } from '../../core';
import { layoutBeside, readLayout, type Beside, type StoredArtifact } from '../../oci';
import { checkRecorded, readRecorded } from '../recorded';

export interface Loaded {
  readonly record: ArtifactRecord;
  readonly artifact: StoredArtifact;
  /** Who signed it in the layout, say. */
  readonly beside: Beside;
}

/**
 * What the last synth packed, each checked against the digest that its YAML names.
 *
 * @throws {CliError} `CLI_NOTHING_SYNTHESIZED`; {@link OciError} when the layout holds something else.
 */
export function loadSynthesized(world: World): readonly Loaded[] {
  return readRecorded(world).map((record) => {
    const artifact = readLayout(world.disk, LAYOUT_FOLDER, record.name);
    checkRecorded(record, artifact.digest);
    return { record, artifact, beside: layoutBeside(world.disk, LAYOUT_FOLDER, artifact.digest) };
  });
}
