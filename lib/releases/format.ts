import { emitDocument } from '../core';
import { isPin, type IgnoreRule, type Ring } from './releases';

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
  const { version, digest, drift } = ring;
  return flow({ version, digest, drift: drift.length > 0 ? drift : undefined });
}

/** How data on one line looks. */
export interface FlowLook {
  /** Every string between double quotes. */
  readonly json: boolean;
  /** No space behind `{` and before `}`. */
  readonly tight: boolean;
}

/** Data on one line; `undefined` fields are left out. */
export function flow(value: unknown, look: FlowLook = { json: false, tight: false }): string {
  if (Array.isArray(value)) return `[${value.map((item) => flow(item, look)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return scalar(String(value), look.json);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .map(([key, field]) => `${scalar(key, look.json)}: ${flow(field, look)}`)
    .join(', ');
  return look.tight || fields === '' ? `{${fields}}` : `{ ${fields} }`;
}

/** The fields of a rule in their usual order, whatever order they came in. */
export function orderedRule(rule: IgnoreRule): IgnoreRule {
  const { group, kind, name, namespace, ...lists } = rule;
  const { jsonPointers, jqPathExpressions, managedFieldsManagers } = lists;
  const fields = {
    ...{ group, kind, name, namespace },
    ...{ jsonPointers, jqPathExpressions, managedFieldsManagers },
  };
  return Object.fromEntries(
    Object.entries(fields).filter(([, field]) => field !== undefined),
  ) as unknown as IgnoreRule;
}

/** A string inside brackets or braces, plain where every reader takes it for that string. */
function scalar(text: string, json: boolean): string {
  if (json) return JSON.stringify(text);
  const alone = emitDocument(text).slice(0, -1);
  return alone === text && !/[[\]{},]|:$/.test(text) ? text : JSON.stringify(text);
}
