import { isMap } from '../template';
import { ExpansionFailure } from './failure';
import type { LabelExpression, LabelSelector } from './selector';

/**
 * A selector as it is written: Go reads it into typed fields, and what does not fit them is refused.
 *
 * @throws {ExpansionFailure}
 */
export function readSelector(value: unknown): LabelSelector {
  if (value === undefined || value === null) return {};
  const { matchLabels, matchExpressions } = mapOf(value, 'selector');
  return {
    matchLabels: Object.fromEntries(
      Object.entries(mapOf(matchLabels ?? {}, 'matchLabels')).map(([key, label]) => [
        key,
        textOf(label, `matchLabels.${key}`),
      ]),
    ),
    matchExpressions: listOf(matchExpressions, 'matchExpressions').map(expressionOf),
  };
}

function expressionOf(value: unknown): LabelExpression {
  const { key, operator, values } = mapOf(value ?? {}, 'matchExpressions');
  return {
    key: textOf(key, 'matchExpressions.key'),
    operator: textOf(operator, 'matchExpressions.operator'),
    values: listOf(values, 'matchExpressions.values').map((item) =>
      textOf(item, 'matchExpressions.values'),
    ),
  };
}

function mapOf(value: unknown, path: string): Readonly<Record<string, unknown>> {
  return isMap(value) ? value : refuse(value, path, 'a map');
}

function listOf(value: unknown, path: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as unknown[]) : refuse(value, path, 'a list');
}

/** Nothing is an empty text, as in Go. */
function textOf(value: unknown, path: string): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : refuse(value, path, 'a text, in quotes');
}

function refuse(value: unknown, path: string, wanted: string): never {
  throw new ExpansionFailure(
    `json: cannot unmarshal ${JSON.stringify(value)} into the field ${path} of a label selector`,
    { hint: `write ${wanted}` },
  );
}
