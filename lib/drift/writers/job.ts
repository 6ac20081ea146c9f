import { valueAt, type Manifest } from '../../core';
import { LEAVE_OUT } from '../repair-texts';
import { claimsIn, row } from '../rows';
import type { Writer } from '../writer';

const common = {
  kinds: ['batch/Job'],
  manager: 'kube-controller-manager',
  claim: { do: 'omit' },
  repair: LEAVE_OUT,
  note: 'made from the uid of the Job; only with manualSelector: true it is yours',
} as const;

const ROWS = [
  row({ ...common, at: '.spec.selector' }),
  ...['controller-uid', 'batch.kubernetes.io/controller-uid'].map((label) =>
    row({ ...common, at: `.spec.template.metadata.labels["${label}"]` }),
  ),
];

/** Gives a Job the selector of its Pods. */
export const job: Writer = {
  name: 'job',
  title: 'Job controller',
  source:
    'https://kubernetes.io/docs/concepts/workloads/controllers/job/#specifying-your-own-pod-selector',
  fields: ROWS,

  *claims(set) {
    for (const at of set.ofKind('batch', 'Job')) {
      if (isManual(at)) continue;
      for (const one of ROWS) yield* claimsIn(at, one);
    }
  },
};

function isManual(at: Manifest): boolean {
  return valueAt(at, '/spec/manualSelector') === true;
}
