import type { Rule } from '../rule';
import { duplicateObject } from './duplicate-object';
import { fieldHasTwoWriters } from './field-has-two-writers';
import { removedApiVersion } from './removed-api-version';
import { schemaViolation } from './schema-violation';
import { targetHasTwoScalers } from './target-has-two-scalers';
import { unknownField } from './unknown-field';
import { unknownKind } from './unknown-kind';

const list = [
  duplicateObject,
  fieldHasTwoWriters,
  removedApiVersion,
  schemaViolation,
  targetHasTwoScalers,
  unknownField,
  unknownKind,
] as const;

/** The id of a rule: what a suppression names. */
export type RuleId = (typeof list)[number]['id'];

/** Every rule there is; one file each. */
export const rules: readonly Rule<RuleId>[] = list;
