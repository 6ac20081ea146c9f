import { escapeToken, nearest, STRATEGIES, type Pointer, type RecordedRule } from '../core';
import { expected, Faulty, fieldsOf, requireKnown } from './faults';

const NAMES = ['group', 'kind', 'name', 'namespace'];
const LISTS = ['jsonPointers', 'jqPathExpressions', 'managedFieldsManagers'];
const KEYS = [...NAMES, ...LISTS, 'under', 'by'];

/**
 * The drift rules at `pointer`.
 *
 * @throws {Faulty} where one has an unknown key, a wrong type, no kind, or nothing to ignore.
 */
export function checkRules(value: unknown, pointer: Pointer): readonly RecordedRule[] {
  if (!Array.isArray(value)) throw new Faulty({ pointer, ...expected('a list of rules', value) });
  return value.map((rule: unknown, index) => checkRule(rule, `${pointer}/${index}`));
}

function checkRule(value: unknown, pointer: Pointer): RecordedRule {
  const fields = fieldsOf(value, pointer, 'a rule, e.g. { group, kind, name, jsonPointers }');
  for (const [key, field] of fields) {
    const at = `${pointer}/${escapeToken(key)}`;
    requireKnown(key, KEYS, at);
    if (NAMES.includes(key) || key === 'by') requireText(field, at);
    else requireTexts(field, at);
  }
  const rule = Object.fromEntries(fields) as unknown as RecordedRule;
  if (!rule.kind) throw new Faulty({ pointer, message: 'rule has no kind', hint: 'write kind' });
  const { jsonPointers = [], jqPathExpressions = [], managedFieldsManagers = [] } = rule;
  if (jsonPointers.length + jqPathExpressions.length + managedFieldsManagers.length === 0) {
    const hint = `write ${LISTS.join(', ')} or remove the rule`;
    throw new Faulty({ pointer, message: 'rule ignores nothing', hint });
  }
  if (rule.under) requireStrategies(rule.under, `${pointer}/under`);
  jsonPointers.forEach((at, index) => requirePointer(at, `${pointer}/jsonPointers/${index}`));
  return rule;
}

function requireText(value: unknown, pointer: Pointer): void {
  if (typeof value !== 'string') throw new Faulty({ pointer, ...expected('a string', value) });
}

function requireTexts(value: unknown, pointer: Pointer): void {
  if (!Array.isArray(value)) throw new Faulty({ pointer, ...expected('a list of strings', value) });
  value.forEach((item, index) => requireText(item, `${pointer}/${index}`));
}

function requirePointer(value: string, pointer: Pointer): void {
  if (value.startsWith('/')) return;
  const message = `'${value}' is no JSON pointer`;
  throw new Faulty({ pointer, message, hint: 'start it with /, e.g. /spec/replicas' });
}

function requireStrategies(names: readonly string[], pointer: Pointer): void {
  const all = STRATEGIES.join(', ');
  if (names.length === 0) {
    const hint = `write some of ${all}, or remove it: the rule is for all`;
    throw new Faulty({ pointer, message: 'rule is under no way to compare', hint });
  }
  names.forEach((name, index) => {
    if (STRATEGIES.some((one) => one === name)) return;
    const message = `'${name}' is no way to compare`;
    const hint = `write '${nearest(name, STRATEGIES) ?? all}'`;
    throw new Faulty({ pointer: `${pointer}/${index}`, message, hint });
  });
}
