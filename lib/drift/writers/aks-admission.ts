import type { Writer } from '../writer';

/** AKS keeps webhooks away from its own namespaces. */
export const aksAdmission: Writer = {
  name: 'aks-admission',
  title: 'AKS admissions enforcer',
  source:
    'https://learn.microsoft.com/en-us/azure/aks/faq#can-admission-controller-webhooks-impact-kube-system-and-internal-aks-namespaces',
  fields: [
    {
      kinds: [
        'admissionregistration.k8s.io/MutatingWebhookConfiguration',
        'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
      ],
      path: '.webhooks[]?.namespaceSelector.matchExpressions[]? | select(.key == "control-plane")',
      manager: 'admissionsenforcer',
      repair: {
        clientSide:
          'on AKS, a rule for the path, RespectIgnoreDifferences=true and ApplyOutOfSyncOnly=true; or the label admissions.enforcer/disabled on the webhook configuration',
      },
      syncOptions: ['ApplyOutOfSyncOnly=true'],
      source: 'https://github.com/argoproj/argo-cd/issues/4276',
    },
  ],

  *claims() {
    // No object in Git says that the cluster is one of AKS.
  },
};
