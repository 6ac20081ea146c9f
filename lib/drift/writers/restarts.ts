import { keyOf, type Manifest } from '../../core';
import { LEAVE_OUT, NOTHING } from '../repair-texts';
import { claimsIn, row, rowClaims, splitKind } from '../rows';
import { isEmptyMap, isMap, listIn, valueIn } from '../values';
import type { Claim, Writer, WrittenField } from '../writer';

const WORKLOADS = ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet'];

const common = { kinds: WORKLOADS, claim: { do: 'omit' }, repair: LEAVE_OUT } as const;

const ROWS = [
  row({
    ...common,
    at: '.spec.template.metadata.annotations["kubectl.kubernetes.io/restartedAt"]',
    manager: 'kubectl-rollout',
    note: 'live only, it is no difference; in Git it undoes every restart',
  }),
  row({
    ...common,
    at: '.spec.template.metadata.annotations["reloader.stakater.com/last-reloaded-from"]',
    manager: 'Reloader',
    source: 'https://docs.stakater.com/reloader/1.4/how-to-guides/use-reloader-with-argocd.html',
  }),
];

const EMPTY = row({
  ...common,
  at: '.spec.template.metadata.annotations',
  manager: 'kubectl-rollout',
  under: ['clientSide'],
  repair: { ...LEAVE_OUT, serverSideApply: 'nothing', serverSideDiff: 'nothing' },
  note: 'where it is written as an empty map: three ways, that takes away what a restart writes there',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diff-strategies/',
});

const VARIABLE: WrittenField = {
  kinds: WORKLOADS,
  path: '.spec.template.spec.containers[]?.env[]? | select(.name | startswith("STAKATER_"))',
  manager: 'Reloader',
  repair: NOTHING,
  note: 'its strategy annotations leaves the containers alone; in Git such a variable undoes every reload',
  source: 'https://docs.stakater.com/reloader/1.4/how-to-guides/use-reloader-with-argocd.html',
};

/** What restarts workloads by a change of their template. */
export const restarts: Writer = {
  name: 'restarts',
  title: 'kubectl rollout restart and Reloader',
  source:
    'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_rollout/kubectl_rollout_restart/',
  fields: [...ROWS, EMPTY, VARIABLE],

  *claims(set) {
    yield* rowClaims(set, ROWS);
    for (const kind of WORKLOADS) {
      for (const at of set.ofKind(...splitKind(kind))) {
        if (isEmptyMap(valueIn(at, '/spec/template/metadata/annotations'))) {
          yield* claimsIn(at, EMPTY);
        }
        yield* variablesIn(at);
      }
    }
  },
};

const CONTAINERS = '/spec/template/spec/containers';

function* variablesIn(at: Manifest): Generator<Claim> {
  for (const [c, container] of listIn(at, CONTAINERS).entries()) {
    for (const [i, variable] of listIn(container, '/env').entries()) {
      if (!isMap(variable) || !String(variable['name']).startsWith('STAKATER_')) continue;
      const pointer = `${CONTAINERS}/${c}/env/${i}`;
      const { path: jq } = VARIABLE;
      yield { target: keyOf(at), at, pointer, jq, repair: { do: 'omit' }, field: VARIABLE };
    }
  }
}
