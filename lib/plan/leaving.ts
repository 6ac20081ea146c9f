import { setName } from './fleet';
import type { GroupedChange } from './grouping';
import { makesApplications } from './hub';
import type { Instance } from './instance';
import { placeFor } from './place';
import type { Fate, Note } from './types';

/** Fates by which an object of the hub stays in Argo CD though Git no longer has it. */
const STAYS: Partial<Record<Fate, string>> = {
  left: 'nothing prunes it',
  kept: 'its sync option keeps it',
  refused: 'Argo CD refuses to prune everything',
};

/**
 * Of the Applications that head no longer has, those that go: not those whose ApplicationSet, or
 * which themselves, left Git but stay in Argo CD.
 */
export function leaving(
  removed: readonly Instance[],
  hub: readonly GroupedChange[],
): { readonly going: readonly Instance[]; readonly notes: readonly Note[] } {
  const staying = new Map<string, string>();
  for (const { change, difference } of hub) {
    const why = change.fate && STAYS[change.fate];
    const { before } = difference;
    if (change.action !== 'remove' || !before || why === undefined) continue;
    if (makesApplications(before)) staying.set(`${before.kind} ${setName(before)}`, why);
  }
  if (staying.size === 0) return { going: removed, notes: [] };
  const notes: Note[] = [];
  const going = removed.filter((one) => {
    const owner =
      one.set === undefined ? `Application ${setName(one.manifest)}` : `ApplicationSet ${one.set}`;
    const why = staying.get(owner);
    if (why === undefined) return true;
    notes.push({
      message: `${owner} leaves Git, but stays in Argo CD (${why}), and what it deploys with it`,
      hint: `to be rid of it, delete ${one.set === undefined ? 'it' : 'the ApplicationSet'} by hand`,
      places: [placeFor(one)],
    });
    return false;
  });
  return { going, notes };
}
