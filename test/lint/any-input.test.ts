import fc from 'fast-check';
import * as schemas from '../../imports/schemas';
import { ManifestSet, type Manifest } from '../../lib/core';
import { lint } from '../../lib/lint';

/** Objects that the rules of drift look into, and words that they look for. */
const KINDS = [
  ...['argoproj.io/v1alpha1 Application', 'argoproj.io/v1alpha1 ApplicationSet'],
  ...['argoproj.io/v1alpha1 Rollout', 'autoscaling/v2 HorizontalPodAutoscaler'],
  ...['autoscaling.k8s.io/v1 VerticalPodAutoscaler', 'keda.sh/v1alpha1 ScaledObject'],
  ...['apps/v1 Deployment', 'v1 Namespace', 'v1 ConfigMap', 'cert-manager.io/v1 Certificate'],
  ...['kustomize.toolkit.fluxcd.io/v1 Kustomization', 'helm.toolkit.fluxcd.io/v2 HelmRelease'],
  ...['source.toolkit.fluxcd.io/v1 OCIRepository', 'kyverno.io/v1 ClusterPolicy'],
  ...['admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration'],
  ...['gateway.networking.k8s.io/v1 HTTPRoute', 'rbac.authorization.k8s.io/v1 ClusterRole'],
  ...['policies.kyverno.io/v1 MutatingPolicy', 'policies.kyverno.io/v1 NamespacedMutatingPolicy'],
  ...[
    'kyverno.io/v1 Policy',
    'v1 Service',
    'v1 Secret',
    'v1 PersistentVolumeClaim',
    'v1 ServiceAccount',
  ],
  ...['apps/v1 StatefulSet', 'batch/v1 Job', 'batch/v1 CronJob', 'networking.k8s.io/v1 Ingress'],
  ...['external-secrets.io/v1 ExternalSecret', 'external-secrets.io/v1alpha1 PushSecret'],
  ...['apiextensions.crossplane.io/v1 CompositeResourceDefinition', 'acme.io/v1 XDatabase'],
  ...['apiextensions.crossplane.io/v1 Composition', 'rds.aws.upbound.io/v1beta1 Instance'],
  ...['apiextensions.k8s.io/v1 CustomResourceDefinition', 'apiregistration.k8s.io/v1 APIService'],
  ...['http.keda.sh/v1alpha1 HTTPScaledObject', 'keda.sh/v1alpha1 ScaledJob', 'v1 Pod'],
  ...['networking.istio.io/v1 VirtualService', 'networking.istio.io/v1 DestinationRule'],
  ...[
    'admissionregistration.k8s.io/v1 MutatingWebhookConfiguration',
    'bitnami.com/v1 SealedSecret',
  ],
  ...['postgresql.cnpg.io/v1 Cluster', 'datadoghq.com/v1 WatermarkPodAutoscaler'],
  ...['kueue.x-k8s.io/v1 Workload', 'ray.io/v1 RayJob', 'monitoring.coreos.com/v1 Prometheus'],
  ...['argocd-image-updater.argoproj.io/v1alpha1 ImageUpdater', 'policy/v1 PodDisruptionBudget'],
];
const WORDS =
  'name namespace kind group apiVersion spec template metadata annotations labels ownerReferences source sources path repoURL chart destination server syncPolicy automated selfHeal syncOptions ignoreDifferences jsonPointers jqPathExpressions managedFieldsManagers scaleTargetRef targetRef workloadRef minReplicas maxReplicas metrics resource containerResource container target type triggers idleReplicaCount minReplicaCount resources requests limits containers initContainers cpu replicas driftDetection mode ignore paths sourceRef releaseName duration webhooks rules match exclude any all resources kinds names selector matchLabels matchExpressions operator values key value preconditions mutate targets foreach list patchStrategicMerge patchesJson6902 matchConstraints resourceRules apiGroups apiVersions operations matchConditions expression mutations applyConfiguration jsonPatch patchType variables evaluation mutateExisting enabled autogen podControllers controllers data remoteRef dataFrom extract target creationPolicy forProvider initProvider compositionRef resourceRefs crossplane ports clusterIP volumeName volumeClaimTemplates suspend strategy canary stableService trafficRouting istio virtualService routes conversion caBundle clientConfig versions subresources scale specReplicasPath names ingressClassName http route weight env stringData refreshInterval templatePatch generators'.split(
    ' ',
  );
const TEXTS = [
  ...['', 'web', 'apps/v1', 'Deployment', 'Rollout', '{{name}}', '*', '[', '.spec[', '.spec.a[]'],
  ...['/', 'spec', '/spec/replicas', '/metadata/annotations/a.b/c', 'oci://a/b', 'k8s', '../..'],
  ...['Object{ metadata: Object.metadata{ labels: object.spec } }', 'CREATE', 'pods', 'Delete'],
  ...['[JSONPatch{op: "replace", path: "/spec/" + object.metadata.name, value: object.spec}]'],
  ...['object.spec.containers.exists(c, c.name == "web")', 'ApplyConfiguration', 'JSONPatch'],
  ...['{{ request.object.spec.a || element }}', 'Equals', 'AnyIn', 'request.object.spec.rules'],
  ...['- { op: replace, path: "/spec/{{elementIndex}}", value: 1 }', 'Deployment,Pod', '1Gi'],
  ...['RespectIgnoreDifferences=true', 'Replace=true', 'enabled', '0.5', '1h', 'Utilization'],
];

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, depthSize: 'large' },
    fc.constantFrom<unknown>(null, true, 0, -1, 1.5, ...TEXTS),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...WORDS), tie('value'), { maxKeys: 6, noNullPrototype: false }),
  ),
}));
const map = fc.dictionary(fc.constantFrom(...WORDS), value, { maxKeys: 8 });

const manifest = fc
  .tuple(fc.constantFrom(...KINDS), map, map, fc.boolean())
  .map(([of, metadata, spec, named]): Manifest => {
    const [apiVersion = '', kind = ''] = of.split(' ');
    return {
      apiVersion,
      kind,
      metadata: { ...metadata, ...(named && { name: 'web' }) } as Manifest['metadata'],
      spec: {
        ...spec,
        ...(named && {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        }),
      },
    };
  });

it('judges drift of any objects without a crash, the same way twice', () => {
  fc.assert(
    fc.property(fc.array(manifest, { minLength: 1, maxLength: 6 }), (manifests) => {
      const set = new ManifestSet(
        manifests.map((one, i) => ({ manifest: one, origin: { file: `k8s/${i % 2}/${i}.yaml` } })),
      );
      const judge = () => lint(set, { schemas, only: ['drift'] });
      expect(judge()).toEqual(judge());
    }),
    { numRuns: Number(process.env['RUNS'] ?? 300) },
  );
});

it('takes a name that is no text as any other', () => {
  const name: unknown = Object.create(null);
  const webhooks = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name, annotations: {} } as Manifest['metadata'],
    webhooks: [{ name: 'a.b.c', clientConfig: { caBundle: '' } }],
  };
  const set = new ManifestSet([{ manifest: webhooks, origin: { file: 'k8s/a.yaml' } }]);
  expect(() => lint(set, { schemas, only: ['drift'] })).not.toThrow();
});
