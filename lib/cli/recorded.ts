import type { World } from '../core';
import { OciError } from '../oci';
import { CliError } from './errors';

/** Where synth writes what it packed. */
const FILE = '.gitops/artifacts.json';

/** What synth recorded of an artifact. */
export interface Recorded {
  readonly name: string;
  /** `ghcr.io/acme/manifests/core`, without `oci://`. */
  readonly repository: string;
  readonly digest: string;
}

/** What synth recorded for a repository; `undefined` where it packed nothing for it. */
export function recordedFor(
  { registry, repository }: { readonly registry: string; readonly repository: string },
  { disk }: World,
): Recorded | undefined {
  const text = disk.read(FILE)?.toString();
  if (text === undefined) return undefined;
  const wanted = `${registry}/${repository}`;
  return parse(text).find((entry) => entry.repository.replace(/^oci:\/\//, '') === wanted);
}

/**
 * Refuses content whose digest the synthesized YAML does not name: Argo CD would never find it.
 *
 * @throws {OciError} `OCI_DIGEST_MISMATCH`.
 */
export function checkRecorded(
  recorded: Recorded | undefined,
  digest: string,
  annotated: boolean,
): void {
  if (!recorded || recorded.digest === digest) return;
  throw new OciError(
    'OCI_DIGEST_MISMATCH',
    `artifact '${recorded.name}' was synthesized with digest ${recorded.digest}, but what is to be pushed has ${digest}`,
    annotated
      ? 'leave out --source and --revision: they enter the digest, and the synthesized YAML names the one without'
      : 'run cdk8s-gitops synth again, and push what it wrote',
  );
}

function parse(text: string): readonly Recorded[] {
  try {
    const { artifacts } = JSON.parse(text) as { readonly artifacts: readonly Recorded[] };
    if (artifacts.every((entry) => typeof entry.repository === 'string')) return artifacts;
  } catch {
    // Said below, as for any other content.
  }
  throw new CliError(
    'CLI_PROJECT_INVALID',
    `cannot read ${FILE}`,
    'run cdk8s-gitops synth again: it writes that file',
  );
}
