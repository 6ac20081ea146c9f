import { ArgoCdError } from './errors';
import { valuesOf } from './known-text';
import { operand, Param, pipelineOf, type Text } from './params';

/** The longest name of an Application. */
const LONGEST = 253;
const HASH = 8;

/**
 * `text` as a name that is valid whatever its parameters are: of lower-case letters, digits and
 * dashes, and where that is longer than `maxLength`, cut and ended by a hash of the whole, so long
 * texts that differ stay different names.
 *
 * @param maxLength in characters, 20 to 253; default 63, the limit of labels and namespaces.
 * @throws {ArgoCdError} `ARGOCD_NAME_INVALID` for another length.
 */
export function boundedName(text: Text, maxLength = 63): Param {
  if (!Number.isInteger(maxLength) || maxLength < 20 || maxLength > LONGEST) {
    throw new ArgoCdError(
      'ARGOCD_NAME_INVALID',
      `a name of at most ${maxLength} characters`,
      `write a length from 20 to ${LONGEST}`,
    );
  }
  const whole = pipelineOf(String(text));
  const hash = `(trunc ${HASH} (sha256sum (toString ${operand(whole)})))`;
  const name = `(default ${hash} (normalize (replace "." "-" (toString ${operand(whole)}))))`;
  const short = `printf "%s-%s" (trimAll "-" (trunc ${maxLength - HASH - 1} ${name})) ${hash}`;
  return new Param(`ternary (${short}) ${name} (gt (len ${name}) ${maxLength})`);
}

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * Refuses a name that is wrong whatever the parameters are, and where lists alone decide them, every
 * name that would be: one bad name is never made, and its Application is missing without a word.
 *
 * @param generators as the ApplicationSet's spec has them.
 * @throws {ArgoCdError} `ARGOCD_NAME_INVALID`
 */
export function checkNames(applicationSet: string, name: string, generators: unknown): void {
  const known = isFiltered(generators) ? undefined : valuesOf(name, generators);
  for (const value of known ?? []) {
    if (value.length > LONGEST || !NAME.test(value)) throw invalid(applicationSet, value);
  }
  const fixed = name.replace(/\{\{(?:"(?:[^"\\]|\\.)*"|[^"])*?\}\}/g, '');
  if (name !== '' && fixed.length <= LONGEST && /^[-a-z0-9.]*$/.test(fixed)) return;
  throw invalid(applicationSet, name);
}

/** Whether a post-selector may leave out what a list has. */
function isFiltered(generators: unknown): boolean {
  if (!Array.isArray(generators)) return false;
  return (generators as Readonly<Record<string, { generators?: unknown } | undefined>>[]).some(
    ({ selector, matrix, merge }) =>
      selector !== undefined || isFiltered(matrix?.generators) || isFiltered(merge?.generators),
  );
}

function invalid(applicationSet: string, name: string): ArgoCdError {
  return new ArgoCdError(
    'ARGOCD_NAME_INVALID',
    `ApplicationSet '${applicationSet}' makes an Application named '${name}'`,
    `write at most ${LONGEST} lower-case letters, digits, dots and dashes: boundedName(…) makes such names`,
  );
}
