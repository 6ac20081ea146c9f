import { basename, dirname, join, resolve } from 'node:path';
import { isCodedError, type World } from '../../core';
import type * as Oci from '../../oci';
import { CliError } from '../errors';

/** What the written files say of a repository. */
export interface InitFacts {
  /** Of the package: `platform`. */
  readonly name: string;
  /** Where artifacts are pushed below: `ghcr.io/acme/platform`. */
  readonly repository: string;
  /** What Argo CD reads the hub from: `https://github.com/acme/platform.git`. */
  readonly repoURL: string;
  /** The branch that is deployed. */
  readonly branch: string;
  /** The folder below the top of its git repository: `''` or `platform/`. */
  readonly prefix: string;
  /** Where the lock file is that its packages are installed by: `''` for the top, else the prefix. */
  readonly lockPrefix: string;
  /** Whether repository and address are only examples. */
  readonly isExample: boolean;
}

export interface InitOptions {
  readonly repository?: string | undefined;
  readonly repoURL?: string | undefined;
}

/**
 * Reads from `.git` where a folder is at home; GitHub's and GitLab's registries follow from that.
 *
 * @throws {CliError} `CLI_FLAG_VALUE` for a repository or an address that is none.
 */
export function factsOf(folder: string, options: InitOptions, world: World): InitFacts {
  const at = resolve(world.cwd, folder);
  const top = topOf(at, world);
  const git = top === undefined ? undefined : join(top, '.git');
  const origin = git === undefined ? undefined : originOf(git, world);
  const repository = options.repository ?? (origin && registryOf(origin));
  const repoURL = options.repoURL ?? (origin && `https://${origin.host}/${origin.path}.git`);
  if (repository !== undefined) check(repository);
  if (options.repoURL !== undefined) checkAddress(options.repoURL);
  const prefix = top === undefined || top === at ? '' : `${at.slice(join(top, '/').length)}/`;
  return {
    name: nameOf(basename(at)),
    repository: repository ?? 'ghcr.io/acme/platform',
    repoURL: repoURL ?? 'https://github.com/acme/platform.git',
    branch: (git === undefined ? undefined : branchOf(git, world)) ?? 'main',
    prefix,
    lockPrefix: lockPrefixOf(top, prefix, world),
    isExample: repository === undefined || repoURL === undefined,
  };
}

/** npm keeps one lock file for all workspaces of a repository, at its top. */
function lockPrefixOf(top: string | undefined, prefix: string, { disk }: World): string {
  if (top === undefined || prefix === '') return prefix;
  const has = (folder: string) => disk.kindOf(join(top, folder, 'package-lock.json')) === 'file';
  return has('') && !has(prefix) ? '' : prefix;
}

/** The nearest folder that git knows; of a linked work tree `.git` is a file, and tells nothing here. */
function topOf(folder: string, { disk }: World): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (disk.kindOf(join(at, '.git')) !== undefined) return at;
    if (at === dirname(at)) return undefined;
  }
}

interface Origin {
  readonly host: string;
  readonly path: string;
}

function originOf(git: string, { disk }: World): Origin | undefined {
  if (disk.kindOf(git) !== 'directory') return undefined;
  const config = disk.read(join(git, 'config'))?.toString() ?? '';
  const [, section = ''] = /^\[remote "origin"\]\s*\n((?:[ \t].*\n?)*)/m.exec(config) ?? [];
  const [, url = ''] = /^\s*url\s*=\s*(\S+)\s*$/m.exec(section) ?? [];
  const [, host, path] =
    /^(?:https?:\/\/|ssh:\/\/)(?:[^@/]+@)?([\w.-]+)(?::\d+)?\/(.+?)(?:\.git)?\/?$/.exec(url) ??
    /^[\w.-]+@([\w.-]+):(?!\/)(.+?)(?:\.git)?\/?$/.exec(url) ??
    [];
  return host === undefined || path === undefined ? undefined : { host, path };
}

function registryOf({ host, path }: Origin): string | undefined {
  const lower = path.toLowerCase();
  if (host === 'github.com') return `ghcr.io/${lower}`;
  return host.includes('gitlab') ? `registry.${host}/${lower}` : undefined;
}

function branchOf(git: string, { disk }: World): string | undefined {
  const head = disk.kindOf(git) === 'directory' && disk.read(join(git, 'refs/remotes/origin/HEAD'));
  const [, branch] = /^ref: refs\/remotes\/origin\/([\w./-]+)\s*$/.exec(String(head || '')) ?? [];
  return branch;
}

function nameOf(folder: string): string {
  const name = folder.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
  return name.replace(/^-+|-+$/g, '') || 'platform';
}

function check(repository: string): void {
  const { parseRepository } = require('../../oci') as typeof Oci;
  try {
    parseRepository(repository);
    if (repository === repository.toLowerCase() && !repository.includes('://')) return;
  } catch (error) {
    if (!isCodedError(error)) throw error;
  }
  throw new CliError(
    'CLI_FLAG_VALUE',
    `--repository is '${repository}'`,
    'write where artifacts are pushed below, in lower case: ghcr.io/acme/platform',
  );
}

function checkAddress(url: string): void {
  if (
    /^(?:https?|ssh):\/\/[\w.@:-]+\/[\w./~-]+$/.test(url) ||
    /^[\w.-]+@[\w.-]+:[\w./~-]+$/.test(url)
  )
    return;
  throw new CliError(
    'CLI_FLAG_VALUE',
    `--repo-url is '${url}'`,
    'write what git clone takes: https://github.com/acme/platform.git',
  );
}
