import type { Manifest } from '../../core';
import { IGNORE } from '../repair-texts';
import { claimsIn, row, splitKind } from '../rows';
import type { Writer } from '../writer';

const WORKLOADS = ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'argoproj.io/Rollout'];

/** Prefixes of annotations and labels by which workloads are put into the care of a tool. */
const MARKS = ['live.stormforge.io/', 'scaleops.sh/'];

const REQUESTS = (['containers', 'initContainers'] as const).flatMap((list) =>
  (['requests', 'limits'] as const).map((what) =>
    row({
      kinds: WORKLOADS,
      at: `.spec.template.spec.${list}[].resources.${what}`,
      manager: 'the tool',
      claim: { do: 'ignore' },
      repair: IGNORE,
      note: 'every container, side-cars too; an index as in containers/0 misses the others',
      source: 'https://github.com/argoproj/argo-cd/issues/15094',
    }),
  ),
);

/** Tools that write requests into the pod template itself, recognised by their marks on it. */
export const requestTuners: Writer = {
  name: 'request-tuners',
  title: 'Tools that tune requests in place',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',
  fields: REQUESTS,

  *claims(set) {
    for (const kind of WORKLOADS) {
      for (const at of set.ofKind(...splitKind(kind))) {
        if (isTuned(at)) for (const one of REQUESTS) yield* claimsIn(at, one);
      }
    }
  },
};

function isTuned({ metadata: { annotations, labels } }: Manifest): boolean {
  return hasMark(annotations) || hasMark(labels);
}

function hasMark(names: Readonly<Record<string, unknown>> | undefined): boolean {
  for (const name in names) if (MARKS.some((mark) => name.startsWith(mark))) return true;
  return false;
}
