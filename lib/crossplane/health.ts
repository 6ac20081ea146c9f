/**
 * How function-auto-ready tells that an object of a kind is ready, where not by its condition `Ready`:
 * that it exists, or by what the kind's own status says.
 *
 * @see https://github.com/crossplane-contrib/function-auto-ready/tree/main/healthchecks
 */
export function healthOf(apiVersion: string, kind: string): 'exists' | 'judged' | undefined {
  const key = `${apiVersion}/${kind}`;
  return Object.hasOwn(HEALTH, key) ? HEALTH[key] : undefined;
}

/** Kinds to which nobody writes a condition, whatever their schema has. */
export function isNeverReady(kind: string): boolean {
  return /^(?:Cluster)?ProviderConfig$/.test(kind);
}

const HEALTH: Readonly<Record<string, 'exists' | 'judged'>> = {
  'v1/ConfigMap': 'exists',
  'v1/Namespace': 'exists',
  'v1/Secret': 'exists',
  'v1/ServiceAccount': 'exists',
  'v1/PersistentVolumeClaim': 'judged',
  'v1/Pod': 'judged',
  'v1/Service': 'judged',
  'apps/v1/DaemonSet': 'judged',
  'apps/v1/Deployment': 'judged',
  'apps/v1/ReplicaSet': 'judged',
  'apps/v1/StatefulSet': 'judged',
  'autoscaling/v2/HorizontalPodAutoscaler': 'judged',
  'batch/v1/CronJob': 'judged',
  'batch/v1/Job': 'judged',
  'networking.k8s.io/v1/Ingress': 'judged',
};
