import { removedApiVersion } from '../../../lib/lint/rules/removed-api-version';
import { schemaViolation } from '../../../lib/lint/rules/schema-violation';
import { unknownField } from '../../../lib/lint/rules/unknown-field';
import { unknownKind } from '../../../lib/lint/rules/unknown-kind';
import { ruleCases } from '../support/rule-cases';

const object = (apiVersion: string, kind: string, fields = '') =>
  `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: x } ${fields ? `, ${fields}` : ''} }`;

const widget = (more = '') => `
{ apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: { name: widgets.acme.io }, spec: {
  group: acme.io, scope: Namespaced, names: { kind: Widget, plural: widgets },
  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object, properties: {
    spec: { type: object, required: [size], properties: { size: { type: integer } } } } } } }] } }
---
${object('acme.io/v1', 'Widget', more)}`;

const xrd = (apiVersion: string, more: string) => `
{ apiVersion: apiextensions.crossplane.io/${apiVersion}, kind: CompositeResourceDefinition, metadata: { name: xdbs.acme.io }, spec: {
  group: acme.io, names: { kind: XDb, plural: xdbs }, ${apiVersion === 'v1' ? 'claimNames: { kind: Db, plural: dbs },' : ''}
  versions: [{ name: v1, served: true, referenceable: true, schema: { openAPIV3Schema: { type: object, properties: {
    spec: { type: object, properties: { size: { type: integer } } } } } } }] } }
---
${object('acme.io/v1', 'XDb', more)}
---
${object('acme.io/v1', 'Db', 'spec: { compositionRef: { name: a }, size: 1 }')}`;

const XRD = `
{ apiVersion: apiextensions.crossplane.io/v2, kind: CompositeResourceDefinition, metadata: { name: queues.acme.io }, spec: {
  group: acme.io, scope: Namespaced, names: { kind: Queue, plural: queues },
  versions: [{ name: v1, served: true, referenceable: true, schema: { openAPIV3Schema: { type: object, properties: {
    spec: { type: object, properties: { least: { type: integer }, most: { type: integer, default: 5 } },
      x-kubernetes-validations: [{ rule: 'self.least <= self.most', messageExpression: '"least is above most, " + string(self.most)' }] } } } } }] } }`;

describe('schema-violation', () => {
  ruleCases(schemaViolation, [
    {
      title: 'reports a wrong type',
      given: object('v1', 'ConfigMap', 'data: { a: 1 }'),
      reports: ['ConfigMap/x/data/a is 1, not a string'],
    },
    {
      title: 'reports a bad quantity',
      given: object('v1', 'ResourceQuota', "spec: { hard: { cpu: 'lots' } }"),
      reports: ["ResourceQuota/x/spec/hard/cpu is 'lots', not a quantity"],
    },
    {
      title: 'reports what is missing',
      given: object('argoproj.io/v1alpha1', 'Application', 'spec: { project: a }'),
      reports: ['argoproj.io/Application/x/spec/destination is missing'],
    },
    {
      title: 'reports a rule of a CRD that is broken, at the object that has the rule',
      given: object(
        'gateway.networking.k8s.io/v1',
        'HTTPRoute',
        'spec: { rules: [{ matches: [{ path: { type: Exact, value: shop } }] }] }',
      ),
      reports: [
        "gateway.networking.k8s.io/HTTPRoute/x/spec/rules/0/matches/0/path breaks a rule of its kind: value must be an absolute path and start with '/' when type one of",
      ],
    },
    {
      title: 'asks rules of XRs whose XRD is in the same set, defaults filled in',
      given: `${XRD}
---
{ apiVersion: acme.io/v1, kind: Queue, metadata: { name: x, namespace: a }, spec: { least: 6 } }
---
{ apiVersion: acme.io/v1, kind: Queue, metadata: { name: y, namespace: a }, spec: { least: 5 } }`,
      reports: ['acme.io/Queue/a/x/spec breaks a rule of its kind: least is above most, 5'],
    },
    {
      title: 'asks no rule of an object that its schema refuses already, as the API server does',
      given: `${XRD}
---
{ apiVersion: acme.io/v1, kind: Queue, metadata: { name: x, namespace: a }, spec: { least: six } }`,
      reports: ['acme.io/Queue/a/x/spec/least is'],
    },
    {
      title: 'accepts a required field that has a default',
      given: object('generators.external-secrets.io/v1alpha1', 'Password', 'spec: {}'),
      reports: [],
    },
    {
      title: 'accepts null for an optional field',
      given: object(
        'argoproj.io/v1alpha1',
        'Application',
        'spec: { project: a, destination: {}, syncPolicy: null }',
      ),
      reports: [],
    },
    {
      title: 'uses a CRD of the set',
      given: widget('spec: { size: big }'),
      reports: ["acme.io/Widget/x/spec/size is 'big', not an integer"],
    },
    {
      title: 'knows what Crossplane adds to an XR',
      given: xrd(
        'v2',
        'spec: { size: 1, crossplane: { compositionRef: { name: a } } }, status: { conditions: [] }',
      ),
      reports: [],
    },
  ]);
});

