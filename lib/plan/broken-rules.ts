import { parsePointer, type Manifest, type Pointer } from '../core';
import { ruleValidatorOf, type KindSchema } from '../schema';
import type { FrozenChange } from './immutable';

/** Finds the schema of a manifest's kind; `undefined` for one that nobody knows. */
export type SchemaOf = (manifest: Manifest) => KindSchema | undefined;

/** What the API server refuses because a rule of the kind compares with what was there before. */
export function brokenRules(
  before: Manifest,
  after: Manifest,
  schemaOf: SchemaOf | undefined,
): FrozenChange[] {
  if (before.apiVersion !== after.apiVersion) return [];
  const known = schemaOf?.(after);
  const rules = known && ruleValidatorOf(known.table, known.facts.root);
  return (rules?.validateChange(after, before) ?? []).map(({ pointer, message }) => ({
    field: { pointer, path: pathOf(pointer) },
    why: message,
    outcome: 'the API server refuses this change',
  }));
}

/** `spec.list[0].name`; the root is `it`. */
function pathOf(pointer: Pointer): string {
  const text = parsePointer(pointer)
    .map((token) => (/^\d+$/.test(token) ? `[${token}]` : `.${token}`))
    .join('');
  return text === '' ? 'it' : text.replace(/^\./, '');
}
