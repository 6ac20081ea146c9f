import type { Manifest } from '../../core';
import { claimsIn, row, splitKind } from '../rows';
import type { RepairTexts, Writer } from '../writer';

const REPAIR: RepairTexts = {
  clientSide:
    'leave the field out; an empty text is applied again and again. Where a chart writes it: a rule, and RespectIgnoreDifferences=true, never Replace=true',
};

const common = { manager: 'cainjector', claim: { do: 'omit' }, repair: REPAIR } as const;

const ROWS = [
  row({
    ...common,
    kinds: [
      'admissionregistration.k8s.io/MutatingWebhookConfiguration',
      'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
    ],
    at: '.webhooks[].clientConfig.caBundle',
  }),
  row({
    ...common,
    kinds: ['apiextensions.k8s.io/CustomResourceDefinition'],
    at: '.spec.conversion.webhook.clientConfig.caBundle',
    note: 'once applied by the server side, a conversion cannot be dropped again',
    source: 'https://github.com/cert-manager/cert-manager/issues/4838',
  }),
  row({ ...common, kinds: ['apiregistration.k8s.io/APIService'], at: '.spec.caBundle' }),
];

const INJECT = [
  'cert-manager.io/inject-ca-from',
  'cert-manager.io/inject-ca-from-secret',
  'cert-manager.io/inject-apiserver-ca',
  // OpenShift does the same with its own authority.
  'service.beta.openshift.io/inject-cabundle',
];

/** cert-manager's cainjector, and others of its kind: puts a CA into objects that ask for it. */
export const caInjector: Writer = {
  name: 'ca-injector',
  title: 'cert-manager cainjector',
  source: 'https://cert-manager.io/docs/concepts/ca-injector/',
  fields: ROWS,

  *claims(set) {
    for (const one of ROWS) {
      for (const kind of one.kinds) {
        for (const at of set.ofKind(...splitKind(kind)))
          if (asksForCa(at)) yield* claimsIn(at, one);
      }
    }
  },
};

/** Whether an object names a certificate that is to be put into it. */
export function asksForCa({ metadata: { annotations = {} } }: Manifest): boolean {
  return INJECT.some((name) => annotations?.[name] !== undefined);
}
