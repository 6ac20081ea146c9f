import { valueAt, type ManifestSet } from '../../core';
import { definitionProblems } from '../../schema/cel/definition-problems';
import { readNode } from '../../schema/read-node';
import type { Context } from '../context';
import { rule, type Finding } from '../rule';

export const crdRuleInvalid = rule({
  id: 'crd-rule-invalid',
  category: 'schema',
  severity: 'error',
  summary:
    'Rules in CEL of a CRD compile against its schema, give true or false, and cost no more than the API server allows.',
  hint: 'write an expression of CEL that reads the fields of the schema',
  source:
    'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules',

  *check(set: ManifestSet, { targets: { kubernetes } }: Context): Generator<Finding> {
    for (const at of set.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')) {
      const versions = valueAt(at, '/spec/versions');
      for (const [i, version] of Array.isArray(versions) ? (versions as unknown[]).entries() : []) {
        const schema = valueAt(version, '/schema/openAPIV3Schema');
        const problems = definitionProblems(readNode(schema), kubernetes);
        for (const { pointer, message, hint } of problems) {
          const place = `/spec/versions/${i}/schema/openAPIV3Schema${pointer}`;
          yield { at, pointer: place, message, hint };
        }
      }
    }
  },
});
