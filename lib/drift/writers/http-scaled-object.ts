import { LEAVE_OUT_AND_IGNORE, REMOVE } from '../repair-texts';
import { keyOf } from '../../core';
import { namespaceIn, scaleClaims, scaleTargetOf } from '../scalers';
import type { Writer, WrittenField } from '../writer';

const SCALE: WrittenField = {
  kinds: ['apps/Deployment', 'apps/StatefulSet', 'argoproj.io/Rollout'],
  path: '/spec/replicas',
  manager: 'keda, kube-controller-manager',
  repair: LEAVE_OUT_AND_IGNORE,
};

const GENERATED: WrittenField = {
  kinds: ['keda.sh/ScaledObject'],
  path: '',
  manager: 'keda-http-add-on',
  repair: REMOVE,
  note: 'the add-on makes it under the same name, unless the annotation skip-scaledobject-creation is "true"',
};

const SKIP = 'httpscaledobject.keda.sh/skip-scaledobject-creation';

/** KEDA's HTTP add-on: makes a ScaledObject for its target. */
export const httpScaledObject: Writer = {
  name: 'http-scaled-object',
  title: 'KEDA HTTPScaledObject',
  source: 'https://keda.sh/http-add-on/0.14/reference/httpscaledobject/',
  fields: [SCALE, GENERATED],

  *claims(set, facts) {
    for (const by of set.ofKind('http.keda.sh', 'HTTPScaledObject')) {
      if (by.metadata.annotations?.[SKIP] === 'true') continue;
      const target = scaleTargetOf(by, { apiVersion: 'apps/v1', kind: 'Deployment' }, facts);
      for (const claim of scaleClaims(by, target, set, facts)) yield { ...claim, field: SCALE };
      for (const at of set.named('keda.sh', 'ScaledObject', by.metadata.name ?? '')) {
        if (namespaceIn(at, facts) !== namespaceIn(by, facts)) continue;
        const repair = { do: 'remove' } as const;
        yield { target: keyOf(at), at, pointer: '', by, repair, field: GENERATED };
      }
    }
  },
};
