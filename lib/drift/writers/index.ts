import { listed } from '../listed';
import type { Writer } from '../writer';
import type * as AggregatedClusterRole from './aggregated-cluster-role';
import type * as AksAdmission from './aks-admission';
import type * as AppOfApps from './app-of-apps';
import type * as ApplicationSet from './application-set';
import type * as AutoscalerVersions from './autoscaler-versions';
import type * as AwsLoadBalancer from './aws-load-balancer';
import type * as BuiltInDefaults from './built-in-defaults';
import type * as CaInjector from './ca-injector';
import type * as CaPlaceholder from './ca-placeholder';
import type * as CloudNativePg from './cloud-native-pg';
import type * as CrossplaneComposite from './crossplane-composite';
import type * as CrossplaneManaged from './crossplane-managed';
import type * as CrossplanePackages from './crossplane-packages';
import type * as CustomResourceDefaults from './custom-resource-defaults';
import type * as CustomResourceDefinition from './custom-resource-definition';
import type * as ExternalSecretTarget from './external-secret-target';
import type * as ExternalSecretsDefaults from './external-secrets-defaults';
import type * as Formats from './formats';
import type * as GatewayApi from './gateway-api';
import type * as HorizontalPodAutoscaler from './horizontal-pod-autoscaler';
import type * as HttpScaledObject from './http-scaled-object';
import type * as ImageUpdater from './image-updater';
import type * as Istio from './istio';
import type * as Job from './job';
import type * as Kueue from './kueue';
import type * as KyvernoDefaults from './kyverno-defaults';
import type * as Kyverno from './kyverno';
import type * as LeaderElection from './leader-election';
import type * as Linkerd from './linkerd';
import type * as Namespace from './namespace';
import type * as ObjectMetadata from './object-metadata';
import type * as OtherAutoscalers from './other-autoscalers';
import type * as PersistentVolumeClaim from './persistent-volume-claim';
import type * as RequestTuners from './request-tuners';
import type * as Restarts from './restarts';
import type * as RolloutServices from './rollout-services';
import type * as RolloutTraffic from './rollout-traffic';
import type * as RolloutWorkload from './rollout-workload';
import type * as ScaledObject from './scaled-object';
import type * as SecretMakers from './secret-makers';
import type * as ServiceAccount from './service-account';
import type * as Service from './service';
import type * as StatefulSet from './stateful-set';
import type * as VerticalPodAutoscaler from './vertical-pod-autoscaler';

/**
 * Every controller we know to write fields of other people's objects; one file each, which is loaded
 * where a set holds one of the kinds that it reads, or somebody asks for its texts.
 */
