import { ManifestSet, type Diagnostic, type Manifest } from '../core';
import type { ContextOptions } from './context';
import { lint } from './lint';
import { schemaViolation } from './rules/schema-violation';
import { unknownField } from './rules/unknown-field';

/**
 * What the API server would refuse of objects that a controller makes, or drop from them: what is not
 * as the schema of the kind and its rules in CEL say. Kinds that nobody knows are passed over.
 */
export function refusedOf(objects: readonly Manifest[], options: ContextOptions): Diagnostic[] {
  const set = new ManifestSet(objects.map((manifest) => ({ manifest, origin: {} })));
  return lint(set, { ...options, rules: [schemaViolation, unknownField] });
}
