import type { Writer } from '../writer';
import { aggregatedClusterRole } from './aggregated-cluster-role';
import { aksAdmission } from './aks-admission';
import { appOfApps } from './app-of-apps';
import { applicationSet } from './application-set';
import { autoscalerVersions } from './autoscaler-versions';
import { awsLoadBalancer } from './aws-load-balancer';
import { builtInDefaults } from './built-in-defaults';
import { caInjector } from './ca-injector';
import { caPlaceholder } from './ca-placeholder';
import { cloudNativePg } from './cloud-native-pg';
import { crossplaneComposite } from './crossplane-composite';
import { crossplaneManaged } from './crossplane-managed';
import { crossplanePackages } from './crossplane-packages';
import { customResourceDefinition } from './custom-resource-definition';
import { externalSecretTarget } from './external-secret-target';
import { externalSecretsDefaults } from './external-secrets-defaults';
import { formats } from './formats';
import { gatewayApi } from './gateway-api';
import { horizontalPodAutoscaler } from './horizontal-pod-autoscaler';
import { httpScaledObject } from './http-scaled-object';
import { imageUpdater } from './image-updater';
import { istio } from './istio';
import { job } from './job';
import { kueue } from './kueue';
import { kyvernoDefaults } from './kyverno-defaults';
import { kyverno } from './kyverno';
import { leaderElection } from './leader-election';
import { linkerd } from './linkerd';
import { namespace } from './namespace';
import { objectMetadata } from './object-metadata';
import { otherAutoscalers } from './other-autoscalers';
import { persistentVolumeClaim } from './persistent-volume-claim';
import { requestTuners } from './request-tuners';
import { restarts } from './restarts';
import { rolloutServices } from './rollout-services';
import { rolloutTraffic } from './rollout-traffic';
import { rolloutWorkload } from './rollout-workload';
import { scaledObject } from './scaled-object';
import { secretMakers } from './secret-makers';
import { serviceAccount } from './service-account';
import { service } from './service';
import { statefulSet } from './stateful-set';
import { verticalPodAutoscaler } from './vertical-pod-autoscaler';

/** Every controller we know to write fields of other people's objects; one file each. */
export const writers: readonly Writer[] = [
  horizontalPodAutoscaler,
  autoscalerVersions,
  scaledObject,
  httpScaledObject,
  otherAutoscalers,
  verticalPodAutoscaler,
  requestTuners,
  rolloutServices,
  rolloutTraffic,
  rolloutWorkload,
  kyverno,
  kyvernoDefaults,
  caInjector,
  caPlaceholder,
  istio,
  linkerd,
  aksAdmission,
  externalSecretTarget,
  externalSecretsDefaults,
  secretMakers,
  crossplaneManaged,
  crossplaneComposite,
  crossplanePackages,
  applicationSet,
  imageUpdater,
  appOfApps,
  gatewayApi,
  cloudNativePg,
  statefulSet,
  formats,
  customResourceDefinition,
  builtInDefaults,
  objectMetadata,
  service,
  awsLoadBalancer,
  persistentVolumeClaim,
  serviceAccount,
  namespace,
  aggregatedClusterRole,
  job,
  kueue,
  restarts,
  leaderElection,
];