export const writers: readonly Writer[] = [
  listed(
    'horizontal-pod-autoscaler',
    ['autoscaling/*'],
    () =>
      (require('./horizontal-pod-autoscaler') as typeof HorizontalPodAutoscaler)
        .horizontalPodAutoscaler,
  ),
  listed(
    'autoscaler-versions',
    ['autoscaling/*'],
    () => (require('./autoscaler-versions') as typeof AutoscalerVersions).autoscalerVersions,
  ),
  listed(
    'scaled-object',
    ['keda.sh/*'],
    () => (require('./scaled-object') as typeof ScaledObject).scaledObject,
  ),
  listed(
    'http-scaled-object',
    ['http.keda.sh/*'],
    () => (require('./http-scaled-object') as typeof HttpScaledObject).httpScaledObject,
  ),
  listed(
    'other-autoscalers',
    ['autoscaling.gke.io/*', 'datadoghq.com/*', 'autoscaling.crane.io/*'],
    () => (require('./other-autoscalers') as typeof OtherAutoscalers).otherAutoscalers,
  ),
  listed(
    'vertical-pod-autoscaler',
    [],
    () =>
      (require('./vertical-pod-autoscaler') as typeof VerticalPodAutoscaler).verticalPodAutoscaler,
  ),
  listed(
    'request-tuners',
    ['apps/*', 'argoproj.io/Rollout'],
    () => (require('./request-tuners') as typeof RequestTuners).requestTuners,
  ),
  listed(
    'rollout-services',
    ['argoproj.io/Rollout'],
    () => (require('./rollout-services') as typeof RolloutServices).rolloutServices,
  ),
  listed(
    'rollout-traffic',
    ['argoproj.io/Rollout'],
    () => (require('./rollout-traffic') as typeof RolloutTraffic).rolloutTraffic,
  ),
  listed(
    'rollout-workload',
    ['argoproj.io/Rollout'],
    () => (require('./rollout-workload') as typeof RolloutWorkload).rolloutWorkload,
  ),
  listed(
    'kyverno',
    ['kyverno.io/*', 'policies.kyverno.io/*'],
    () => (require('./kyverno') as typeof Kyverno).kyverno,
  ),
  listed(
    'kyverno-defaults',
    ['kyverno.io/*'],
    () => (require('./kyverno-defaults') as typeof KyvernoDefaults).kyvernoDefaults,
  ),
  listed(
    'ca-injector',
    ['admissionregistration.k8s.io/*', 'apiextensions.k8s.io/*', 'apiregistration.k8s.io/*'],
    () => (require('./ca-injector') as typeof CaInjector).caInjector,
  ),
  listed(
    'ca-placeholder',
    ['admissionregistration.k8s.io/*', 'apiextensions.k8s.io/*', 'apiregistration.k8s.io/*'],
    () => (require('./ca-placeholder') as typeof CaPlaceholder).caPlaceholder,
  ),
  listed(
    'istio',
    ['admissionregistration.k8s.io/*'],
    () => (require('./istio') as typeof Istio).istio,
  ),
  listed('linkerd', [], () => (require('./linkerd') as typeof Linkerd).linkerd),
  listed(
    'aks-admission',
    ['admissionregistration.k8s.io/*'],
    () => (require('./aks-admission') as typeof AksAdmission).aksAdmission,
  ),
  listed(
    'external-secret-target',
    ['external-secrets.io/*'],
    () => (require('./external-secret-target') as typeof ExternalSecretTarget).externalSecretTarget,
  ),
  listed(
    'external-secrets-defaults',
    ['external-secrets.io/*'],
    () =>
      (require('./external-secrets-defaults') as typeof ExternalSecretsDefaults)
        .externalSecretsDefaults,
  ),
  listed(
    'secret-makers',
    ['cert-manager.io/*', 'bitnami.com/*'],
    () => (require('./secret-makers') as typeof SecretMakers).secretMakers,
  ),
  listed(
    'crossplane-managed',
    ['*.upbound.io/*', '*.crossplane.io/*'],
    () => (require('./crossplane-managed') as typeof CrossplaneManaged).crossplaneManaged,
  ),
  listed(
    'crossplane-composite',
    ['*.*/*'],
    () => (require('./crossplane-composite') as typeof CrossplaneComposite).crossplaneComposite,
  ),
  listed(
    'crossplane-packages',
    ['*.crossplane.io/*'],
    () => (require('./crossplane-packages') as typeof CrossplanePackages).crossplanePackages,
  ),
  listed(
    'application-set',
    [],
    () => (require('./application-set') as typeof ApplicationSet).applicationSet,
  ),
  listed(
    'image-updater',
    ['argoproj.io/*'],
    () => (require('./image-updater') as typeof ImageUpdater).imageUpdater,
  ),
  listed(
    'app-of-apps',
    ['argoproj.io/Application'],
    () => (require('./app-of-apps') as typeof AppOfApps).appOfApps,
  ),
  listed(
    'gateway-api',
    ['gateway.networking.k8s.io/*'],
    () => (require('./gateway-api') as typeof GatewayApi).gatewayApi,
  ),
  listed(
    'cloud-native-pg',
    ['postgresql.cnpg.io/*'],
    () => (require('./cloud-native-pg') as typeof CloudNativePg).cloudNativePg,
  ),
  listed(
    'custom-resource-defaults',
    ['*.*/*'],
    () =>
      (require('./custom-resource-defaults') as typeof CustomResourceDefaults)
        .customResourceDefaults,
  ),
  listed(
    'stateful-set',
    ['apps/StatefulSet'],
    () => (require('./stateful-set') as typeof StatefulSet).statefulSet,
  ),
  listed(
    'formats',
    ['cert-manager.io/*', 'external-secrets.io/*'],
    () => (require('./formats') as typeof Formats).formats,
  ),
  listed(
    'custom-resource-definition',
    ['apiextensions.k8s.io/*'],
    () =>
      (require('./custom-resource-definition') as typeof CustomResourceDefinition)
        .customResourceDefinition,
  ),
  listed(
    'built-in-defaults',
    [],
    () => (require('./built-in-defaults') as typeof BuiltInDefaults).builtInDefaults,
  ),
  listed(
    'object-metadata',
    ['*'],
    () => (require('./object-metadata') as typeof ObjectMetadata).objectMetadata,
  ),
  listed(
    'service',
    ['/Service', 'networking.k8s.io/*'],
    () => (require('./service') as typeof Service).service,
  ),
  listed(
    'aws-load-balancer',
    ['/Service'],
    () => (require('./aws-load-balancer') as typeof AwsLoadBalancer).awsLoadBalancer,
  ),
  listed(
    'persistent-volume-claim',
    ['/PersistentVolumeClaim'],
    () =>
      (require('./persistent-volume-claim') as typeof PersistentVolumeClaim).persistentVolumeClaim,
  ),
  listed(
    'service-account',
    ['/ServiceAccount'],
    () => (require('./service-account') as typeof ServiceAccount).serviceAccount,
  ),
  listed(
    'namespace',
    ['/Namespace', 'argoproj.io/Application'],
    () => (require('./namespace') as typeof Namespace).namespace,
  ),
  listed(
    'aggregated-cluster-role',
    ['rbac.authorization.k8s.io/*'],
    () =>
      (require('./aggregated-cluster-role') as typeof AggregatedClusterRole).aggregatedClusterRole,
  ),
  listed('job', ['batch/Job'], () => (require('./job') as typeof Job).job),
  listed(
    'kueue',
    ['batch/*', 'jobset.x-k8s.io/*', 'ray.io/*', 'kubeflow.org/*'],
    () => (require('./kueue') as typeof Kueue).kueue,
  ),
  listed(
    'restarts',
    ['apps/*', 'argoproj.io/Rollout'],
    () => (require('./restarts') as typeof Restarts).restarts,
  ),
  listed(
    'leader-election',
    ['/*', 'coordination.k8s.io/*', 'discovery.k8s.io/*', 'storage.k8s.io/*'],
    () => (require('./leader-election') as typeof LeaderElection).leaderElection,
  ),
];