describe('unknown-field', () => {
  ruleCases(unknownField, [
    {
      title: 'reports one',
      given: object('v1', 'ConfigMap', 'dat: {}'),
      reports: ['ConfigMap/x/dat is not a field of this kind'],
    },
    {
      title: 'reports one of an XR',
      given: xrd('v1', 'spec: { sise: 1 }'),
      reports: ['acme.io/XDb/x/spec/sise'],
    },
    {
      title: 'accepts known ones',
      given: object('v1', 'ConfigMap', 'data: {}, immutable: true'),
      reports: [],
    },
    {
      title: 'accepts any key in a free-form field',
      given: object('v1', 'ConfigMap', "data: { 'any.key': a }"),
      reports: [],
    },
  ]);
});

describe('unknown-kind', () => {
  ruleCases(unknownKind, [
    {
      title: 'reports a group that nobody knows',
      given: object('acme.io/v1', 'Widget'),
      reports: ["acme.io/Widget/x/kind is 'Widget' of acme.io/v1, whose schema is unknown"],
    },
    {
      title: 'means a kind that is near',
      given: object('apps/v1', 'Deploymnet'),
      reports: ["apps/Deploymnet/x/kind is 'Deploymnet', which apps does not have"],
    },
    {
      title: 'reports a version that is not there',
      given: object('apps/v3', 'Deployment'),
      reports: [
        "apps/Deployment/x/apiVersion is 'apps/v3', which has no Deployment; it is served as v1",
      ],
    },
    {
      title: 'leaves removed versions to their rule',
      given: object('extensions/v1beta1', 'Ingress'),
      reports: [],
    },
    {
      title: 'accepts kinds that the set defines',
      given: widget('spec: { size: 1 }'),
      reports: [],
    },
    { title: 'accepts built-in kinds', given: object('v1', 'Pod'), reports: [] },
  ]);
});

describe('removed-api-version', () => {
  const pdb = object('policy/v1beta1', 'PodDisruptionBudget');
  ruleCases(removedApiVersion, [
    {
      title: 'reports a removed version',
      given: pdb,
      reports: ["policy/PodDisruptionBudget/x/apiVersion is 'policy/v1beta1', removed in v1.25.0"],
    },
    {
      title: 'reports a deprecated one',
      given: pdb,
      targets: { kubernetes: '1.24' },
      reports: [
        "policy/PodDisruptionBudget/x/apiVersion is 'policy/v1beta1', deprecated since v1.21.0, to be removed in v1.25.0; the target is 1.24",
      ],
    },
    { title: 'accepts it before that', given: pdb, targets: { kubernetes: '1.20' }, reports: [] },
    {
      title: 'reports a custom resource that is no longer served',
      given: object('external-secrets.io/v1beta1', 'ExternalSecret'),
      reports: [
        "external-secrets.io/ExternalSecret/x/apiVersion is 'external-secrets.io/v1beta1', which no API server serves any more",
      ],
    },
    {
      title: 'reports what a CRD of the set no longer serves',
      given: widget('spec: { size: 1 }').replace('served: true', 'served: false'),
      reports: ['acme.io/Widget/x/apiVersion'],
    },
    {
      title: 'reports what a stated release of another project removed',
      given: object('cert-manager.io/v1alpha2', 'Certificate'),
      targets: { 'cert-manager': '1.6' },
      reports: ['cert-manager.io/Certificate/x/apiVersion'],
    },
    {
      title: 'says nothing where that release is not stated',
      given: object('cert-manager.io/v1alpha2', 'Certificate'),
      reports: [],
    },
    {
      title: 'accepts what is served',
      given: object('policy/v1', 'PodDisruptionBudget'),
      reports: [],
    },
  ]);
});
