import { valueAt, type Manifest } from '../../core';
import { nameOf, scaleTargetOf, targetsIn } from '../../drift';
import { listAt, textAt } from '../applications';
import { driftFacts } from '../claims';
import type { Context } from '../context';
import { rule, type Finding } from '../rule';

export const autoscalerCannotWork = rule({
  id: 'autoscaler-cannot-work',
  category: 'drift',
  number: 'DRIFT009',
  severity: 'error',
  summary: 'An autoscaler has bounds in order, and measures what its target has.',
  hint: 'correct the bound, or add the request that is measured against',
  source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',

  *check(set, context) {
    for (const at of set.ofKind('autoscaling', 'HorizontalPodAutoscaler')) {
      yield* boundsOf(at);
      yield* metricsOf(at, context);
    }
    for (const at of set.ofKind('keda.sh', 'ScaledObject')) yield* kedaFaults(at);
  },
});

function* boundsOf(at: Manifest): Generator<Finding> {
  const [min, max] = [numberAt(at, '/spec/minReplicas', 1), numberAt(at, '/spec/maxReplicas')];
  if (max !== undefined && min > max) {
    const message = `is ${min}, but maxReplicas is ${max}`;
    yield { at, pointer: '/spec/minReplicas', message, hint: 'write a minimum below the maximum' };
  }
  const metrics = listAt(at, '/spec/metrics').map((metric) => textAt(metric, '/type'));
  if (min === 0 && !metrics.some((type) => type === 'External' || type === 'Object')) {
    yield {
      at,
      pointer: '/spec/minReplicas',
      message: 'is 0, but nothing that it measures is there without pods',
      hint: 'write 1, or measure an External or Object metric with the gate HPAScaleToZero',
    };
  }
}

/** Of metrics by share of the request, and by container: whether the target has what they name. */
function* metricsOf(at: Manifest, context: Context): Generator<Finding> {
  const target = scaleTargetOf(at, {}, driftFacts(context));
  const [workload] = target ? targetsIn(context.set, at, target.key, driftFacts(context)) : [];
  const template = workload && valueAt(workload, '/spec/template/spec');
  if (!workload || typeof template !== 'object') return;
  const containers = runningIn(workload);
  // A LimitRange may fill in the requests.
  const filled = context.set.ofKind('', 'LimitRange').length > 0;
  const without = (resource: string) =>
    containers.filter((one) => !filled && !hasRequest(one, resource)).map(nameIn);
  const report = (pointer: string, resource: string, names: readonly string[]): Finding[] =>
    names.length === 0
      ? []
      : [
          {
            at,
            pointer,
            message: `measures against requests of ${resource}, which ${list(names)} of ${nameOf(workload)} ${names.length === 1 ? 'does' : 'do'} not have: nothing is scaled`,
            hint: `add resources.requests.${resource}`,
          },
        ];
  if (valueAt(at, '/spec/targetCPUUtilizationPercentage') !== undefined) {
    yield* report('/spec/targetCPUUtilizationPercentage', 'cpu', without('cpu'));
  }
  for (const [i, metric] of listAt(at, '/spec/metrics').entries()) {
    const pointer = `/spec/metrics/${i}`;
    const resource = textAt(metric, '/resource/name');
    if (resource !== undefined && textAt(metric, '/resource/target/type') === 'Utilization') {
      yield* report(pointer, resource, without(resource));
    }
    const container = textAt(metric, '/containerResource/container');
    if (container === undefined) continue;
    const found = containers.find((one) => nameIn(one) === container);
    const measured = textAt(metric, '/containerResource/name') ?? '';
    if (!found) {
      const names = containers.map(nameIn);
      const message = `measures container '${container}', but ${nameOf(workload)} has ${list(names)}`;
      yield { at, pointer, message, hint: 'name a container of the target' };
    } else if (textAt(metric, '/containerResource/target/type') === 'Utilization') {
      yield* report(pointer, measured, filled || hasRequest(found, measured) ? [] : [container]);
    }
  }
}

function* kedaFaults(at: Manifest): Generator<Finding> {
  const min = numberAt(at, '/spec/minReplicaCount', 0);
  const max = numberAt(at, '/spec/maxReplicaCount', 100);
  const idle = numberAt(at, '/spec/idleReplicaCount');
  if (min > max) {
    const hint = 'write a minimum below the maximum';
    yield {
      at,
      pointer: '/spec/minReplicaCount',
      message: `is ${min}, but maxReplicaCount is ${max}`,
      hint,
    };
  }
  if (idle !== undefined && idle >= min) {
    const hint = 'write 0, and a minReplicaCount above it';
    const message = `is ${idle}, but must be below minReplicaCount, which is ${min}`;
    yield { at, pointer: '/spec/idleReplicaCount', message, hint };
  }
  const types = listAt(at, '/spec/triggers').map((trigger) => textAt(trigger, '/type'));
  const alive = types.length > 0 && types.every((type) => type === 'cpu' || type === 'memory');
  if (alive && (idle ?? min) === 0) {
    yield {
      at,
      pointer: idle === undefined ? '/spec/minReplicaCount' : '/spec/idleReplicaCount',
      message: 'is 0, but cpu and memory are not there without pods: nothing would scale from zero',
      hint: 'write 1, or add a trigger that works without pods',
    };
  }
}

/** The containers that run beside each other: sidecars too, other init containers not. */
function runningIn(workload: Manifest): readonly unknown[] {
  const sidecars = listAt(workload, '/spec/template/spec/initContainers').filter(
    (one) => textAt(one, '/restartPolicy') === 'Always',
  );
  return [...listAt(workload, '/spec/template/spec/containers'), ...sidecars];
}

/** The API server takes a limit for a request that is not written. */
function hasRequest(container: unknown, resource: string): boolean {
  return ['requests', 'limits'].some(
    (of) => (valueAt(container, `/resources/${of}/${resource}`) ?? undefined) !== undefined,
  );
}

function nameIn(container: unknown): string {
  return textAt(container, '/name') ?? '';
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'no container' : `container ${names.map((n) => `'${n}'`).join(', ')}`;
}

function numberAt(at: Manifest, pointer: string): number | undefined;
function numberAt(at: Manifest, pointer: string, fallback: number): number;
function numberAt(at: Manifest, pointer: string, fallback?: number): number | undefined {
  const value = valueAt(at, pointer);
  return typeof value === 'number' ? value : fallback;
}
