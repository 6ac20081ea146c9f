import type { World } from '../../core';
import type * as Oci from '../../oci';
import type { StatementName } from './names';
import { PROVENANCE, provenance } from './provenance';
import { SBOM, sbom } from './sbom';

/** Statements about an artifact, by its digest. @param files what is in it. */
export function statementsOf(
  names: readonly StatementName[],
  { registry, repository, identifier }: Oci.Reference,
  files: readonly Oci.UnpackedFile[],
  world: World,
): readonly Oci.Statement[] {
  const name = `${registry}/${repository}`;
  const digest = identifier as Oci.Digest;
  const subjects = [digest];
  return names.map((one) =>
    one === 'sbom'
      ? { subjects, predicateType: SBOM, predicate: sbom(name, digest, files) }
      : { subjects, predicateType: PROVENANCE, predicate: provenance(name, files, world) },
  );
}
