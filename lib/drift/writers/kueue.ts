import type { Manifest } from '../../core';
import { IGNORE } from '../repair-texts';
import { claimsIn, row, splitKind } from '../rows';
import type { Writer } from '../writer';

const common = { manager: 'kueue', claim: { do: 'ignore' }, repair: IGNORE } as const;

const ROWS = [
  row({
    ...common,
    kinds: ['batch/Job', 'jobset.x-k8s.io/JobSet', 'ray.io/RayJob', 'ray.io/RayCluster'],
    at: '.spec.suspend',
  }),
  row({
    ...common,
    kinds: ['MPIJob', 'PyTorchJob', 'TFJob', 'XGBoostJob'].map((kind) => `kubeflow.org/${kind}`),
    at: '.spec.runPolicy.suspend',
  }),
];

/** Starts and stops the jobs of its queues. */
export const kueue: Writer = {
  name: 'kueue',
  title: 'Kueue',
  source: 'https://kueue.sigs.k8s.io/docs/tasks/run/jobs/',
  fields: ROWS,

  *claims(set) {
    for (const one of ROWS) {
      for (const kind of one.kinds) {
        for (const at of set.ofKind(...splitKind(kind))) if (isQueued(at)) yield* claimsIn(at, one);
      }
    }
  },
};

function isQueued({ metadata: { labels } }: Manifest): boolean {
  return labels?.['kueue.x-k8s.io/queue-name'] !== undefined;
}
