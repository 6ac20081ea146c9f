import type { Rule } from './rules';
import { CelError, Optional, type Value } from './values';

const LONGEST_MESSAGE = 5 * 1024;

/**
 * Runs a rule on a value.
 *
 * @param old what was there before; `undefined` for nothing.
 * @returns what the API server says of it; `undefined` where the rule holds, or does not apply.
 */
export function failureOf(
  rule: Rule,
  raw: unknown,
  old: unknown,
  toValue: (raw: unknown) => Value,
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
    if (rule.run.evaluate(self, oldSelf) === true) return undefined;
    return messageOf(rule, self, oldSelf);
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    return inWords(error.message, rule);
  }
}

function inWords(message: string, { message: own, text }: Rule): string {
  const rule = own ?? text;
  if (!message.startsWith('no such overload')) return `${message} evaluating rule: ${rule}`;
  const what = 'call arguments did not match a supported operator, function or macro signature';
  return `'${message}': ${what} for rule: ${rule}`;
}

function messageOf(rule: Rule, self: Value, oldSelf: Value | undefined): string {
  const own = rule.message ?? `failed rule: ${rule.text}`;
  if (!rule.messageRun) return own;
  try {
    const made = rule.messageRun.evaluate(self, oldSelf);
    const text = typeof made === 'string' ? made.trim() : '';
    const fits = text !== '' && !text.includes('\n') && Buffer.byteLength(text) <= LONGEST_MESSAGE;
    return fits ? text : own;
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    return own;
  }
}
