import { keyOf, type Manifest } from '../../core';
import { NOTHING } from '../repair-texts';
import { claimsIn, row } from '../rows';
import { listIn, textIn } from '../values';
import type { Claim, Writer, WrittenField } from '../writer';

const VALIDATING = 'ValidatingWebhookConfiguration';
const MUTATING = 'MutatingWebhookConfiguration';
const GROUP = 'admissionregistration.k8s.io';

const POLICY: WrittenField = {
  kinds: [`${GROUP}/${VALIDATING}`],
  path: '.webhooks[]?.failurePolicy',
  manager: 'pilot-discovery',
  repair: {
    clientSide:
      'write Fail (base.validationFailurePolicy: Fail in the chart), or a rule and RespectIgnoreDifferences=true',
  },
  note: 'istiod turns Ignore into Fail once it is ready; a rule needs group: admissionregistration.k8s.io',
  source: 'https://github.com/istio/istio/issues/57643',
};

const BUNDLE = row({
  kinds: [`${GROUP}/${VALIDATING}`, `${GROUP}/${MUTATING}`],
  at: '.webhooks[].clientConfig.caBundle',
  manager: 'pilot-discovery',
  claim: { do: 'omit' },
  repair: { clientSide: 'leave the field out; where a chart writes it: a rule for the path' },
  source: 'https://github.com/argoproj/argo-cd/issues/1487',
});

/** Istio's control plane: fails closed once it is ready, and puts its CA into its webhooks. */
export const istio: Writer = {
  name: 'istio',
  title: 'Istio',
  source: 'https://istio.io/latest/docs/ops/configuration/mesh/webhook/',
  fields: [
    POLICY,
    BUNDLE,
    {
      kinds: ['Pod'],
      path: '/spec',
      manager: 'the manager that makes the Pod',
      repair: NOTHING,
      note: 'side-cars are injected into Pods, not into the templates that Git holds',
      source: 'https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/',
    },
  ],

  *claims(set) {
    for (const kind of [VALIDATING, MUTATING]) {
      for (const at of set.ofKind(GROUP, kind)) {
        if (!/^istio(d-default)?-(validator|sidecar-injector|revision-tag)/.test(nameOf(at)))
          continue;
        yield* claimsIn(at, BUNDLE);
        if (kind === VALIDATING) yield* openPolicies(at);
      }
    }
  },
};

function* openPolicies(at: Manifest): Generator<Claim> {
  for (const [i, webhook] of listIn(at, '/webhooks').entries()) {
    if (textIn(webhook, '/failurePolicy') !== 'Ignore') continue;
    const pointer = `/webhooks/${i}/failurePolicy`;
    const repair = { do: 'write', value: 'Fail' } as const;
    yield { target: keyOf(at), at, pointer, jq: POLICY.path, repair, field: POLICY };
  }
}

function nameOf({ metadata }: Manifest): string {
  return typeof metadata.name === 'string' ? metadata.name : '';
}
