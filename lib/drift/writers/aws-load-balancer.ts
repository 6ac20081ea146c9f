import { NOTHING } from '../repair-texts';
import type { Writer } from '../writer';

/** The AWS Load Balancer Controller, whose webhook gives a Service its class when it is created. */
export const awsLoadBalancer: Writer = {
  name: 'aws-load-balancer',
  title: 'AWS Load Balancer Controller',
  source:
    'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/nlb/',
  fields: [
    {
      kinds: ['Service'],
      path: '/spec/loadBalancerClass',
      manager: 'nobody (a webhook adds it)',
      repair: NOTHING,
      note: 'no apply takes it away, since Git never had it; it cannot change later, so Replace=true fails where Git does not write service.k8s.aws/nlb; TargetGroupBindings are made by the controller and stay out of Git',
    },
  ],

  *claims() {
    // Whether the webhook is there is in no Service, and it fights nobody.
  },
};
