import { RECORD_FILE, readRecord, type ArtifactRecord } from '../../constructs/artifact/record';
import type { World } from '../core';
import { OciError } from '../oci';
import { CliError } from './errors';

/**
 * What the last synth packed; hubs last.
 *
 * @throws {CliError} `CLI_NOTHING_SYNTHESIZED` when there is no record, or none that can be read.
 */
export function readRecorded({ disk }: World): readonly ArtifactRecord[] {
  const record = readRecord(disk);
  if (record) return record.artifacts;
  throw new CliError(
    'CLI_NOTHING_SYNTHESIZED',
    disk.read(RECORD_FILE) ? `cannot read ${RECORD_FILE}` : `there is no ${RECORD_FILE}`,
    'run cdk8s-gitops synth: it writes that file when the program has artifacts',
  );
}

/** What synth recorded for a repository; `undefined` where it packed nothing for it. */
export function recordedFor(
  { registry, repository }: { readonly registry: string; readonly repository: string },
  world: World,
): ArtifactRecord | undefined {
  if (world.disk.read(RECORD_FILE) === undefined) return undefined;
  const wanted = `${registry}/${repository}`;
  return readRecorded(world).find((entry) => entry.repository === wanted);
}

/**
 * Refuses content whose digest the synthesized YAML does not name: Argo CD would never find it.
 *
 * @throws {OciError} `OCI_DIGEST_MISMATCH`.
 */
export function checkRecorded(
  recorded: ArtifactRecord | undefined,
  digest: string,
  annotated = false,
): void {
  if (!recorded || recorded.digest === digest) return;
  throw new OciError(
    'OCI_DIGEST_MISMATCH',
    `artifact '${recorded.name}' was synthesized with digest ${recorded.digest}, but what is to be pushed has ${digest}`,
    annotated
      ? 'leave out --source and --revision, and what else changes the digest: the synthesized YAML names the one without'
      : 'run cdk8s-gitops synth again, and push what it wrote',
  );
}
