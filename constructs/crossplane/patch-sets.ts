import type { Patch } from './patches';

/** Patches that several resources share, by name. */
export interface PatchSet {
  readonly name: string;
  readonly patches: readonly Patch[];
}

/** Lines of YAML that a set has to save: below that it makes a reader look elsewhere for nothing. */
const WORTH = 5;

/**
 * Patches that the same several resources have become one set, where that makes the YAML shorter. The
 * function puts them back in its place, so what is composed stays the same.
 *
 * @param lists Of each resource, in order.
 */
export function sharePatches(lists: readonly (readonly Patch[])[]): {
  readonly patchSets: readonly PatchSet[];
  readonly lists: readonly (readonly Patch[])[];
} {
  const sharers = new Map<string, { readonly patch: Patch; readonly at: number[] }>();
  lists.forEach((list, i) => {
    for (const patch of list.filter((each) => mayMove(each, list))) {
      const key = JSON.stringify(patch);
      const known = sharers.get(key) ?? { patch, at: [] };
      sharers.set(key, known);
      known.at.push(i);
    }
  });
  const groups = new Map<string, Patch[]>();
  for (const { patch, at } of sharers.values()) {
    if (at.length > 1) groups.set(at.join(), [...(groups.get(at.join()) ?? []), patch]);
  }
  const patchSets: PatchSet[] = [];
  const setOf = new Map<string, string>();
  for (const [at, patches] of groups) {
    if (savedLines(patches, at.split(',').length) < WORTH) continue;
    const name = freeName(patches, patchSets);
    patchSets.push({ name, patches });
    for (const patch of patches) setOf.set(JSON.stringify(patch), name);
  }
  if (patchSets.length === 0) return { patchSets, lists };
  return { patchSets, lists: lists.map((list) => withSets(list, setOf)) };
}

/** A set stands where the first of its patches stood. */
function withSets(list: readonly Patch[], setOf: ReadonlyMap<string, string>): readonly Patch[] {
  const seen = new Set<string>();
  return list.flatMap((patch): Patch[] => {
    const name = mayMove(patch, list) ? setOf.get(JSON.stringify(patch)) : undefined;
    if (name === undefined) return [patch];
    if (seen.has(name)) return [];
    seen.add(name);
    return [{ type: 'PatchSet', patchSetName: name }];
  });
}

/** Whether it writes to the resource, and nothing else writes to that field, above or below it. */
function mayMove(patch: Patch, list: readonly Patch[]): boolean {
  if (!isInward(patch)) return false;
  const { toFieldPath: to = '' } = patch;
  return list.every((other) => {
    if (other === patch || !isInward(other)) return true;
    const { toFieldPath = '' } = other;
    return !isWithin(to, toFieldPath) && !isWithin(toFieldPath, to);
  });
}

function isWithin(path: string, field: string): boolean {
  return path.startsWith(field) && /^(?:[.[]|$)/.test(path.slice(field.length));
}

function isInward({ type }: Patch): boolean {
  return /^(?:Combine)?From/.test(type);
}

function savedLines(patches: readonly Patch[], count: number): number {
  const inline = patches.reduce((sum, patch) => sum + linesOf(patch), 0);
  return count * inline - (inline + 2 + 2 * count);
}

/** Lines of YAML; an element of a list stands on the line of its first field. */
function linesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  const own = Array.isArray(value) ? 0 : parts.length;
  return parts.reduce((sum: number, part) => sum + linesOf(part), own);
}

/** The field that all of them write below, such as `tags`, else `common`. */
function freeName(patches: readonly Patch[], taken: readonly PatchSet[]): string {
  const paths = patches.map(({ toFieldPath = '' }) => toFieldPath.split(/[.[\]]+/).filter(Boolean));
  const [first = []] = paths;
  const shared = first.filter((part, i) => paths.every((path) => path[i] === part));
  const last = shared.at(-1) ?? '';
  const wanted = /^(?:|spec|metadata|forProvider|initProvider|\d+)$/.test(last) ? 'common' : last;
  let name = wanted;
  for (let n = 2; taken.some((set) => set.name === name); n++) name = `${wanted}-${n}`;
  return name;
}
