import { NOTHING } from '../repair-texts';
import type { Writer } from '../writer';

/** Changes Pods when they are admitted or in place, never the object that makes them. */
export const verticalPodAutoscaler: Writer = {
  name: 'vertical-pod-autoscaler',
  title: 'VerticalPodAutoscaler',
  source: 'https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/README.md',
  fields: [
    {
      kinds: ['Pod'],
      path: '.spec.containers[]?.resources',
      manager: 'the manager that makes the Pod',
      repair: NOTHING,
      note: 'a rule for the requests of a Deployment hides real changes; what does fight is a VPA and an HPA on the same cpu or memory metric',
    },
  ],

  *claims() {
    // Pods are not in Git.
  },
};
