import type { IgnoreDifference } from '../core';
import { splitKind } from './rows';
import type { RuleOption, WrittenField } from './writer';
import { writers } from './writers';

/**
 * Sync options that rules need besides `RespectIgnoreDifferences=true`. What a controller adds to a
 * list that Git has without it is hidden by a rule, but not kept: Argo CD puts back what Git has
 * where leaving out what is ignored changes nothing of it. Then only the object that is not applied
 * keeps what was added.
 *
 * @returns `['ApplyOutOfSyncOnly=true']`, or nothing.
 */
export function syncOptionsFor(rules: readonly IgnoreDifference[]): RuleOption[] {
  const options = rules.flatMap((rule) =>
    (rule.jqPathExpressions ?? []).flatMap((path) => optionsOf(rule, path)),
  );
  return [...new Set(options)];
}

function optionsOf({ group = '', kind }: IgnoreDifference, path: string): readonly RuleOption[] {
  const own = (demanding().get(bare(path)) ?? []).filter(({ kinds }) =>
    kinds.map(splitKind).some(([g, k]) => g === group && (k === kind || kind === '*')),
  );
  return own.flatMap(({ syncOptions = [] }) => syncOptions);
}

let known: ReadonlyMap<string, readonly WrittenField[]> | undefined;

/** Fields whose rules need an option, by path; with the first jq path, since all writers are loaded. */
function demanding(): ReadonlyMap<string, readonly WrittenField[]> {
  if (known) return known;
  const found = new Map<string, WrittenField[]>();
  for (const field of writers.flatMap(({ fields }) => fields)) {
    if (!field.syncOptions) continue;
    const path = bare(field.path);
    found.set(path, [...(found.get(path) ?? []), field]);
  }
  return (known = found);
}

/** A path as people write it too: without the `?` that passes over what is no list. */
function bare(path: string): string {
  return path.replaceAll(']?', ']');
}
