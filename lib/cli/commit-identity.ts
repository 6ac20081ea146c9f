import type { World } from '../core';
import { CliError } from './errors';
import { gitText } from './plan/git';
import { withoutLogin } from './remote-address';

/** What a commit says of the folder that is packed from it. */
export interface CommitIdentity {
  /** RFC 3339, UTC. */
  readonly created: string;
  /** `https://github.com/acme/platform.git`, without user and password. */
  readonly source?: string;
  /** `main@sha1:<commit>` */
  readonly revision?: string;
}

/**
 * When and from what a folder was made: `SOURCE_DATE_EPOCH`, else the time of the commit that is
 * checked out, never now; origin and commit where git tells them. Says so where the folder holds
 * something else than the commit.
 *
 * @throws {CliError} `CLI_FLAG_VALUE` for an epoch that is none, `CLI_INPUT_MISSING` where neither an
 *   epoch nor a commit is there.
 * @see https://reproducible-builds.org/specs/source-date-epoch/
 */
export function commitIdentity(path: string, world: World): CommitIdentity {
  const git = (...args: string[]) => gitText(world, '-C', path, ...args) || undefined;
  const commit = git('rev-parse', '--verify', '--quiet', 'HEAD^{commit}');
  const seconds =
    epochOf(world.env['SOURCE_DATE_EPOCH']) ?? Number(git('log', '-1', '--format=%ct') ?? NaN);
  if (Number.isNaN(seconds)) {
    throw new CliError(
      'CLI_INPUT_MISSING',
      `'${path}' is in no git repository with a commit, and SOURCE_DATE_EPOCH is not set`,
      'set SOURCE_DATE_EPOCH to seconds since 1970, or leave out --identity commit',
    );
  }
  const created = new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
  if (commit === undefined) return { created };
  if (git('status', '--porcelain', '--', '.') !== undefined) {
    world.report(`'${path}' has changes that commit ${commit.slice(0, 12)} lacks`);
  }
  const source = withoutLogin(git('config', '--get', 'remote.origin.url') ?? '');
  const branch =
    git('branch', '--show-current') ??
    world.env['GITHUB_REF_NAME'] ??
    world.env['CI_COMMIT_REF_NAME'];
  return {
    created,
    ...(source && { source }),
    revision: `${branch === undefined ? '' : `${branch}@`}sha1:${commit}`,
  };
}

/** The year 9999 ends here; RFC 3339 has no more. */
const LAST_SECOND = 253_402_300_799;

function epochOf(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  if (/^\d{1,12}$/.test(text) && Number(text) <= LAST_SECOND) return Number(text);
  throw new CliError(
    'CLI_FLAG_VALUE',
    `SOURCE_DATE_EPOCH is '${text}'`,
    'set it to seconds since 1970: SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)',
  );
}
