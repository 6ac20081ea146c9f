import { ArgoCdError } from './errors';
import { cronProblem } from './cron';
import { isGoDuration } from './duration';
import type { ProjectSpec, SyncWindow } from './project-types';

/**
 * Refuses what Argo CD refuses of a project, or would take for something else: one bad line, and no
 * Application of the project is synced.
 *
 * @throws {ArgoCdError} `ARGOCD_PROJECT_INVALID`
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
export function checkProject(name: string, spec: ProjectSpec): void {
  const refuse: Refuse = (problem, hint) => {
    throw new ArgoCdError('ARGOCD_PROJECT_INVALID', `AppProject '${name}' ${problem}`, hint);
  };
  checkDestinations(spec, refuse);
  once(spec.sourceRepos ?? [], 'the source', refuse);
  once(spec.sourceNamespaces ?? [], 'the source namespace', refuse);
  if ((spec.sourceRepos ?? []).includes('!*')) {
    refuse("has the source '!*'", 'leave sourceRepos out: nothing is allowed then');
  }
  if ((spec.description ?? '').length > 255) {
    refuse('has a description of more than 255 characters', 'write a shorter one');
  }
  checkRoles(spec, refuse);
  (spec.syncWindows ?? []).forEach((window, i) => checkWindow(window, i, refuse));
  once((spec.syncWindows ?? []).map(identityOf), 'the sync window', refuse);
  checkAccounts(spec, refuse);
  const policies = spec.sourceIntegrity?.git.policies ?? [];
  if ('signatureKeys' in spec && spec.sourceIntegrity) {
    refuse('has sourceIntegrity and signatureKeys, which it overrides', 'leave signatureKeys out');
  }
  for (const { repos, gpg } of policies) {
    if (repos.length === 0) refuse('has a policy of signatures for no repository', 'write repos');
    if (!['none', 'head', 'strict'].includes(gpg.mode)) {
      refuse(`has the mode '${gpg.mode}' of signatures`, 'write none, head or strict');
    }
    if (gpg.mode !== 'none' && gpg.keys.length === 0) {
      refuse(`asks for signatures (${gpg.mode}) by none of the keys`, 'write keys');
    }
  }
}

type Refuse = (problem: string, hint: string) => never;

function checkDestinations({ destinations = [] }: ProjectSpec, refuse: Refuse): void {
  for (const { server, name, namespace } of destinations) {
    if (!server && !name) refuse('has a destination without cluster', 'write server or name');
    if (!namespace) {
      refuse(`has the destination ${server ?? name} without namespace`, "write namespace: '*'");
    }
    if ([server, name, namespace].includes('!*')) {
      refuse("has a destination '!*', which excludes everything", 'leave it out');
    }
  }
  const keys = destinations.map((one) => `${one.server ?? one.name}/${one.namespace}`);
  once(keys, 'the destination', refuse);
}

function checkRoles({ roles = [] }: ProjectSpec, refuse: Refuse): void {
  once(
    roles.map((role) => role.name),
    'the role',
    refuse,
  );
  for (const { name, groups = [] } of roles) {
    if (!/^[a-zA-Z0-9]([-_a-zA-Z0-9]*[a-zA-Z0-9])?$/.test(name)) {
      refuse(`has the role '${name}'`, 'write letters, digits, dashes and underscores');
    }
    once(groups, `in role '${name}' the group`, refuse);
    for (const group of groups) {
      const [, quoted] = /^"(.*)"$/.exec(group.trim()) ?? [];
      const inner = quoted ?? group.trim();
      if (quoted === undefined && inner.includes(',')) {
        refuse(`has the group '${group}' in role '${name}'`, `write it in quotes: '"${group}"'`);
      }
      if (inner === '' || /["\n\r\t]/.test(inner)) {
        refuse(`has the group '${group}' in role '${name}'`, 'write the name of a group');
      }
    }
  }
}

function checkWindow(window: SyncWindow, i: number, refuse: Refuse): void {
  const wrong = (problem: string, hint: string) => refuse(`, syncWindows[${i}], ${problem}`, hint);
  const { kind, schedule, duration, timeZone, description = '' } = window;
  if (!['allow', 'deny'].includes(kind)) wrong(`is of kind '${kind}'`, 'write allow or deny');
  const problem = cronProblem(schedule);
  if (problem !== undefined) {
    wrong(`'${schedule}', ${problem}`, "write five fields of cron, such as '0 22 * * 1-5'");
  }
  if (!isGoDuration(duration)) {
    wrong(`is open for '${duration}'`, "write a duration of Go: '1h30m'");
  }
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    wrong(
      `has the time zone '${timeZone}', for which Argo CD would take UTC`,
      "write a name such as 'Europe/Berlin'",
    );
  }
  if (description.length > 255) wrong('is described in more than 255 characters', 'say it shorter');
  const { applications = [], namespaces = [], clusters = [] } = window;
  if (applications.length + namespaces.length + clusters.length === 0) {
    wrong('is for no Application', "write applications: ['*'], namespaces or clusters");
  }
}

/** What makes two windows the same to Argo CD. */
function identityOf(window: SyncWindow): string {
  const { kind, schedule, duration, applications, namespaces, clusters } = window;
  const { timeZone = '', andOperator = false } = window;
  const lists = [applications, namespaces, clusters].map((list = []) => list);
  return JSON.stringify([kind, schedule, duration, ...lists, timeZone, andOperator]);
}

function checkAccounts({ destinationServiceAccounts = [] }: ProjectSpec, refuse: Refuse): void {
  for (const { server, namespace = '', defaultServiceAccount } of destinationServiceAccounts) {
    const denying = [server, namespace].find((text) => text.includes('!'));
    if (denying !== undefined) {
      refuse(`has an account for '${denying}'`, 'write which destinations, not which not');
    }
    if (defaultServiceAccount.trim() === '' || /[!*[\]{}\\/]/.test(defaultServiceAccount)) {
      refuse(
        `has the account '${defaultServiceAccount}' for ${server}`,
        "write the name of a ServiceAccount, or 'namespace:name'",
      );
    }
  }
  once(
    destinationServiceAccounts.map(({ server, namespace = '' }) => `${server}/${namespace}`),
    'an account for',
    refuse,
  );
}

function once(values: readonly string[], what: string, refuse: Refuse): void {
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) refuse(`has ${what} '${twice}' twice`, 'leave one of the two out');
}

/** Go reads the same names, and `Local`. */
function isTimeZone(name: string): boolean {
  if (name === '' || name === 'Local') return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
