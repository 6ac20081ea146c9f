import type * as Re2 from 're2js';
import { OciError } from '../errors';

/** Whoever a certificate was given to, as it says: by a CI system, a mail address. */
export interface Identity {
  /** `https://github.com/acme/app/.github/workflows/release.yaml@refs/heads/main` */
  readonly subject: string;
  /** Who vouches for that: `https://token.actions.githubusercontent.com` */
  readonly issuer: string;
}

/** Which identities may sign. */
export interface IdentityRule {
  readonly subject: TextRule;
  readonly issuer: TextRule;
}

/** A text, or a pattern of RE2 that is found anywhere in it, as cosign has it. */
export type TextRule = { readonly is: string } | { readonly matches: string };

/** Whether a rule allows somebody. */
export function allows({ subject, issuer }: IdentityRule, by: Identity): boolean {
  return fits(subject, by.subject) && fits(issuer, by.issuer);
}

/**
 * A pattern, checked.
 *
 * @param where of the pattern, for messages: `--certificate-identity-regexp`.
 * @throws {OciError} `OCI_OPTION_INVALID` for what is no pattern of RE2.
 */
export function patternOf(text: string, where: string): TextRule {
  try {
    compiled(text);
  } catch {
    throw new OciError(
      'OCI_OPTION_INVALID',
      `${where} is '${text}', which is no pattern of RE2`,
      'write one as Go reads it: no look-ahead, no back-reference',
    );
  }
  return { matches: text };
}

/** `by 'x' of 'y'`, for messages. */
export function nameOfIdentity({ subject, issuer }: Identity): string {
  return `'${subject}' of '${issuer}'`;
}

function fits(rule: TextRule, text: string): boolean {
  return 'is' in rule ? rule.is === text : compiled(rule.matches).matcher(text).find();
}

function compiled(pattern: string): Re2.RE2JS {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded where it is needed only
  const { RE2JS } = require('re2js') as typeof Re2;
  return RE2JS.compile(pattern);
}
