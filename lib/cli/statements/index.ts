import type { World } from '../../core';
import type * as Oci from '../../oci';
import type { StatementName } from './names';
import { PROVENANCE, provenance } from './provenance';
import { SBOM, sbom } from './sbom';

/** Statements about an artifact. @param name `ghcr.io/acme/core`. @param files what is in it. */
export function statementsOf(
  names: readonly StatementName[],
  name: string,
  digest: Oci.Digest,
  files: readonly Oci.UnpackedFile[],
  world: World,
): readonly Oci.Statement[] {
  const subjects = [digest];
  return names.map((one) =>
    one === 'sbom'
      ? { subjects, predicateType: SBOM, predicate: sbom(name, digest, files) }
      : { subjects, predicateType: PROVENANCE, predicate: provenance(name, files, world) },
  );
}
