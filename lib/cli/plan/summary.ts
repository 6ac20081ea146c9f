import type { ObjectChange, Plan } from '../../plan';
import { clustersOf, plural } from './words';

/** Whether anything changes at all. */
export function isEmpty({ dangers, pins, applications, hub, objects, unknown }: Plan): boolean {
  return [dangers, pins, applications, hub, objects, unknown].every((list) => list.length === 0);
}

/** Whether something is deleted or renamed, which has to be allowed. */
export function deletes({ dangers }: Plan): boolean {
  return dangers.some((danger) => danger.deletes);
}

/** Whether the plan is less than what happens: not all is compared, or a set stops at an error. */
export function isPartial({ dangers, unknown }: Plan): boolean {
  return unknown.length > 0 || dangers.some(({ kind }) => kind === 'set-frozen');
}

/** One line: what changes, how much, and on how many clusters. */
export function summaryOf(plan: Plan): string {
  if (isEmpty(plan)) return 'nothing changes';
  const { dangers, pins, applications, hub, objects } = plan;
  const count = (action: ObjectChange['action']) =>
    [...withoutPins(hub), ...objects].filter((one) => one.action === action).length;
  const clusters = clustersOf([...objects, ...applications].flatMap(({ places }) => places));
  const parts = [
    plan.unknown.length > 0 && `${plan.unknown.length} not compared`,
    dangers.length > 0 && plural(dangers.length, 'danger'),
    pins.length > 0 && plural(pins.length, 'pin'),
    count('change') > 0 && `${plural(count('change'), 'object')} changed`,
    count('add') > 0 && `${count('add')} added`,
    count('remove') > 0 && `${count('remove')} removed`,
  ].filter((part) => part !== false);
  const where = clusters.length > 0 ? ` on ${plural(clusters.length, 'cluster')}` : '';
  return `${parts.join(', ')}${where}`;
}

/** Object changes by what happens; those that come or go with an Application apart. */
export function sorted(objects: readonly ObjectChange[]): {
  readonly own: readonly ObjectChange[];
  readonly withApplications: readonly ObjectChange[];
} {
  return {
    own: objects.filter(({ withApplication }) => !withApplication),
    withApplications: objects.filter(({ withApplication }) => withApplication),
  };
}

/** Changes of the hub without the revisions, which are told as pins. */
export function withoutPins(hub: readonly ObjectChange[]): ObjectChange[] {
  return hub
    .map((one) => ({
      ...one,
      fields: one.fields.filter(({ pointer }) => !pointer.endsWith('/targetRevision')),
    }))
    .filter(({ action, fields }) => action !== 'change' || fields.length > 0);
}
