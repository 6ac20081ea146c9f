import { ArgoCdError } from './errors';

export const RESOURCES = [
  'applications',
  'applicationsets',
  'clusters',
  'exec',
  'logs',
  'repositories',
] as const;

const ACTIONS = ['get', 'create', 'update', 'delete', 'sync', 'override', 'rollback', '*'] as const;

/** One thing that a role of a project may do, or not. */
export interface Policy {
  /** Default `applications`. */
  readonly resource?: (typeof RESOURCES)[number];
  /** `action/apps/Deployment/restart` is a custom action; `update/…` and `delete/…` are of objects. */
  readonly action: (typeof ACTIONS)[number] | `${'action' | 'update' | 'delete'}/${string}`;
  /** Name, or glob of names, in the project: `web-*`, `team-a/web`. Default `*`, all. */
  readonly object?: string;
  /** A `deny` wins. Default `allow`. */
  readonly effect?: 'allow' | 'deny';
}

/** The policies of a role, each once. See {@link policyLine}. */
export function policyLines(
  policies: readonly (Policy | string)[],
  project: string,
  role: string,
): string[] {
  return [...new Set(policies.map((policy) => policyLine(policy, project, role)))];
}

/**
 * A policy as Argo CD reads it: `p, proj:web:deployer, applications, sync, web/*, allow`.
 *
 * @throws {ArgoCdError} `ARGOCD_POLICY_INVALID` for a line that Argo CD refuses, and with it the
 *   whole project.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/rbac/
 */
export function policyLine(policy: Policy | string, project: string, role: string): string {
  const line = typeof policy === 'string' ? policy : lineOf(policy, project, role);
  const refuse = (problem: string, hint: string): never => {
    throw new ArgoCdError(
      'ARGOCD_POLICY_INVALID',
      `the policy '${line}' of role '${role}' in AppProject '${project}' ${problem}`,
      hint,
    );
  };
  const parts = line.split(',').map((part) => part.trim());
  const [p, subject, resource = '', action = '', object = '', effect] = parts;
  const form = `p, proj:${project}:${role}, applications, sync, ${project}/*, allow`;
  if (parts.length !== 6 || p !== 'p') refuse('is no policy of six parts', `write it as ${form}`);
  if (subject !== `proj:${project}:${role}`) {
    refuse(`is of '${subject}'`, `write proj:${project}:${role}, or { action: '${action}' }`);
  }
  if (!RESOURCES.some((one) => one === resource)) {
    refuse(`is about '${resource}'`, `write one of ${RESOURCES.join(', ')}`);
  }
  if (!ACTIONS.some((one) => one === action) && !/(action|update|delete)\/.*/.test(action)) {
    refuse(`has the action '${action}'`, `write one of ${ACTIONS.join(', ')}, or action/…`);
  }
  const [first, ...names] = object.split('/');
  const named = names.length === 1 || names.length === 2;
  if (first !== project || !named || !names.every((name) => /^[*\w.-]+$/.test(name))) {
    refuse(`is about the object '${object}'`, `write ${project}/*, or ${project}/<application>`);
  }
  if (effect !== 'allow' && effect !== 'deny') {
    refuse(`has the effect '${effect}'`, 'write allow or deny');
  }
  return line;
}

function lineOf(policy: Policy, project: string, role: string): string {
  const { resource = 'applications', action, object = '*', effect = 'allow' } = policy;
  return ['p', `proj:${project}:${role}`, resource, action, `${project}/${object}`, effect].join(
    ', ',
  );
}
