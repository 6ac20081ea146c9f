import type { Manifest } from '../../core';
import { claimsIn, row } from '../rows';
import { textIn } from '../values';
import type { Writer } from '../writer';

const CLASS = row({
  kinds: ['Service'],
  at: '.spec.loadBalancerClass',
  manager: 'the manager that applies (a webhook adds it)',
  claim: { do: 'write', value: 'service.k8s.aws/nlb' },
  repair: {
    clientSide: 'nothing',
    serverSideApply: 'write service.k8s.aws/nlb',
    serverSideDiff: 'nothing, without IncludeMutationWebhook=true',
  },
  under: ['serverSideApply'],
  note: 'it cannot be changed or removed later, so an apply that would drop it fails; TargetGroupBindings are made by the controller and stay out of Git',
});

const TYPE = 'service.beta.kubernetes.io/aws-load-balancer-type';

/** The AWS Load Balancer Controller, which takes a Service by its class. */
export const awsLoadBalancer: Writer = {
  name: 'aws-load-balancer',
  title: 'AWS Load Balancer Controller',
  source:
    'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/nlb/',
  fields: [CLASS],

  *claims(set) {
    for (const at of set.ofKind('', 'Service')) {
      if (textIn(at, '/spec/type') === 'LoadBalancer' && isTaken(at)) yield* claimsIn(at, CLASS);
    }
  },
};

function isTaken({ metadata: { annotations } }: Manifest): boolean {
  const type = annotations?.[TYPE];
  return type === 'external' || type === 'nlb-ip';
}
