import { aksAdmission } from '../../../lib/drift/writers/aks-admission';
import { caInjector } from '../../../lib/drift/writers/ca-injector';
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
    live: { '/webhooks/0/clientConfig/caBundle': 'Q0E=' },
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
    live: { '/spec/conversion/webhook/clientConfig/caBundle': 'Q0E=' },
    given: `{ apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: { name: x, annotations: ${INJECT} }, spec: { conversion: { webhook: { ${bundle('abc')} } } } }`,
    over: [
      'apiextensions.k8s.io/CustomResourceDefinition/x/spec/conversion/webhook/clientConfig/caBundle omit',
    ],
    twin: `{ apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: { name: x, annotations: ${INJECT} }, spec: { conversion: { webhook: {} } } }`,
  },
  {
    title: 'writes the CA of an APIService',
    live: { '/spec/caBundle': 'Q0E=' },
    given: `{ apiVersion: apiregistration.k8s.io/v1, kind: APIService, metadata: { name: x, annotations: { cert-manager.io/inject-apiserver-ca: 'true' } }, spec: { caBundle: abc } }`,
    over: ['apiregistration.k8s.io/APIService/x/spec/caBundle omit'],
    twin: `{ apiVersion: apiregistration.k8s.io/v1, kind: APIService, metadata: { name: x, annotations: { cert-manager.io/inject-apiserver-ca: 'true' } }, spec: {} }`,
  },
]);

writerCases(istio, [
  {
    title: 'closes its validator, and writes its CA',
    live: { '/webhooks/0/clientConfig/caBundle': 'Q0E=', '/webhooks/0/failurePolicy': 'Fail' },
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
