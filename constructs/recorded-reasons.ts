import { formatKey, type RecordedRule, type Strategy } from '../lib/core';

/**
 * Why an Application that compares by `strategy` has the rules of a release: a line each.
 *
 * @param since `recorded with 2.1.0`
 */
export function recordedReasons(
  recorded: readonly RecordedRule[],
  strategy: Strategy = 'clientSide',
  since: string,
): string[] {
  return recorded
    .filter(({ under }) => !under || under.includes(strategy))
    .map(({ by, kind, group = '', namespace, name = '*', ...lists }) => {
      if (by === undefined) return `${since} for ${kind} ${name}`;
      const { jsonPointers = [], jqPathExpressions = [], managedFieldsManagers = [] } = lists;
      const fields = [
        ...jsonPointers,
        ...jqPathExpressions,
        ...managedFieldsManagers.map((manager) => `what ${manager} manages`),
      ];
      const object = formatKey({
        group,
        kind,
        name,
        ...(namespace !== undefined && { namespace }),
      });
      return `${since}: ${by} writes ${fields.join(', ')} of ${object}`;
    });
}
