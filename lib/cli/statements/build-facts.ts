import { spawnSync } from 'node:child_process';
import type { World } from '../../core';
import { withoutLogin } from '../remote-address';

/** Who builds, of which source; as a CI system tells it, else as git does. */
export interface BuildFacts {
  /** `https://github.com/actions/runner/github-hosted` */
  readonly builder: string;
  /** Address of the run. */
  readonly invocation?: string;
  /** The source, as far as it is known. */
  readonly source?: Source;
  /** What defines the job: `.github/workflows/release.yaml`. */
  readonly workflow?: { readonly path: string; readonly ref?: string; readonly repository: string };
  /** What set it off, as the CI system names it. */
  readonly internal?: Readonly<Record<string, string>>;
}

export interface Source {
  /** `https://github.com/acme/app` */
  readonly repository: string;
  /** `refs/heads/main` */
  readonly ref?: string;
  readonly commit?: string;
  /** Whether files differ from the commit; only where git says so. */
  readonly isChanged?: boolean;
}

/** What made by hand names as its builder. */
export const BY_HAND = 'https://cdk8s-gitops.dev/builder/by-hand';

export function buildFacts(world: World): BuildFacts {
  const { env } = world;
  if (env['GITHUB_ACTIONS'] === 'true') return fromGitHub(env);
  if (env['GITLAB_CI'] === 'true') return fromGitLab(env);
  const source = fromGit(world);
  return { builder: BY_HAND, ...(source && { source }) };
}

type Env = World['env'];

/** @see https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
function fromGitHub(env: Env): BuildFacts {
  const server = env['GITHUB_SERVER_URL'] || 'https://github.com';
  const repository = `${server}/${env['GITHUB_REPOSITORY'] ?? ''}`;
  const attempt = env['GITHUB_RUN_ATTEMPT'] || '1';
  const workflow = workflowOf(env, server);
  return {
    builder: `https://github.com/actions/runner/${env['RUNNER_ENVIRONMENT'] || 'self-hosted'}`,
    invocation: `${repository}/actions/runs/${env['GITHUB_RUN_ID'] ?? ''}/attempts/${attempt}`,
    source: { repository, ...pick(env, { ref: 'GITHUB_REF', commit: 'GITHUB_SHA' }) },
    ...(workflow && { workflow }),
    internal: pick(env, {
      event: 'GITHUB_EVENT_NAME',
      repositoryId: 'GITHUB_REPOSITORY_ID',
      repositoryOwnerId: 'GITHUB_REPOSITORY_OWNER_ID',
    }),
  };
}

/** `acme/app/.github/workflows/release.yaml@refs/heads/main`, in its parts. */
function workflowOf(env: Env, server: string): BuildFacts['workflow'] {
  const [, repository, path, ref] =
    /^([^/]+\/[^/]+)\/([^@]+)(?:@(.+))?$/.exec(env['GITHUB_WORKFLOW_REF'] ?? '') ?? [];
  if (repository === undefined || path === undefined) return undefined;
  return { repository: `${server}/${repository}`, path, ...(ref !== undefined && { ref }) };
}

/** @see https://docs.gitlab.com/ci/variables/predefined_variables/ */
function fromGitLab(env: Env): BuildFacts {
  const repository = env['CI_PROJECT_URL'] ?? '';
  const tag = env['CI_COMMIT_TAG'];
  const branch = env['CI_COMMIT_BRANCH'] || env['CI_COMMIT_REF_NAME'];
  const ref = tag ? `refs/tags/${tag}` : branch && `refs/heads/${branch}`;
  const { commit } = pick(env, { commit: 'CI_COMMIT_SHA' });
  const path = env['CI_CONFIG_PATH'] || '.gitlab-ci.yml';
  const { invocation } = pick(env, { invocation: 'CI_JOB_URL' });
  return {
    builder: `${repository}/-/runners/${env['CI_RUNNER_ID'] ?? ''}`,
    ...(invocation !== undefined && { invocation }),
    source: { repository, ...(ref && { ref }), ...(commit !== undefined && { commit }) },
    workflow: { repository, path, ...(ref && { ref }) },
    internal: pick(env, { event: 'CI_PIPELINE_SOURCE', projectId: 'CI_PROJECT_ID' }),
  };
}

function fromGit({ cwd }: World): Source | undefined {
  const ask = (...args: readonly string[]) => {
    const { status, stdout } = spawnSync('git', args, { cwd, encoding: 'utf8' });
    return status === 0 ? stdout.trim() : undefined;
  };
  const commit = ask('rev-parse', '--verify', '--quiet', 'HEAD');
  const repository = addressOf(ask('config', '--get', 'remote.origin.url') ?? '');
  if (commit === undefined || repository === undefined) return undefined;
  const ref = ask('symbolic-ref', '--quiet', 'HEAD');
  const isChanged = ask('status', '--porcelain') !== '';
  return { repository, commit, ...(ref !== undefined && { ref }), isChanged };
}

/** `git@host:path` becomes an address as well; paths of this machine are none. */
function addressOf(remote: string): string | undefined {
  const [, host, path] = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(.+)$/.exec(remote) ?? [];
  if (host !== undefined && path !== undefined) return `ssh://${host}/${path}`;
  return URL.canParse(remote) ? withoutLogin(remote) : undefined;
}

function pick<K extends string>(
  env: Env,
  names: Readonly<Record<K, string>>,
): Readonly<Partial<Record<K, string>>> & Readonly<Record<string, string>> {
  const entries = Object.entries<string>(names).flatMap(([key, name]) => {
    const value = env[name];
    return value === undefined || value === '' ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries) as Partial<Record<K, string>> & Record<string, string>;
}
