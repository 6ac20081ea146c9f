import type { IConstruct } from 'constructs';
import { programOf } from '../../constructs/artifact/program';
import * as schemas from '../../imports/schemas';
import type { Diagnostic } from '../core';
import { lint, type LintOptions } from '../lint';
import { manifestSet } from './manifests';

/** A finding as a test compares it: what, where, how bad. */
export type AppFinding = Pick<Diagnostic, 'rule' | 'severity' | 'message' | 'pointer'> & {
  /** `hub/services/Resource` */
  readonly constructPath: string | undefined;
};

/**
 * What `cdk8s-gitops lint` finds in a construct's manifests, with construct paths in place of files.
 *
 * ```ts
 * expect(lintApp(app)).toEqual([]);
 * ```
 */
export function lintApp(
  construct: IConstruct,
  options: Omit<LintOptions, 'schemas'> = {},
): AppFinding[] {
  const { targets } = programOf(construct) ?? {};
  return lint(manifestSet(construct), { targets: { ...targets }, ...options, schemas }).map(
    ({ rule, severity, message, pointer, origin }) => ({
      rule,
      severity,
      message,
      pointer,
      constructPath: origin.constructPath,
    }),
  );
}
