import { newestUse } from './newest-use';
import { placed, type Rule } from './rules';

const RULES = 25;

/** Of the fields of a rule, the releases that read them. */
const FIELDS: Readonly<Record<string, number>> = {
  messageExpression: 27,
  reason: 28,
  fieldPath: 28,
  // A field since 1.29, dropped until ratcheting was on by default.
  optionalOldSelf: 30,
};

/**
 * What of a rule is too new for the release that is to take it, and in which of its fields.
 *
 * @param given the rule as written.
 * @param minor of Kubernetes 1; infinite for the newest known.
 */
export function* tooNew(
  { run, messageRun }: Rule,
  given: unknown,
  minor: number,
): Generator<readonly [field: string, message: string]> {
  if (minor < RULES) {
    yield ['rule', needs('rules in CEL', RULES, minor)];
    return;
  }
  const fields = given as Readonly<Record<string, unknown>>;
  for (const [field, since] of Object.entries(FIELDS)) {
    if (fields[field] !== undefined && minor < since) yield [field, needs('it', since, minor)];
  }
  for (const [field, made] of [
    ['rule', run],
    ['messageExpression', messageRun],
  ] as const) {
    const use = made && newestUse(made.parsed, made.checked);
    if (!use || minor >= use.since) continue;
    const what = `${use.what} at ${placed(use.at, String(fields[field]))}`;
    yield [field, needs(what, use.since, minor)];
  }
}

function needs(what: string, since: number, minor: number): string {
  return `needs Kubernetes 1.${since} for ${what}, and the target is 1.${minor}`;
}
