import { posix } from 'node:path';
import { formatKey, valueAt, type Manifest, type ManifestSet } from '../../core';
import { nameOf, scaleTargetOf } from '../../drift';
import { listAt, textAt } from '../applications';
import { claims, driftFacts } from '../claims';
import type { Context } from '../context';
import { rule } from '../rule';

export const targetHasTwoScalers = rule({
  id: 'target-has-two-scalers',
  category: 'drift',
  number: 'DRIFT002',
  severity: 'error',
  summary: 'No workload is scaled by two autoscalers.',
  hint: 'remove one of them; KEDA can take the metrics of both',
  source:
    'https://keda.sh/docs/latest/concepts/scaling-deployments/#transfer-ownership-of-an-existing-hpa',

  *check(set, context) {
    const scalers = new Map<string, Manifest>();
    const reported = new Set<Manifest>();
    for (const { by, target, repair } of claims(context)) {
      if (!by || repair.do !== 'omit-and-ignore') continue;
      const key = `${folderOf(set, by)}\0${formatKey(target)}`;
      const first = scalers.get(key);
      if (first === undefined) scalers.set(key, by);
      else if (first !== by && !reported.has(by) && !takesOver(by, first)) {
        reported.add(by);
        const message = `is ${target.kind} '${target.name}', which ${nameOf(first)} scales too`;
        yield { at: by, pointer: pointerIn(by), message };
      }
    }
    for (const at of set.ofKind('autoscaling.k8s.io', 'VerticalPodAutoscaler')) {
      yield* sharedMetric(at, scalers, context);
    }
  },
});

function pointerIn(by: Manifest): string {
  return by.kind === 'Rollout' ? '/spec/workloadRef' : '/spec/scaleTargetRef';
}

/** Whether KEDA was told to adopt the autoscaler that is there already. */
function takesOver(keda: Manifest, other: Manifest): boolean {
  const { annotations } = keda.metadata;
  const adopted =
    valueAt(keda, '/spec/advanced/horizontalPodAutoscalerConfig/name') ??
    `keda-hpa-${textAt(keda, '/metadata/name') ?? ''}`;
  return (
    annotations?.['scaledobject.keda.sh/transfer-hpa-ownership'] === 'true' &&
    other.kind === 'HorizontalPodAutoscaler' &&
    adopted === other.metadata.name
  );
}

/** A vertical autoscaler that changes the requests which a horizontal one measures against. */
function* sharedMetric(
  vertical: Manifest,
  scalers: ReadonlyMap<string, Manifest>,
  context: Context,
) {
  if (textAt(vertical, '/spec/updatePolicy/updateMode') === 'Off') return;
  const facts = driftFacts(context);
  const target = scaleTargetOf(vertical, { at: '/spec/targetRef' }, facts);
  if (!target) return;
  const other = scalers.get(`${folderOf(context.set, vertical)}\0${formatKey(target.key)}`);
  if (!other) return;
  const shared = metricsOf(other).filter((name) => controlledBy(vertical).has(name));
  if (shared.length === 0) return;
  yield {
    at: vertical,
    pointer: '/spec/targetRef',
    message: `is ${target.key.kind} '${target.key.name}', which ${nameOf(other)} scales by ${shared.join(' and ')}: each undoes what the other does`,
    hint: 'set updateMode: "Off", or scale by another metric',
  };
}

function metricsOf(scaler: Manifest): string[] {
  const metrics = [
    ...listAt(scaler, '/spec/metrics').map(
      (metric) => textAt(metric, '/resource/name') ?? textAt(metric, '/containerResource/name'),
    ),
    ...listAt(scaler, '/spec/triggers').map((trigger) => textAt(trigger, '/type')),
    valueAt(scaler, '/spec/targetCPUUtilizationPercentage') === undefined ? undefined : 'cpu',
  ];
  return ['cpu', 'memory'].filter((name) => metrics.includes(name));
}

function controlledBy(vertical: Manifest): Set<unknown> {
  const policies = listAt(vertical, '/spec/resourcePolicy/containerPolicies');
  const [policy] = policies.filter((one) => textAt(one, '/mode') !== 'Off');
  if (policies.length > 0 && policy === undefined) return new Set();
  const given = policies.flatMap((one) => listAt(one, '/controlledResources'));
  return new Set(given.length > 0 ? given : ['cpu', 'memory']);
}

function folderOf(set: ManifestSet, manifest: Manifest): string {
  const { file } = set.originOf(manifest);
  return file === undefined ? '' : posix.dirname(file);
}
