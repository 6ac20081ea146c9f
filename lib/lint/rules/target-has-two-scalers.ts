import { formatKey, valueAt, type Manifest, type ManifestSet } from '../../core';
import { nameOf } from '../../drift';
import { posix } from 'node:path';
import { claims } from '../claims';
import { rule } from '../rule';

export const targetHasTwoScalers = rule({
  id: 'target-has-two-scalers',
  category: 'drift',
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
        yield { at: by, pointer: '/spec/scaleTargetRef', message };
      }
    }
  },
});

/** Whether KEDA was told to adopt the autoscaler that is there already. */
function takesOver(keda: Manifest, other: Manifest): boolean {
  const { annotations = {}, name } = keda.metadata;
  const adopted =
    valueAt(keda, '/spec/advanced/horizontalPodAutoscalerConfig/name') ?? `keda-hpa-${name}`;
  return (
    annotations['scaledobject.keda.sh/transfer-hpa-ownership'] === 'true' &&
    other.kind === 'HorizontalPodAutoscaler' &&
    adopted === other.metadata.name
  );
}

function folderOf(set: ManifestSet, manifest: Manifest): string {
  const { file } = set.originOf(manifest);
  return file === undefined ? '' : posix.dirname(file);
}
