import { isMap, listIn } from '../values';
import { MISSING } from './jmes-path';
import { operators } from './operators';
import { allOf, anyOf, UNKNOWN, type Truth } from './unknown';
import { oddIn, substituted, type Scope } from './variables';

/**
 * Whether the `preconditions` of a rule or a loop hold for an object, whatever the operation: a sync
 * creates it or updates it. An error in one, such as a field that is missing, stops the rule.
 */
export function conditionsHold(conditions: unknown, scope: Scope): Truth {
  if (conditions === undefined || conditions === null) return true;
  return anyOf(
    ['CREATE', 'UPDATE'].map((operation) => {
      const request = isMap(scope['request']) ? scope['request'] : {};
      const truth = blockHolds(conditions, { ...scope, request: { ...request, operation } });
      return truth === 'error' ? false : truth;
    }),
  );
}

type Verdict = Truth | 'error';

function blockHolds(block: unknown, scope: Scope): Verdict {
  if (Array.isArray(block)) {
    return every(block, (one) => (isBlock(one) ? blockHolds(one, scope) : holds(one, scope)));
  }
  if (!isBlock(block)) return 'error';
  const any = listIn(block, '/any');
  const all = listIn(block, '/all');
  const verdicts = any.map((one) => holds(one, scope));
  // Asked in order: one that holds ends it before the next one fails.
  const first = verdicts.find((one) => one === true || one === 'error');
  if (first === 'error') return 'error';
  const some = any.length === 0 ? true : first === true || anyOf(verdicts as Truth[]);
  const rest = every(all, (one) => holds(one, scope));
  return rest === 'error' ? 'error' : allOf([some, rest]);
}

function isBlock(value: unknown): boolean {
  return isMap(value) && ('any' in value || 'all' in value || Object.keys(value).length === 0);
}

function every(list: readonly unknown[], of: (one: unknown) => Verdict): Verdict {
  let all: Truth = true;
  for (const one of list) {
    const verdict = of(one);
    if (verdict === false || verdict === 'error') return verdict;
    if (verdict === undefined) all = undefined;
  }
  return all;
}

function holds(condition: unknown, scope: Scope): Verdict {
  if (!isMap(condition)) return 'error';
  const key = substituted(condition['key'], scope);
  const value = substituted(condition['value'], scope);
  const odd = oddIn([key, value]);
  if (odd === MISSING) return 'error';
  if (odd === UNKNOWN) return undefined;
  const name = String(condition['operator'] ?? '').toLowerCase();
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  return operator ? operator(key, value) : 'error';
}
