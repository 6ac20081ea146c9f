import { CompositionError } from '../errors';

/** Matches the Secret that function-patch-and-transform composes, `<name of the XR>-connection-secret`. */
export const CONNECTION_SECRET = '.*-connection-secret';

/** In which order resources come up: each name after all names of the one before it. */
export type Sequence = readonly (readonly string[])[];

export interface SequencingOptions {
  /**
   * Whether resources are deleted in the opposite order as well, by Usages that the function
   * composes; deletion of the XR must then be in the foreground. Default: false.
   */
  readonly onDeletion?: boolean;
  /** Whether a deletion that was refused happens by itself once it may. Default: false. */
  readonly replayDeletion?: boolean;
}

/**
 * The input of function-sequencer. A group is one rule for each of its members: a pattern for all of
 * them would be content with those that are composed already.
 *
 * A resource that is held back is not desired, so the XR would look ready without it;
 * `resetCompositeReadiness` says that it is not.
 *
 * @param reads Which resource waits for a field of which other.
 * @throws {CompositionError} `COMPOSITION_INVALID` for resources that wait for each other.
 * @see https://github.com/crossplane-contrib/function-sequencer
 */
export function sequencerInput(
  sequences: readonly Sequence[],
  reads: readonly (readonly [string, string])[],
  { onDeletion = false, replayDeletion = false }: SequencingOptions,
  legacy: boolean,
  where: string,
) {
  const rules = unique(sequences.flatMap(rulesOf));
  refuseCycles([...rules, ...reads], where);
  return {
    apiVersion: 'sequencer.fn.crossplane.io/v1beta1',
    kind: 'Input',
    resetCompositeReadiness: true,
    ...(onDeletion && {
      enableDeletionSequencing: true,
      usageVersion: legacy ? 'v1' : 'v2',
      ...(replayDeletion && { replayDeletion }),
    }),
    rules: rules.map((names) => ({ sequence: names.map(pattern) })),
  };
}

/** One chain where no group has several members, else one rule for each pair of neighbours. */
function rulesOf(sequence: Sequence): string[][] {
  if (sequence.every(({ length }) => length === 1)) return [sequence.flat()];
  return sequence.flatMap((group, i) =>
    (sequence[i + 1] ?? []).flatMap((later) => group.map((earlier) => [earlier, later])),
  );
}

function unique(rules: readonly string[][]): string[][] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}

/** The function takes names for regular expressions of whole names. */
function pattern(name: string): string {
  if (name === CONNECTION_SECRET) return name;
  return name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function refuseCycles(rules: readonly (readonly string[])[], where: string): void {
  const later = new Map<string, string[]>();
  for (const rule of rules) {
    rule.forEach((name, i) => later.set(name, [...(later.get(name) ?? []), ...rule.slice(i + 1)]));
  }
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) {
      const cycle = [...path.slice(path.indexOf(name)), name];
      throw new CompositionError(
        'COMPOSITION_INVALID',
        `${where} has resources that wait for each other: ${cycle.join(', ')}`,
        'take one of them out of the sequence',
      );
    }
    if (done.has(name)) return;
    for (const next of later.get(name) ?? []) visit(next, [...path, name]);
    done.add(name);
  };
  for (const name of later.keys()) visit(name, []);
}
