import {
  formatKey,
  keyOf,
  STRATEGIES,
  type IgnoreDifference,
  type RecordedRule,
  type Strategy,
} from '../core';
import { expectedRules, type Expected } from './expect';
import { rulesOf } from './ignore-differences';
import type { DriftFacts, WriterClaim } from './writer';

/**
 * The rules that Applications of some content need, whatever way they compare: to be kept beside the
 * digest of a release, since they must fit its content, not that of a later day.
 *
 * @param expected writers into content that cannot be seen.
 * @returns one rule an object, writer and set of ways to compare, sorted; a rule that all ways need
 *   does not say so.
 */
export function recordedRules(
  claims: Iterable<WriterClaim>,
  expected: readonly Expected[] = [],
  facts?: DriftFacts,
): RecordedRule[] {
  const fields = new Map<string, Field>();
  for (const claim of claims) {
    const by = claimantOf(claim);
    for (const strategy of claim.under ?? STRATEGIES) {
      add(fields, rulesOf([claim], strategy), by, strategy);
    }
  }
  for (const one of expected) {
    const by = 'writer' in one ? one.writer : undefined;
    for (const strategy of STRATEGIES) {
      add(fields, expectedRules([one], facts, strategy), by, strategy);
    }
  }
  return grouped([...fields.values()]);
}

/** The object that makes a controller write, `HorizontalPodAutoscaler/shop/web`, else the controller. */
export function claimantOf({ by, writer }: Pick<WriterClaim, 'by' | 'writer'>): string {
  return by ? formatKey({ ...keyOf(by), group: '' }) : writer.title;
}

const LISTS = ['jsonPointers', 'jqPathExpressions', 'managedFieldsManagers'] as const;

/** One path of one object, by one writer. */
interface Field {
  readonly object: IgnoreDifference;
  readonly list: (typeof LISTS)[number];
  readonly path: string;
  readonly by: string | undefined;
  readonly under: Set<Strategy>;
}

function add(
  fields: Map<string, Field>,
  rules: readonly IgnoreDifference[],
  by: string | undefined,
  strategy: Strategy,
): void {
  for (const { jsonPointers, jqPathExpressions, managedFieldsManagers, ...object } of rules) {
    const paths = { jsonPointers, jqPathExpressions, managedFieldsManagers };
    for (const list of LISTS) {
      for (const path of paths[list] ?? []) {
        const key = JSON.stringify([object, list, path, by]);
        const field = fields.get(key) ?? { object, list, path, by, under: new Set() };
        fields.set(key, field);
        field.under.add(strategy);
      }
    }
  }
}

function grouped(fields: readonly Field[]): RecordedRule[] {
  const groups = new Map<string, Field[]>();
  for (const field of fields) {
    const { group = '', kind, namespace = '', name = '' } = field.object;
    const key = [group, kind, namespace, name, field.by ?? '', underOf(field).join()].join('\0');
    const own = groups.get(key);
    if (own) own.push(field);
    else groups.set(key, [field]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => {
      const { object, by, ...first } = own[0] as Field;
      const under = underOf(first);
      const lists = LISTS.flatMap((list) => {
        const paths = own.filter((field) => field.list === list).map(({ path }) => path);
        return paths.length === 0 ? [] : [[list, paths.sort()]];
      });
      return {
        ...object,
        ...(Object.fromEntries(lists) as Partial<IgnoreDifference>),
        ...(under.length < STRATEGIES.length && { under }),
        ...(by !== undefined && { by }),
      };
    });
}

function underOf({ under }: Pick<Field, 'under'>): Strategy[] {
  return STRATEGIES.filter((strategy) => under.has(strategy));
}
