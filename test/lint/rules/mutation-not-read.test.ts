import { mutationNotRead } from '../../../lib/lint/rules/mutation-not-read';
import { ruleCases } from '../support/rule-cases';

const policy = (expression: string) => `
apiVersion: policies.kyverno.io/v1
kind: MutatingPolicy
metadata: { name: p }
spec:
  matchConstraints: { resourceRules: [{ operations: [CREATE], apiGroups: [''], apiVersions: [v1], resources: [configmaps] }] }
  mutations: [{ patchType: ApplyConfiguration, applyConfiguration: { expression: '${expression}' } }]
---
{ apiVersion: v1, kind: ConfigMap, metadata: { name: c } }`;

ruleCases(mutationNotRead, [
  {
    title: 'reports CEL that is none',
    given: policy(']['),
    reports: [
      'policies.kyverno.io/MutatingPolicy/p/spec/mutations/0 is not followed here: cannot read CEL at character 1: Syntax error',
    ],
  },
  {
    title: 'reports fields that depend on what is elsewhere',
    given: policy('Object{ metadata: Object.metadata{ labels: lookup() } }'),
    reports: ['policies.kyverno.io/MutatingPolicy/p/spec/mutations/0'],
  },
  {
    title: 'accepts what it can follow',
    given: policy(
      'Object{ metadata: Object.metadata{ labels: Object.metadata.labels{ a: "b" } } }',
    ),
    reports: [],
  },
]);
