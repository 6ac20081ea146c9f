import type { Node } from '../../schema';
import { definitionProblems } from '../../schema/cel/definition-problems';
import type { Fact } from '../fact';
import type { DefinedVersion, Definition } from './definition';
import { compositeKind } from './derive';

/**
 * Rules in CEL that the API server refuses, which keeps the whole XRD from being established. They
 * read the CRD that Crossplane derives, so they know its own fields too.
 */
export function checkRules(
  definition: Definition,
  version: DefinedVersion,
  kubernetes: string | undefined,
  report: (fact: Fact) => void,
): void {
  const { root } = compositeKind(definition, version).facts;
  for (const { pointer, message, hint } of definitionProblems(root as Node, kubernetes)) {
    const place = `${version.pointer}/schema/openAPIV3Schema${pointer}`;
    report({ rule: 'xrd-schema-invalid', pointer: place, message, hint });
  }
}
