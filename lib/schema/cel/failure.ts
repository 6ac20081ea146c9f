import { CostExceeded, type Budget } from './cost';
import type { Rule } from './rules';
import { CelError, Optional, type Value } from './values';

const LONGEST_MESSAGE = 5 * 1024;

/**
 * Runs a rule on a value.
 *
 * @param old what was there before; `undefined` for nothing.
 * @param budget of the object; spent, it lets no rule run after this one.
 * @returns what the API server says of it; `undefined` where the rule holds, or does not apply.
 */
export function failureOf(
  rule: Rule,
  raw: unknown,
  old: unknown,
  toValue: (raw: unknown) => Value,
  budget: Budget,
): string | undefined {
  if (rule.isTransition && old === undefined && !rule.optionalOldSelf) return undefined;
  try {
    const self = toValue(raw);
    const before = old === undefined ? undefined : toValue(old);
    const oldSelf = rule.optionalOldSelf
      ? before === undefined
        ? Optional.NONE
        : new Optional(before)
      : before;
    const result = budget.run(() => rule.run.evaluate(self, oldSelf));
    if (budget.isSpent) return OVER_BUDGET;
    return result === true ? undefined : messageOf(rule, self, oldSelf, budget);
  } catch (error) {
    if (!(error instanceof CelError || error instanceof CostExceeded)) throw error;
    return inWords(error, rule);
  }
}

const NO_MORE = 'no further validation rules will be run';
const OVER_BUDGET = `validation failed due to running out of cost budget, ${NO_MORE}`;

function inWords(error: Error, { message: own, text }: Rule): string {
  const rule = own ?? text;
  const { message } = error;
  if (error instanceof CostExceeded) {
    return `'${message}': ${NO_MORE} due to call cost exceeds limit for rule: ${rule}`;
  }
  if (!message.startsWith('no such overload')) return `${message} evaluating rule: ${rule}`;
  const what = 'call arguments did not match a supported operator, function or macro signature';
  return `'${message}': ${what} for rule: ${rule}`;
}

function messageOf(rule: Rule, self: Value, oldSelf: Value | undefined, budget: Budget): string {
  const own = rule.message ?? `failed rule: ${rule.text}`;
  const { messageRun } = rule;
  if (!messageRun) return own;
  try {
    const made = budget.run(() => messageRun.evaluate(self, oldSelf));
    const text = typeof made === 'string' ? made.trim() : '';
    const fits = text !== '' && !text.includes('\n') && Buffer.byteLength(text) <= LONGEST_MESSAGE;
    return fits ? text : own;
  } catch (error) {
    if (!(error instanceof CelError || error instanceof CostExceeded)) throw error;
    return own;
  }
}
