import { fieldAt, kindOf } from '../manifest-text';
import type { JsonObject } from '../protocol';
import { integerAt, isTrue, statusesAt, textFieldAt, timeAt, wholeAt } from './fields';

type Check = (object: JsonObject) => boolean;

const always: Check = () => true;

/** Kinds of Kubernetes that function-auto-ready knows, each by what says that it works. */
const CHECKS: Readonly<Record<string, Check>> = {
  '/v1/ConfigMap': always,
  '/v1/Namespace': always,
  '/v1/Secret': always,
  '/v1/ServiceAccount': always,
  'apps/v1/Deployment': isDeploymentReady,
  'apps/v1/StatefulSet': isStatefulSetReady,
  'apps/v1/DaemonSet': isDaemonSetReady,
  'apps/v1/ReplicaSet': isReplicaSetReady,
  '/v1/Pod': isPodReady,
  '/v1/Service': isServiceReady,
  '/v1/PersistentVolumeClaim': (pvc) => fieldAt(pvc, 'status', 'phase') === 'Bound',
  'batch/v1/Job': isJobReady,
  'batch/v1/CronJob': isCronJobReady,
  'autoscaling/v2/HorizontalPodAutoscaler': isAutoscalerReady,
  'networking.k8s.io/v1/Ingress': hasLoadBalancer,
};

/** Whether a kind's own check takes the object for ready; kinds without one never are. */
export function isHealthy(object: JsonObject): boolean {
  const { group, version, kind } = kindOf(object);
  return CHECKS[`${group}/${version}/${kind}`]?.(object) ?? false;
}

function isDeploymentReady(object: JsonObject): boolean {
  const wanted = wholeAt(object, 'spec', 'replicas') ?? 1;
  const updated = wholeAt(object, 'status', 'updatedReplicas');
  const available = wholeAt(object, 'status', 'availableReplicas');
  if (updated !== wanted || available !== wanted) return false;
  const conditions = fieldAt(object, 'status', 'conditions');
  return (
    Array.isArray(conditions) &&
    conditions.some((c: { type?: unknown; status?: unknown } | null) => {
      return c?.type === 'Available' && c.status === 'True';
    })
  );
}

function isStatefulSetReady(object: JsonObject): boolean {
  const wanted = wholeAt(object, 'spec', 'replicas') ?? 1;
  if (wholeAt(object, 'status', 'readyReplicas') !== wanted) return false;
  if (wholeAt(object, 'status', 'currentReplicas') !== wanted) return false;
  const current = fieldAt(object, 'status', 'currentRevision');
  return typeof current === 'string' && current === fieldAt(object, 'status', 'updateRevision');
}

function isDaemonSetReady(object: JsonObject): boolean {
  const wanted = wholeAt(object, 'status', 'desiredNumberScheduled');
  if (wanted === undefined) return false;
  return ['numberReady', 'updatedNumberScheduled', 'numberAvailable'].every(
    (field) => wholeAt(object, 'status', field) === wanted,
  );
}

function isReplicaSetReady(object: JsonObject): boolean {
  const observed = integerAt(object, 0, 'status', 'observedGeneration');
  const generation = integerAt(object, 0, 'metadata', 'generation');
  const wanted = integerAt(object, 1, 'spec', 'replicas');
  const available = integerAt(object, 0, 'status', 'availableReplicas');
  const conditions = statusesAt(object);
  if ([observed, generation, wanted, available].some(Number.isNaN) || !conditions) return false;
  if (observed < generation || isTrue(conditions, 'ReplicaFailure')) return false;
  return available >= wanted;
}

function isPodReady(object: JsonObject): boolean {
  const phase = textFieldAt(object, 'status', 'phase');
  const conditions = statusesAt(object, 'observedGeneration');
  if (phase === 'Succeeded') return conditions !== undefined;
  if (phase !== 'Running' || textFieldAt(object, 'spec', 'restartPolicy') !== 'Always')
    return false;
  return isTrue(conditions, 'Ready');
}

function isServiceReady(object: JsonObject): boolean {
  return fieldAt(object, 'spec', 'type') !== 'LoadBalancer' || hasLoadBalancer(object);
}

function hasLoadBalancer(object: JsonObject): boolean {
  const ingress = fieldAt(object, 'status', 'loadBalancer', 'ingress');
  return Array.isArray(ingress) && ingress.length > 0;
}

/** The first condition that decides does. */
function isJobReady(object: JsonObject): boolean {
  for (const [type, status] of statusesAt(object) ?? []) {
    if (status !== 'True') continue;
    if (type === 'Complete') return true;
    if (type === 'Failed' || type === 'Suspended') return false;
  }
  return false;
}

function isCronJobReady(object: JsonObject): boolean {
  const suspend = fieldAt(object, 'spec', 'suspend') ?? false;
  const active = fieldAt(object, 'status', 'active') ?? [];
  const scheduled = timeAt(object, 'status', 'lastScheduleTime');
  const successful = timeAt(object, 'status', 'lastSuccessfulTime');
  if (typeof suspend !== 'boolean' || !Array.isArray(active)) return false;
  if (Number.isNaN(scheduled) || Number.isNaN(successful)) return false;
  if (suspend) return true;
  if (scheduled === undefined) return false;
  return active.length > 0 || (successful !== undefined && successful >= scheduled);
}

const DEGRADED = [
  'FailedGetScale',
  'FailedUpdateScale',
  'FailedGetResourceMetric',
  'InvalidSelector',
];

function isAutoscalerReady(object: JsonObject): boolean {
  for (const [type, status] of statusesAt(object) ?? []) {
    if (status !== 'True') continue;
    if (DEGRADED.includes(type)) return false;
    if (type === 'ScalingActive' || type === 'ScalingLimited') return true;
  }
  return false;
}
