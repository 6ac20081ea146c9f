import type { ApplicationChange, Danger } from './types';

const REVERT = 'revert the change; what is deleted does not come back';

/** What is dangerous about a change of Applications; added ones and changed projects are not. */
export function applicationDangers(change: ApplicationChange): Danger[] {
  const { places, set } = change;
  const describe = DESCRIPTIONS[change.action];
  if (!describe) return [];
  const by = set === undefined ? '' : ` of ApplicationSet ${set}`;
  return [{ undo: REVERT, places, ...describe(change, by) }];
}

type Described = Omit<Danger, 'places' | 'undo'> & { readonly undo?: string };

const DESCRIPTIONS: Partial<
  Record<ApplicationChange['action'], (change: ApplicationChange, by: string) => Described>
> = {
  remove: (change, by) => ({
    kind: 'application-deleted',
    message: `${counted(change)}${by} ${verb(change, 'is', 'are')} deleted${withObjects(change)}`,
    deletes: true,
    ...keep(change),
  }),
  renamed: (change, by) => ({
    kind: 'application-renamed',
    message: `${counted(change)}${by} ${verb(change, 'is', 'are')} renamed${again(change)}`,
    deletes: true,
    undo: 'keep the name; only the name of an Application says which one it is',
    ...keep(change),
  }),
  recreated: (change) => ({
    kind: 'application-recreated',
    message: `${counted(change)} ${verb(change, 'goes', 'go')} from ApplicationSet ${owners(change)}${again(change)}`,
    deletes: true,
    undo: 'keep the name of the ApplicationSet; an Application belongs to the one that made it',
    ...keep(change),
  }),
  moved: (change, by) => ({
    kind: 'application-moved',
    message: `${counted(change)}${by} ${verb(change, 'moves', 'move')} to another cluster: what runs on the old one stays there, and nobody looks after it`,
    deletes: false,
    undo: 'set the destination back; then delete what the new cluster got',
  }),
  namespace: (change, by) => ({
    kind: 'namespace-move',
    message: `${counted(change)}${by} ${verb(change, 'changes', 'change')} namespace: objects that state none are made there, and the old ones are removed`,
    deletes: false,
    undo: 'set the destination namespace back',
  }),
};

function counted({ places }: ApplicationChange): string {
  return places.length === 1
    ? `Application ${places[0]?.application ?? ''}`
    : `${places.length} Applications`;
}

function verb({ places }: ApplicationChange, one: string, many: string): string {
  return places.length === 1 ? one : many;
}

function withObjects({ cascades = false, clusterGone, objects }: ApplicationChange): string {
  if (clusterGone) {
    return ', their cluster with them: what runs there stays, and nobody looks after it';
  }
  if (!cascades) return '; what they deploy stays and is looked after by nobody';
  return objects === undefined ? ' with all they deploy' : ` with ${plural(objects, 'object')}`;
}

function again({ cascades = false, objects }: ApplicationChange): string {
  if (!cascades) return ': deleted and made again, its objects stay meanwhile';
  const what = objects === undefined ? 'all they deploy' : plural(objects, 'object');
  return `: deleted with ${what}, then made again`;
}

/** The finalizer of an Application decides; that of its set's template, with the set's next reconcile. */
function keep({ cascades = false, set }: ApplicationChange): Pick<Danger, 'protect'> {
  if (!cascades) return {};
  const how =
    set === undefined
      ? 'take resources-finalizer.argocd.argoproj.io off it'
      : 'set preserveResourcesOnDeletion: true in the ApplicationSet and let it sync';
  return { protect: `to keep what they deploy: ${how} first, in a change of its own` };
}

function owners({ values }: ApplicationChange): string {
  const [from = '', to = ''] = values[0] ?? [];
  return to === '' ? `${from} to the hub itself` : `${from} to ${to}`;
}

function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
