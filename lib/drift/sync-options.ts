import type { IgnoreDifference } from '../core';
import { splitKind } from './rows';
import type { RuleOption } from './writer';
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
  const fields = known.get(path);
  if (!fields) return [];
  const own = fields.filter(({ kinds }) =>
    kinds.map(splitKind).some(([g, k]) => g === group && (k === kind || kind === '*')),
  );
  return own.flatMap(({ syncOptions = [] }) => syncOptions);
}

const known = new Map(
  writers
    .flatMap(({ fields }) => fields)
    .filter(({ syncOptions }) => syncOptions !== undefined)
    .map(({ path }) => [
      path,
      writers.flatMap(({ fields }) => fields.filter((f) => f.path === path)),
    ]),
);
