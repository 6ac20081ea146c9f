import { formatKey, valueAt, type Manifest, type ManifestSet } from '../../core';
import { nameOf, type Claim } from '../../drift';
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
    const scalers = new Map<string, Claim>();
    const reported = new Set<Manifest>();
    for (const claim of claims(context)) {
      const { by, target } = claim;
      const key = `${folderOf(set, by)}\0${formatKey(target)}`;
      const first = scalers.get(key);
      if (first === undefined) scalers.set(key, claim);
      else if (first.by !== by && !reported.has(by) && !takesOver(by, first.by)) {
        reported.add(by);
        const message = `is ${target.kind} '${target.name}', which ${nameOf(first.by)} scales too`;
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
