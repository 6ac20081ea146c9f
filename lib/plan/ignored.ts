import { valueAt, type IgnoreDifference, type Manifest, type ObjectKey } from '../core';
import { ruleEffect } from '../drift';
import { isMap } from './values';

/** What an Application leaves out of its comparison of one object. */
export interface Ignored {
  readonly pointers: readonly string[];
  /** Rules that could not be applied here, in words. */
  readonly problems: readonly string[];
}

/** @param sides the object as Git has it and as it runs: an expression may find fields in either. */
export function ignoredBy(
  application: Manifest,
  { namespace }: ObjectKey,
  sides: readonly Manifest[],
): Ignored {
  const rules = valueAt(application, '/spec/ignoreDifferences');
  if (!Array.isArray(rules)) return { pointers: [], problems: [] };
  const pointers: string[] = [];
  const problems = new Set<string>();
  for (const rule of rules.filter(isMap) as unknown as IgnoreDifference[]) {
    for (const side of sides) {
      const { metadata } = side;
      const placed = { ...metadata, ...(namespace !== undefined && { namespace }) };
      const effect = ruleEffect(rule, { ...side, metadata: placed });
      pointers.push(...effect.pointers);
      for (const one of effect.problems) {
        if (one.reason !== 'error') problems.add(`${one.expression}: ${one.problem}`);
      }
    }
    pointers.push(...owned(rule, sides, namespace));
  }
  return { pointers, problems: [...problems] };
}

/** Fields that a manager of the rule owns, by the live object's managedFields. */
function owned(
  rule: IgnoreDifference,
  sides: readonly Manifest[],
  namespace: string | undefined,
): string[] {
  const managers: unknown = valueAt(rule, '/managedFieldsManagers');
  if (!Array.isArray(managers)) return [];
  return sides.flatMap((side) => {
    const metadata = { ...side.metadata, ...(namespace !== undefined && { namespace }) };
    if (ruleEffect(rule, { ...side, metadata }).mismatch !== undefined) return [];
    const entries = valueAt(side, '/metadata/managedFields');
    if (!Array.isArray(entries)) return [];
    return entries
      .filter(isMap)
      .filter(({ manager }) => managers.includes(manager))
      .flatMap(({ fieldsV1 }) => fieldsIn(fieldsV1, side, ''));
  });
}

/** The deepest fields of a `fieldsV1`, items of lists found by their keys in the object. */
function fieldsIn(fields: unknown, value: unknown, pointer: string): string[] {
  if (!isMap(fields)) return [];
  const below = Object.entries(fields).filter(([key]) => key !== '.');
  if (below.length === 0) return [pointer];
  return below.flatMap(([key, inner]) => {
    const name = key.slice(2);
    if (key.startsWith('f:')) {
      const token = name.replace(/~/g, '~0').replace(/\//g, '~1');
      return fieldsIn(inner, isMap(value) ? value[name] : undefined, `${pointer}/${token}`);
    }
    if (!key.startsWith('k:') || !Array.isArray(value)) return [];
    const wanted = JSON.parse(name) as Readonly<Record<string, unknown>>;
    const index = value.findIndex(
      (item) => isMap(item) && Object.entries(wanted).every(([one, is]) => item[one] === is),
    );
    return index < 0 ? [] : fieldsIn(inner, value[index], `${pointer}/${index}`);
  });
}
