import type { Diagnostic, Manifest, Severity } from '../../core';

/** Why an answer of a simulation is missing: the rule of its diagnostic. */
export type SyncProblem = keyof typeof PROBLEMS;

/** An error of Argo CD's own that a simulation meets, or a question that cannot be answered here. */
export class Stopped extends Error {
  constructor(
    readonly problem: SyncProblem,
    message: string,
    /** Where it stands; default: in the object as a whole. */
    readonly place: Place = {},
  ) {
    super(message);
  }
}

interface Place {
  readonly pointer?: string;
  /** Default: the desired object. */
  readonly manifest?: Manifest | undefined;
}

const DIFFING = 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/';

const PROBLEMS = {
  'sync-rule-invalid': {
    severity: 'error',
    hint: 'repair the expression: Argo CD compares nothing of the Application as long as it is there',
    source: DIFFING,
  },
  'sync-rule-not-run': {
    severity: 'warning',
    hint: 'write the path with functions that are run here, or ask the cluster',
    source: DIFFING,
  },
  'sync-rule-removes-object': {
    severity: 'error',
    hint: 'name a field below spec or metadata',
    source: DIFFING,
  },
  'sync-schema-unknown': {
    severity: 'warning',
    hint: 'give the CRD of the kind, in `definitions`',
    source: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy',
  },
  'sync-comparison-fails': {
    severity: 'error',
    hint: 'repair the object: Argo CD reports a ComparisonError',
    source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diff-strategies/',
  },
  'sync-apply-fails': {
    severity: 'error',
    hint: 'repair the object: the API server refuses it, and every sync of the Application fails',
    source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/',
  },
} as const satisfies Record<string, { severity: Severity; hint: string; source: string }>;

/** The diagnostic of a problem of an object. */
export function problemOf(
  rule: SyncProblem,
  message: string,
  desired: Manifest,
  { pointer = '', manifest = desired }: Place = {},
): Diagnostic {
  return { rule, ...PROBLEMS[rule], message, manifest, pointer, origin: {} };
}
