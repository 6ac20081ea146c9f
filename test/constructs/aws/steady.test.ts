import type { CompositeRendering } from '../../../lib/testing';
import { CASES, xrOf } from './cases';
import { conditions, nameOf, stagesOf } from './stages';
import * as vended from './vending';

/* What happens to one resource for a while must change nothing about the others. */

const OK = conditions({ Synced: true, Ready: true });

const MISHAPS: Readonly<Record<string, (status: object) => object | undefined>> = {
  'is not ready': (status) => ({ ...status, ...conditions({ Synced: false, Ready: false }) }),
  'reports nothing': () => ({}),
  'is not there': () => undefined,
};

interface Standing {
  readonly kind: string;
  readonly ready: CompositeRendering;
  again(before: CompositeRendering, statuses: Readonly<Record<string, object>>): CompositeRendering;
  readonly statuses: Readonly<Record<string, object>>;
}

const standing: readonly Standing[] = [
  ...CASES.map(({ kind, shipped, spec, provides }): Standing => {
    const stages = stagesOf(shipped);
    const xr = xrOf(kind, spec);
    const statuses = Object.fromEntries(
      Object.entries(provides).map(([name, status]) => [name, { ...OK, ...status }]),
    );
    const last = stages.create(xr, provides).at(-1);
    // Twice more, until the status that the last round wrote has been read.
    const settle = (before: CompositeRendering) => stages.again(xr, before, statuses);
    const ready = settle(settle(last as CompositeRendering));
    return { kind, ready, statuses, again: (before, now) => stages.again(xr, before, now) };
  }),
  {
    kind: 'ClusterVending',
    ready: vended.ready,
    statuses: vended.known,
    again: (before, now) => vended.vending.again(vended.xr, before, now),
  },
];

const rows = standing.flatMap(({ kind, ready }) =>
  ready.composed.map((resource) => ({ kind, name: nameOf(resource) })),
);

describe.each(Object.entries(MISHAPS))('when one resource %s', (_, happens) => {
  it.each(rows)('everything that a $kind composes stays as it is: $name', ({ kind, name }) => {
    const { ready, again, statuses } = standing.find((each) => each.kind === kind) as Standing;
    const hit = happens(statuses[name] ?? OK);
    const composed = ready.composed.filter((each) => hit !== undefined || nameOf(each) !== name);
    const now = hit === undefined ? statuses : { ...statuses, [name]: hit };
    const first = again({ ...ready, composed }, now);
    // The status that is written in the first round is read in the second.
    const gone = first.composed.filter((each) => hit !== undefined || nameOf(each) !== name);
    for (const stage of [first, again({ ...first, composed: gone }, now)]) {
      expect(specsOf(stage)).toEqual(specsOf(ready));
    }
  });
});

/** What is applied, without what a resource had beside it when it was observed. */
function specsOf({ composed }: CompositeRendering) {
  return Object.fromEntries(
    composed.map((each) => {
      const { status: _status, ...rest } = each;
      return [nameOf(each), rest];
    }),
  );
}
