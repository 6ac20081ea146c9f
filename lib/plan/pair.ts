import type { Instances } from './fleet';
import type { Instance } from './instance';
import { placeOf } from './source';
import type { Note, Unknown } from './types';
import { collect } from './values';

export interface Pair {
  readonly before: Instance;
  readonly after: Instance;
}

/** Which Application of head is which of base. */
export interface Pairing {
  /** Same name; `recreated` are those that another ApplicationSet makes now. */
  readonly kept: readonly Pair[];
  readonly recreated: readonly Pair[];
  /** Other name, same cluster, namespace and source. */
  readonly renamed: readonly Pair[];
  readonly added: readonly Instance[];
  readonly removed: readonly Instance[];
  readonly notes: readonly Note[];
  readonly unknown: readonly Unknown[];
}

export function pairUp(base: Instances, head: Instances): Pairing {
  const unlike = new Set(
    [...base.templates.keys(), ...head.templates.keys()].filter((set) => isUnlike(set, base, head)),
  );
  const comparable = ({ set = '' }: Instance) => !unlike.has(set) && !head.frozen.has(set);
  const current = new Map(
    head.instances.filter(comparable).map((one) => [identity(one, head), one]),
  );
  const kept: Pair[] = [];
  const recreated: Pair[] = [];
  const gone: Instance[] = [];
  for (const before of base.instances.filter(comparable)) {
    const key = identity(before, base);
    const after = current.get(key);
    current.delete(key);
    if (!after) gone.push(before);
    else if (before.set === undefined || before.set === after.set) kept.push({ before, after });
    else recreated.push({ before, after });
  }
  const { renamed, removed, added } = findRenamed(gone, [...current.values()]);
  const unknown = unknownSets(base, head, unlike);
  return { kept, recreated, renamed, added, removed, notes: [], unknown };
}

/** Sets of which the two states cannot tell together what comes and goes. */
function unknownSets(base: Instances, head: Instances, unlike: ReadonlySet<string>): Unknown[] {
  const say = (set: string, message: string, hint: string): Unknown => ({
    reason: 'application-set',
    message: `ApplicationSet ${set} ${message}`,
    hint,
    places: [],
  });
  const froze = [...base.frozen].filter(([set]) => !head.frozen.has(set));
  const changed = [...head.templates].filter(([set, generators]) => {
    const old = base.templates.get(set);
    return old !== undefined && old !== generators;
  });
  return [
    ...[...unlike].map((set) =>
      say(
        set,
        'can be expanded in one of the two states only',
        'give what its generators ask for, or compare it by hand',
      ),
    ),
    ...froze.map(([set, why]) =>
      say(
        set,
        `stops in base, so its Applications show as new: ${why}`,
        'see in the cluster which of them run already',
      ),
    ),
    ...changed.map(([set]) =>
      say(
        set,
        'has other generators now: which Applications come and go is not known',
        'give what they ask for: --inventory inventory.yaml',
      ),
    ),
  ];
}

function isUnlike(set: string, base: Instances, head: Instances): boolean {
  const known = ({ templates, instances }: Instances) =>
    !templates.has(set) && instances.some((one) => one.set === set);
  return known(base) || known(head);
}

function identity({ name, namespace, set }: Instance, { templates }: Instances): string {
  if (set !== undefined && templates.has(set)) return `template\0${set}`;
  return `${namespace}\0${name}`;
}

function findRenamed(gone: readonly Instance[], fresh: readonly Instance[]) {
  const candidates = new Map<string, Instance[]>();
  for (const after of fresh) collect(candidates, deployment(after), after);
  const renamed: Pair[] = [];
  const removed: Instance[] = [];
  const taken = new Set<Instance>();
  for (const before of gone) {
    const same = candidates.get(deployment(before)) ?? [];
    const after = same.find((one) => one.set === before.set) ?? same[0];
    if (!after) {
      removed.push(before);
      continue;
    }
    same.splice(same.indexOf(after), 1);
    taken.add(after);
    renamed.push({ before, after });
  }
  return { renamed, removed, added: fresh.filter((after) => !taken.has(after)) };
}

/** What an Application deploys and where, whatever its name and revision. */
function deployment({ cluster, destinationNamespace, sources }: Instance): string {
  return [cluster, destinationNamespace, ...sources.map(placeOf)].join('\n');
}
