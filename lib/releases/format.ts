import type { RecordedRule } from '../core';
import { flow } from '../core/yaml/edit';
import { isPin, type Release, type Ring } from './releases';

/** The text of a new releases file: a line a ring, keys in the order given. */
export function formatReleases(
  artifacts: Readonly<Record<string, Readonly<Record<string, Ring>>>>,
): string {
  return Object.entries(artifacts)
    .map(([artifact, rings]) => {
      const lines = Object.entries(rings).map(([ring, value]) => `  ${ring}: ${flowRing(value)}\n`);
      return lines.length > 0 ? `${artifact}:\n${lines.join('')}` : `${artifact}: {}\n`;
    })
    .join('');
}

/** What a ring runs, on one line: `head`, or `{ version: 2.1.0, digest: …, drift: […] }`. */
export function flowRing(ring: Ring): string {
  if (!isPin(ring)) return 'head';
  const { previous } = ring;
  return flow({ ...fieldsOf(ring), previous: previous && fieldsOf(previous) });
}

function fieldsOf({ version, repository, digest, drift, syncOptions = [] }: Release) {
  return {
    ...{ version, repository, digest },
    drift: drift.length > 0 ? drift : undefined,
    syncOptions: syncOptions.length > 0 ? syncOptions : undefined,
  };
}

/** The fields of a rule in their usual order, whatever order they came in. */
export function orderedRule(rule: RecordedRule): RecordedRule {
  const { group, kind, name, namespace, under, by, ...lists } = rule;
  const { jsonPointers, jqPathExpressions, managedFieldsManagers } = lists;
  const fields = {
    ...{ group, kind, name, namespace },
    ...{ jsonPointers, jqPathExpressions, managedFieldsManagers },
    ...{ under, by },
  };
  return Object.fromEntries(
    Object.entries(fields).filter(([, field]) => field !== undefined),
  ) as unknown as RecordedRule;
}
