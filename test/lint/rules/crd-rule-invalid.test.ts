import { crdRuleInvalid } from '../../../lib/lint/rules/crd-rule-invalid';
import { xrdSchemaInvalid } from '../../../lib/lint/rules/xrd-schema-invalid';
import { ruleCases } from '../support/rule-cases';

const schema = (rule: string) => `
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            properties: { version: { type: string, maxLength: 20 }, hosts: { type: array, items: { type: string } } }
            x-kubernetes-validations: [{ rule: '${rule}' }]`;

const crd = (rule: string) => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.acme.io }
spec:
  group: acme.io
  scope: Namespaced
  names: { kind: Widget, plural: widgets }
  versions:
  - name: v1
    served: true
    storage: true
    schema:${schema(rule)}`;

const xrd = (rule: string) => `
apiVersion: apiextensions.crossplane.io/v2
kind: CompositeResourceDefinition
metadata: { name: widgets.acme.io }
spec:
  group: acme.io
  scope: Namespaced
  names: { kind: Widget, plural: widgets }
  versions:
  - name: v1
    served: true
    referenceable: true
    schema:${schema(rule)}`;

const AT =
  '/spec/versions/0/schema/openAPIV3Schema/properties/spec/x-kubernetes-validations/0/rule';

describe.each([
  ['a CRD', crdRuleInvalid, crd, 'apiextensions.k8s.io/CustomResourceDefinition/widgets.acme.io'],
  [
    'an XRD',
    xrdSchemaInvalid,
    xrd,
    'apiextensions.crossplane.io/CompositeResourceDefinition/widgets.acme.io',
  ],
] as const)('rules of %s', (_, rule, document, object) => {
  const at = `${object}${AT}`;
  ruleCases(rule, [
    { title: 'accepts one that is right', given: document('self.version != ""'), reports: [] },
    {
      title: 'reports one that does not compile',
      given: document('self.versoin != ""'),
      reports: [`${at} does not compile: 1:5: undefined field`],
    },
    {
      title: 'reports one that may cost too much',
      given: document('self.hosts.all(h, h.matches("^[a-z]+$"))'),
      reports: [
        `${at} may cost too much: the estimated cost of the rule exceeds budget by factor of`,
      ],
    },
    {
      title: 'reports a function that the target does not have, with the release that has it',
      given: document('isSemver(self.version)'),
      targets: { kubernetes: '1.33' },
      reports: [`${at} needs Kubernetes 1.34 for isSemver() at 1:9, and the target is 1.33`],
    },
    {
      title: 'accepts it for that release',
      given: document('isSemver(self.version)'),
      targets: { kubernetes: '1.34' },
      reports: [],
    },
    {
      title: 'accepts it for the newest release',
      given: document('isSemver(self.version)'),
      reports: [],
    },
  ]);
});
