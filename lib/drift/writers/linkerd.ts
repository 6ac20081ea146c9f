import { NOTHING } from '../repair-texts';
import type { Writer } from '../writer';

/** Linkerd injects into Pods; its Helm charts make certificates at each rendering. */
export const linkerd: Writer = {
  name: 'linkerd',
  title: 'Linkerd and other side-car injectors',
  source: 'https://linkerd.io/2/features/proxy-injection/',
  fields: [
    {
      kinds: ['Pod'],
      path: '/spec',
      manager: 'the manager that makes the Pod',
      repair: NOTHING,
      note: 'also Vault and Datadog agents: templates in Git stay as they are',
    },
    {
      kinds: ['Secret', 'admissionregistration.k8s.io/MutatingWebhookConfiguration'],
      path: '/data, .webhooks[]?.clientConfig.caBundle',
      manager: 'argocd-controller',
      repair: { clientSide: 'certificates from cert-manager instead of those of the chart' },
      note: 'a chart that makes certificates differs at every rendering',
      source: 'https://linkerd.io/2/tasks/automatically-rotating-webhook-tls-credentials/',
    },
  ],

  *claims() {
    // What differs is made while a chart is rendered; no object says so.
  },
};
