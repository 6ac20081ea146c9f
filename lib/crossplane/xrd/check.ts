import type { Manifest, Pointer } from '../../core';
import type { Fact } from '../fact';
import { isObject, own } from '../json';
import { escapeToken } from '../../core';
import { checkDropped } from './check-dropped';
import { checkNames } from './check-names';
import { checkPaths } from './check-paths';
import { checkRules } from './check-rules';
import { checkBranches, checkNode } from './check-structural';
import { objectIn, readDefinition, type DefinedVersion } from './definition';

/**
 * What the API server or Crossplane refuses of an XRD, and what Crossplane leaves out of the CRD that
 * it derives, which nobody tells. What the schema of XRDs itself says is not repeated.
 *
 * @param kubernetes the version that is to take the CRD, `1.34`; default the newest known.
 */
export function checkDefinition(manifest: Manifest, kubernetes?: string): readonly Fact[] {
  const definition = readDefinition(manifest);
  if (!definition) return [];
  const facts: Fact[] = [];
  const report = (fact: Fact) => facts.push(fact);
  checkNames(definition, report);
  for (const version of definition.versions) {
    if (!version.schema) continue;
    checkDropped(definition, version, report);
    checkSchema(version, report);
    checkPaths(definition, version, report);
    checkRules(definition, version, kubernetes, report);
  }
  return facts;
}

/** The parts of the schema that reach the CRD. */
function checkSchema({ schema = {}, pointer }: DefinedVersion, report: (fact: Fact) => void): void {
  const at = `${pointer}/schema/openAPIV3Schema`;
  const parts = own(schema, 'properties');
  for (const name of ['spec', 'status']) {
    const part = objectIn(parts, name);
    const place: Pointer = `${at}/properties/${name}`;
    const fields = own(part, 'properties');
    for (const [field, node] of Object.entries(isObject(fields) ? fields : {})) {
      checkNode(node, `${place}/properties/${escapeToken(field)}`, report);
    }
    checkBranches(part, place, report);
  }
}
