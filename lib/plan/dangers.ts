import { applicationDangers } from './application-dangers';
import type { GroupedChange } from './grouping';
import { objectDangers, type ObjectFacts } from './object-dangers';
import type { ApplicationChange, Danger, DangerKind } from './types';

export interface Findings extends ObjectFacts {
  readonly applications: readonly ApplicationChange[];
  readonly objects: readonly GroupedChange[];
  readonly hub: readonly GroupedChange[];
  /** Sets that freeze in head, and why. */
  readonly frozen: ReadonlyMap<string, string>;
}

/** The worst first. */
const ORDER: readonly DangerKind[] = [
  'data-loss',
  'application-deleted',
  'application-recreated',
  'application-renamed',
  'object-deleted',
  'object-renamed',
  'namespace-move',
  'application-moved',
  'set-frozen',
  'immutable-field',
];

/** What to look at first: what is deleted, lost, made anew, refused or frozen. */
export function dangersOf(found: Findings): Danger[] {
  const dangers = [
    ...found.applications.flatMap(applicationDangers),
    ...[...found.frozen].map(frozenDanger),
    ...objectDangers(found.hub, found, true),
    ...objectDangers(found.objects, found, false),
  ];
  return dangers.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

function frozenDanger([set, why]: readonly [string, string]): Danger {
  return {
    kind: 'set-frozen',
    message: `ApplicationSet ${set} stops here, its Applications stay as they are: ${why}`,
    deletes: false,
    undo: 'repair the ApplicationSet; cdk8s-gitops preview shows when it works',
    places: [],
  };
}
