/**
 * One rule of what Argo CD shall not compare, and with `RespectIgnoreDifferences` not overwrite.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/
 */
export interface IgnoreDifference {
  /** `''` or absent is the core group only, so a rule for a Deployment must say `apps`. */
  readonly group?: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly jsonPointers?: readonly string[];
  readonly jqPathExpressions?: readonly string[];
  readonly managedFieldsManagers?: readonly string[];
}

/** Argo CD's ways to compare and apply: three ways, `ServerSideApply=true`, `ServerSideDiff=true`. */
export const STRATEGIES = ['clientSide', 'serverSideApply', 'serverSideDiff'] as const;

export type Strategy = (typeof STRATEGIES)[number];

/** A rule as it is kept beside a release, whose content is no longer there to be asked. */
export interface RecordedRule extends IgnoreDifference {
  /** The ways to compare that need it; default all. */
  readonly under?: readonly Strategy[];
  /** Who writes the fields: `HorizontalPodAutoscaler/shop/web`. */
  readonly by?: string;
}

/** The rules of a release that an Application needs which compares by `strategy`, one an object. */
export function rulesUnder(
  recorded: readonly RecordedRule[],
  strategy: Strategy,
): IgnoreDifference[] {
  const rules = new Map<string, IgnoreDifference>();
  for (const { under, by: _, ...rule } of recorded) {
    if (under && !under.includes(strategy)) continue;
    const key = JSON.stringify([rule.group ?? '', rule.kind, rule.name, rule.namespace]);
    const earlier = rules.get(key);
    rules.set(key, earlier ? joined(earlier, rule) : rule);
  }
  return [...rules.values()];
}

const LISTS = ['jsonPointers', 'jqPathExpressions', 'managedFieldsManagers'] as const;

function joined(a: IgnoreDifference, b: IgnoreDifference): IgnoreDifference {
  const lists = LISTS.filter((list) => a[list] ?? b[list]).map((list) => [
    list,
    [...new Set([...(a[list] ?? []), ...(b[list] ?? [])])].sort(),
  ]);
  return { ...a, ...(Object.fromEntries(lists) as Partial<IgnoreDifference>) };
}
