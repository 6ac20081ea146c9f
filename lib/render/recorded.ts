import { nearest } from '../core';
import { isMap } from '../template';
import { ExpansionFailure } from './failure';

type Hosts = Readonly<Record<string, readonly string[]>>;

/** The fields of each host that name what it lists. */
export const organizations: Hosts = {
  github: ['organization'],
  gitlab: ['group'],
  gitea: ['owner'],
  bitbucketServer: ['project'],
  azureDevOps: ['organization', 'teamProject'],
  bitbucket: ['owner'],
  awsCodeCommit: ['region'],
};

export const repositories: Hosts = {
  github: ['owner', 'repo'],
  gitlab: ['project'],
  gitea: ['owner', 'repo'],
  bitbucketServer: ['project', 'repo'],
  bitbucket: ['owner', 'repo'],
  azuredevops: ['organization', 'project', 'repo'],
};

/** The host of a generator, its options, and its key in the inventory: `github/acme`. */
export interface Asked {
  readonly key: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** The first of the fields that name what is listed. */
  readonly owner: string;
}

export function askedOf(spec: Readonly<Record<string, unknown>>, hosts: Hosts): Asked | undefined {
  for (const [host, fields] of Object.entries(hosts)) {
    const options = spec[host];
    if (!isMap(options)) continue;
    const names = fields.map((field) => options[field]).filter((name) => typeof name === 'string');
    return { key: [host, ...names].join('/'), options, owner: names[0] ?? '' };
  }
  return undefined;
}

/**
 * The name of a ConfigMap that a generator refers to.
 *
 * @throws {ExpansionFailure} where it has none: Argo CD finds no ConfigMap then.
 */
export function configMapOf(reference: unknown, pointer: string): string {
  if (typeof reference === 'string' && reference !== '') return reference;
  throw new ExpansionFailure('error reading configMapRef: resource name may not be empty', {
    hint: 'name the ConfigMap',
    pointer,
  });
}

/**
 * The answer that is recorded under a key.
 *
 * @param section of the inventory: `scm`.
 * @throws {ExpansionFailure} `application-set-input-missing` where none is.
 */
export function recorded<T>(
  answers: Readonly<Record<string, T>> | undefined,
  key: string,
  section: string,
  pointer: string,
): T {
  if (answers && Object.hasOwn(answers, key)) return answers[key] as T;
  const meant = nearest(key, Object.keys(answers ?? {}));
  throw new ExpansionFailure(`needs the answer of '${key}', which is not recorded`, {
    rule: 'application-set-input-missing',
    hint: meant
      ? `write '${key}' instead of '${meant}' below ${section} in the inventory`
      : `record it in the inventory: ${section}: { ${key}: … }`,
    pointer,
  });
}
