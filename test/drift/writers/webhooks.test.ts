import { aksAdmission } from '../../../lib/drift/writers/aks-admission';
import { caInjector } from '../../../lib/drift/writers/ca-injector';
import { caPlaceholder } from '../../../lib/drift/writers/ca-placeholder';
import { istio } from '../../../lib/drift/writers/istio';
import { linkerd } from '../../../lib/drift/writers/linkerd';
import { writerCases } from '../support/writer-cases';

const hooks = (kind: string, name: string, webhook: string, annotations = '{}') =>
  `{ apiVersion: admissionregistration.k8s.io/v1, kind: ${kind}WebhookConfiguration, metadata: { name: ${name}, annotations: ${annotations} }, webhooks: [{ name: a, ${webhook} }] }`;
const INJECT = '{ cert-manager.io/inject-ca-from: ns/cert }';
const bundle = (text: string) => `clientConfig: { caBundle: ${text} }`;

writerCases(caInjector, [
  ...['Mutating', 'Validating'].map((kind) => ({
    title: `writes the CA of a ${kind}WebhookConfiguration that asks for it`,
    given: hooks(kind, 'x', bundle('eA=='), INJECT),
    over: [
      `admissionregistration.k8s.io/${kind}WebhookConfiguration/x/webhooks/0/clientConfig/caBundle omit`,
    ],
    twin: hooks(kind, 'x', 'clientConfig: {}', INJECT),
  })),
  {
    title: 'writes it over an empty text, which every apply puts back',
    given: hooks('Mutating', 'x', bundle('""'), INJECT),
    over: [
      'admissionregistration.k8s.io/MutatingWebhookConfiguration/x/webhooks/0/clientConfig/caBundle omit',
    ],
  },
  {
    title: 'leaves those alone that do not ask',
    given: hooks('Mutating', 'x', bundle('abc')),
    over: [],
  },
  {
    title: 'writes the CA of the conversion of a CRD',
    given: `{ apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: { name: x, annotations: ${INJECT} }, spec: { conversion: { webhook: { ${bundle('abc')} } } } }`,
    over: [
      'apiextensions.k8s.io/CustomResourceDefinition/x/spec/conversion/webhook/clientConfig/caBundle omit',
    ],
    twin: `{ apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: { name: x, annotations: ${INJECT} }, spec: { conversion: { webhook: {} } } }`,
  },
  {
    title: 'writes the CA of an APIService',
    given: `{ apiVersion: apiregistration.k8s.io/v1, kind: APIService, metadata: { name: x, annotations: { cert-manager.io/inject-apiserver-ca: 'true' } }, spec: { caBundle: abc } }`,
    over: ['apiregistration.k8s.io/APIService/x/spec/caBundle omit'],
    twin: `{ apiVersion: apiregistration.k8s.io/v1, kind: APIService, metadata: { name: x, annotations: { cert-manager.io/inject-apiserver-ca: 'true' } }, spec: {} }`,
  },
]);

const CA = '/webhooks/0/clientConfig/caBundle';
const VALIDATING = 'admissionregistration.k8s.io/ValidatingWebhookConfiguration';
const served = (kind: string, spec: string) =>
  `{ apiVersion: ${kind}, metadata: { name: x }, spec: { ${spec} } }`;
const CRD = 'apiextensions.k8s.io/v1, kind: CustomResourceDefinition';
const converted = (text: string) => served(CRD, `conversion: { webhook: { ${bundle(text)} } }`);

writerCases(caPlaceholder, [
  {
    title: 'fills an empty text, three ways',
    strategy: 'clientSide',
    given: hooks('Validating', 'x', bundle('""')),
    over: [`${VALIDATING}/x${CA} omit`],
    twin: hooks('Validating', 'x', 'clientConfig: {}'),
  },
  {
    title: 'fills an empty text and null, which each sync puts back, however it is compared',
    given: hooks('Validating', 'x', bundle('null')),
    over: [`${VALIDATING}/x${CA} omit`],
    twin: hooks('Validating', 'x', 'clientConfig: {}'),
  },
  {
    title: 'replaces an empty line, however it is compared',
    given: hooks('Validating', 'x', bundle('Cg==')),
    over: [`${VALIDATING}/x${CA} omit`],
    twin: hooks('Validating', 'x', 'clientConfig: {}'),
  },
  {
    title: 'fills that of a CRD',
    given: converted('""'),
    over: [
      'apiextensions.k8s.io/CustomResourceDefinition/x/spec/conversion/webhook/clientConfig/caBundle omit',
    ],
    twin: served(CRD, 'conversion: { webhook: { clientConfig: {} } }'),
  },
  {
    title: 'fills that of an APIService',
    given: served('apiregistration.k8s.io/v1, kind: APIService', 'caBundle: ""'),
    over: ['apiregistration.k8s.io/APIService/x/spec/caBundle omit'],
    twin: served('apiregistration.k8s.io/v1, kind: APIService', ''),
  },
  { title: 'leaves a CA of Git alone', given: hooks('Validating', 'x', bundle('Q0E=')), over: [] },
  ...[
    ['x', INJECT],
    ['istiod-default-validator', '{}'],
  ].map(([name = '', annotations]) => ({
    title: `leaves ${name} with ${annotations} to its writer`,
    strategy: 'clientSide' as const,
    given: hooks('Validating', name, bundle('""'), annotations),
    over: [],
  })),
]);

writerCases(istio, [
  {
    title: 'closes its validator, and writes its CA',
    given: hooks('Validating', 'istiod-default-validator', `failurePolicy: Ignore, ${bundle('x')}`),
    over: [
      'admissionregistration.k8s.io/ValidatingWebhookConfiguration/istiod-default-validator/webhooks/0/clientConfig/caBundle omit',
      'admissionregistration.k8s.io/ValidatingWebhookConfiguration/istiod-default-validator/webhooks/0/failurePolicy write "Fail"',
    ],
    twin: hooks('Validating', 'istiod-default-validator', 'failurePolicy: Fail, clientConfig: {}'),
  },
  {
    title: 'writes the CA of its injector, whose policy it leaves alone',
    given: hooks('Mutating', 'istio-sidecar-injector', `failurePolicy: Ignore, ${bundle('x')}`),
    over: [
      'admissionregistration.k8s.io/MutatingWebhookConfiguration/istio-sidecar-injector/webhooks/0/clientConfig/caBundle omit',
    ],
  },
  {
    title: 'leaves those of others alone',
    given: hooks('Validating', 'not-istio-validator', `failurePolicy: Ignore, ${bundle('x')}`),
    over: [],
  },
]);

const silent = {
  title: 'says in no manifest what it writes',
  given: hooks('Mutating', 'x', 'a: b'),
  over: [],
};
writerCases(linkerd, [silent]);
writerCases(aksAdmission, [silent]);
