import type { Instances } from './fleet';
import type { Pair, Pairing } from './pair';
import { placeFor } from './place';
import type { Note, Place } from './types';

/** The Applications of a pairing without what `applicationsSync` forbids the controller to do. */
export function policed(pairing: Pairing, head: Instances): Pairing {
  const policyOf = (set: string | undefined) => head.policies.get(set ?? '') ?? 'sync';
  const sets = new Set(head.policies.keys());
  const notes = [...pairing.notes];
  const removed = pairing.removed.filter((one) => {
    const policy = policyOf(one.set);
    if (!sets.has(one.set ?? '') || !/^create-(?:only|update)$/.test(policy)) return true;
    notes.push(
      note(`keeps the Applications that it no longer makes`, one.set, policy, placeFor(one)),
    );
    return false;
  });
  const kept = pairing.kept.filter((pair) => {
    const policy = policyOf(pair.after.set);
    if (!/^create-(?:only|delete)$/.test(policy) || !differs(pair)) return true;
    const text = 'leaves Applications as they are that it would make otherwise now';
    notes.push(note(text, pair.after.set, policy, placeFor(pair.after)));
    return false;
  });
  return { ...pairing, removed, kept, notes };
}

function differs({ before, after }: Pair): boolean {
  return JSON.stringify(before.manifest.spec) !== JSON.stringify(after.manifest.spec);
}

function note(what: string, set = '', policy: string, place: Place): Note {
  return {
    message: `ApplicationSet ${set} ${what} (applicationsSync: ${policy})`,
    hint: 'change or delete them by hand, or let applicationsSync be sync',
    places: [place],
  };
}
