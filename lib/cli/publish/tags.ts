import type { ArtifactRecord } from '../../../constructs/artifact/record';
import { OciError, parseReference, type Registry } from '../../oci';
import { CliError } from '../errors';

/** A tag that holds on to the content, so that a clean-up of untagged manifests cannot delete it. */
export function contentTag(digest: string): string {
  return `content-${digest.slice('sha256:'.length).slice(0, 12)}`;
}

/**
 * A version means one content of one repository, for ever.
 *
 * @throws {CliError} `CLI_TAG_TAKEN` when it means another in the registry, or would mean two.
 */
export async function refuseTaken(
  records: readonly ArtifactRecord[],
  registry: Registry,
  version: string,
): Promise<void> {
  for (const { repository, digest } of records) {
    const other = records.find((one) => one.repository === repository && one.digest !== digest);
    if (other) throw taken(`${repository}:${version} would be ${digest} and ${other.digest}`);
  }
  await Promise.all(
    records.map(async ({ repository, digest }) => {
      const found = await registry
        .resolve(parseReference(`${repository}:${version}`))
        .catch(unlessMissing);
      if (found === undefined || found === digest) return;
      throw taken(`${repository}:${version} is ${found}, not ${digest}`);
    }),
  );
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof OciError && error.code === 'OCI_NOT_FOUND') return undefined;
  throw error;
}

function taken(message: string): CliError {
  return new CliError('CLI_TAG_TAKEN', message, 'give this content a version of its own');
}
