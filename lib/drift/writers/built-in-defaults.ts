import { NOTHING } from '../repair-texts';
import type { Writer } from '../writer';

/** Rows for what does not fight, so that nobody writes a rule for it. */
export const builtInDefaults: Writer = {
  name: 'built-in-defaults',
  title: 'API server, defaults of built-in kinds',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',
  fields: [
    {
      kinds: ['every built-in kind'],
      path: '.spec.template.spec.containers[]?.terminationMessagePath',
      manager: 'kube-apiserver',
      repair: NOTHING,
      note: 'also protocol TCP and the like: Argo CD knows the defaults of built-in kinds',
    },
    {
      kinds: ['every custom resource'],
      path: '/spec',
      manager: 'kube-apiserver',
      repair: {
        clientSide: 'write the version that is stored',
      },
      note: 'an object of another version is converted when it is stored, and what the versions say differently comes back changed',
      source:
        'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/',
    },
    {
      kinds: ['every kind'],
      path: '/spec',
      manager: 'the manager that applies',
      repair: {
        clientSide: 'a rule for the exact path, and RespectIgnoreDifferences=true',
        serverSideDiff: 'nothing, without IncludeMutationWebhook=true',
      },
      note: 'a mutating webhook changes what is applied under the name of who applies it, so that managedFieldsManagers does not help',
      source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diff-strategies/',
    },
    {
      kinds: ['Secret'],
      path: '/data',
      manager: 'argocd-controller',
      repair: {
        clientSide:
          'take the value from External Secrets or a Password generator; else a rule for /data and RespectIgnoreDifferences=true',
      },
      note: 'a chart with randAlphaNum or genCA differs at each rendering',
    },
    {
      kinds: ['PodDisruptionBudget', 'NetworkPolicy'],
      path: '/spec',
      manager: 'nobody',
      repair: NOTHING,
    },
    {
      kinds: ['HelmRelease', 'Kustomization'],
      path: '/spec/replicas',
      manager: 'helm-controller, kustomize-controller',
      repair: {
        clientSide:
          'Flux: a rule with the path in spec.ignore of the Kustomization (from 2.9 on), or in driftDetection.ignore of the HelmRelease',
      },
      source: 'https://fluxcd.io/flux/components/helm/helmreleases/#drift-detection',
    },
  ],

  *claims() {
    // None of these can be told from the manifests.
  },
};
