import { LEAVE_OUT } from '../repair-texts';
import { claimsIn, row, splitKind } from '../rows';
import { valueIn } from '../values';
import type { Writer } from '../writer';
import { asksForCa } from './ca-injector';

const common = {
  manager: 'the webhook itself',
  claim: { do: 'omit' },
  repair: LEAVE_OUT,
  note: 'where it is written empty, null, or as Cg==, an empty line: whoever serves it puts its CA there, and each sync takes it away, also where nothing is reported',
} as const;

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
  }),
  row({ ...common, kinds: ['apiregistration.k8s.io/APIService'], at: '.spec.caBundle' }),
];

/** Read from YAML, a name can be anything. */
const isIstio = (name: unknown) => typeof name === 'string' && name.startsWith('istio');

/** Webhooks that make their own certificates, for which Git or a chart holds a place. */
export const caPlaceholder: Writer = {
  name: 'ca-placeholder',
  title: 'Webhooks that bring their own CA',
  source:
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#service-reference',
  fields: ROWS,

  *claims(set) {
    for (const one of ROWS) {
      for (const at of one.kinds.flatMap((kind) => set.ofKind(...splitKind(kind)))) {
        // Those have a writer of their own, which is known by name.
        if (asksForCa(at) || isIstio(at.metadata.name)) continue;
        for (const claim of claimsIn(at, one)) {
          const value = valueIn(at, claim.pointer);
          if (value === '' || value === null || value === 'Cg==') yield claim;
        }
      }
    }
  },
};
